/** The challenge under way: its task, how far it is, what counts, and how it ended. */
import { CircleCheck, CircleX, Flag, Link, X } from 'lucide-react'
import { challengeOf, type Challenge } from '../../config/challenges.ts'
import { challengeLink } from '../../state/address.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { percentText } from '../charts/number-words.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { copyText } from '../kit/copy-text.ts'
import { wholeNumber } from '../kit/number-words.ts'
import { goalWords, phaseWords } from './challenge-words.ts'
import './challenge.css'

const selectChallenge = (state: PageState) => state.challenge
const selectStep = (state: PageState) => state.session.step
const selectMetrics = (state: PageState) => state.metrics

export function ChallengeCard() {
  const state = useGanvas(selectChallenge)
  const actions = useActions()
  const challenge = challengeOf(state?.id ?? null)
  if (state === null || challenge === null) return null
  const Icon = state.phase === 'won' ? CircleCheck : state.phase === 'lost' ? CircleX : Flag
  return (
    <section className="challenge" data-phase={state.phase} aria-label="Challenge">
      <header>
        <Icon size={15} aria-hidden="true" />
        <h2>{challenge.label}</h2>
        <IconButton
          name="Leave the challenge"
          icon={<X size={14} />}
          onClick={() => actions.leaveChallenge()}
        />
      </header>
      <p>{challenge.task}</p>
      <p className="challenge-why">{challenge.why} What is locked is grey.</p>
      <Progress challenge={challenge} />
      <p className="challenge-phase" role="status">
        {phaseWords(challenge, state)}
      </p>
      <div className="challenge-buttons">
        <Button look="outline" onClick={() => actions.startChallenge(challenge.id)}>
          Start over
        </Button>
        <CopyLink id={challenge.id} />
      </div>
    </section>
  )
}

function Progress({ challenge }: { challenge: Challenge }) {
  const step = useGanvas(selectStep)
  const metrics = useGanvas(selectMetrics)
  const now =
    metrics?.modes === undefined
      ? '–'
      : `${metrics.modes} of ${metrics.modesTotal ?? '?'} modes, ${percentText(metrics.highQuality ?? NaN)}`
  return (
    <>
      <progress
        max={challenge.last}
        value={Math.min(step, challenge.last)}
        aria-label="Steps of the challenge"
      />
      <dl className="challenge-facts">
        <dt>Step</dt>
        <dd>
          {wholeNumber(step)} of {wholeNumber(challenge.last)}
        </dd>
        <dt>Goal</dt>
        <dd>{goalWords(challenge.goal)}</dd>
        <dt>Now</dt>
        <dd>{now}</dd>
      </dl>
    </>
  )
}

function CopyLink({ id }: { id: string }) {
  const actions = useActions()
  const copy = async (): Promise<void> => {
    const link = challengeLink(id)
    const copied = await copyText(link)
    actions.say(
      copied
        ? { role: 'status', sentence: 'Link copied. It opens this challenge from its beginning.' }
        : { role: 'status', sentence: 'The browser does not allow copying here.', details: link },
    )
  }
  return (
    <Button icon={<Link size={14} />} onClick={() => void copy()}>
      Copy link
    </Button>
  )
}
