/** The challenge under way: its task, how far it is, what counts, and how it ended. */
import { Check, Circle, CircleCheck, CircleX, Flag, Link, X } from 'lucide-react'
import { CHALLENGES, challengeOf, type Challenge } from '../../../common/config/challenges.ts'
import { challengeLink } from '../../state/run/address.ts'
import type { ChallengeState } from '../../state/story/story-types.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { copyText } from '../kit/copy-text.ts'
import { wholeNumber } from '../kit/number-words.ts'
import { goalsOf, phaseWords } from './challenge-words.ts'
import './challenge.css'

const selectChallenge = (state: PageState) => state.challenge
const selectStep = (state: PageState) => state.sides.run.step
const selectMetrics = (state: PageState) => state.sides.run.metrics

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
      <Progress challenge={challenge} state={state} />
      <p className="challenge-phase" role="status">
        {phaseWords(challenge, state)}
      </p>
      <div className="challenge-buttons">
        {state.phase === 'won' && <Next after={challenge.id} />}
        <Button look="outline" onClick={() => actions.startChallenge(challenge.id)}>
          Start over
        </Button>
        <CopyLink id={challenge.id} />
      </div>
    </section>
  )
}

function Progress({ challenge, state }: { challenge: Challenge; state: ChallengeState }) {
  const step = useGanvas(selectStep)
  const metrics = useGanvas(selectMetrics)
  // Once it is judged only that counts: the figures of the run are of the last look before.
  const found = state.found ?? metrics
  return (
    <>
      <div className="challenge-way">
        <progress
          max={challenge.last}
          value={Math.min(step, challenge.last)}
          aria-label="Steps of the challenge"
        />
        <span>
          step {wholeNumber(step)} of {wholeNumber(challenge.last)}
        </span>
      </div>
      <ul className="challenge-goals" aria-label="What is wanted">
        {goalsOf(challenge.goal, found).map(({ wanted, now, met }) => (
          <li key={wanted} data-met={met}>
            {met ? <Check size={14} aria-hidden="true" /> : <Circle size={14} aria-hidden="true" />}
            <span>{wanted}</span>
            <b>
              {now}
              <span className="hidden-words">{met ? ', met' : ', not met'}</span>
            </b>
          </li>
        ))}
      </ul>
    </>
  )
}

/** After a win the next task is one click away. */
function Next({ after }: { after: string }) {
  const actions = useActions()
  const next = CHALLENGES[CHALLENGES.findIndex(({ id }) => id === after) + 1]
  if (next === undefined) return null
  return (
    <Button look="primary" onClick={() => actions.startChallenge(next.id)}>
      Next: {next.label}
    </Button>
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
