/**
 * Keeps a challenge in step with the run: opens it after its prologue, has its last step measured, and ends it when a
 * locked setting changes by another way. Must not draw anything.
 */
import { challengeOf, meets, startOf, type Challenge } from '../../../common/config/challenges.ts'
import { changedKeys } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { SettingKey } from '../../../common/catalog/settings/all.ts'
import type { Page } from '../page.ts'
import type { ChallengeActions, ChallengeState } from './story-types.ts'
import type { PageState } from '../store-types.ts'

/** Samples of the judgement; as in PacGAN and VEEGAN. */
const SAMPLES = 2500
/** Neither part of the task nor able to change its outcome on the same back end. */
const NEUTRAL: readonly SettingKey[] = ['steps', 'backend', 'precision', 'speed', 'autostart', 'truncation']

export function freshChallenge({ id, prologue }: Challenge): ChallengeState {
  return { id, phase: prologue > 0 ? 'prologue' : 'open', found: null }
}

export function challengeActions({
  set,
  get,
}: {
  set: (change: Partial<PageState>) => void
  get: () => PageState
}): ChallengeActions {
  return {
    startChallenge: (id) => {
      const challenge = challengeOf(id)
      if (challenge === null) return
      const { sides, actions } = get()
      const { backend, precision, speed } = sides.run.config
      actions.configure({ ...startOf(challenge), backend, precision, speed, autostart: false })
      set({ challenge: freshChallenge(challenge) })
      actions.reset()
    },
    leaveChallenge: () => set({ challenge: null }),
  }
}

/** Why a setting cannot be changed now; empty where it can. */
export function lockOf(key: SettingKey, state: ChallengeState | null): string {
  const challenge = challengeOf(state?.id ?? null)
  if (state === null || challenge === null || (NEUTRAL.includes(key) && key !== 'steps')) return ''
  if (state.phase === 'prologue') return 'Locked until the run has collapsed.'
  return challenge.open.includes(key) ? '' : `Locked in this challenge. ${challenge.why}`
}

/** Starts watching. @param asked a challenge the link asks for. Returns how to stop. */
export function followChallenge({ store, client }: Page, asked: Challenge | null): () => void {
  if (asked !== null) store.setState({ challenge: freshChallenge(asked) })
  return store.subscribe((state, before) => {
    const challenge = challengeOf(state.challenge?.id ?? null)
    if (challenge === null || state.challenge === null || state.challenge.id !== before.challenge?.id) return
    const { run } = state.sides
    if (run.config !== before.sides.run.config && isBroken(challenge, state.challenge, run.config)) {
      store.setState({ challenge: null })
      state.actions.say({
        role: 'status',
        sentence: `“${challenge.label}” has ended, as a locked setting was changed. The run goes on.`,
      })
      return
    }
    if (state.session === before.session && run.step === before.sides.run.step) return
    follow(challenge, state.challenge, state, store.setState)
    if (store.getState().challenge?.phase === 'judging' && state.challenge.phase !== 'judging')
      void judge(challenge, { store, client })
  })
}

function isBroken(challenge: Challenge, { phase }: ChallengeState, config: RunConfig): boolean {
  const open = phase === 'prologue' ? NEUTRAL : [...NEUTRAL, ...challenge.open]
  return changedKeys(startOf(challenge), config).some((key) => !open.includes(key))
}

/** What the step and state of the run mean for the challenge. */
function follow(
  challenge: Challenge,
  { phase, id }: ChallengeState,
  { session, actions, sides }: PageState,
  set: (change: Partial<PageState>) => void,
): void {
  const { state } = session
  const { step, config } = sides.run
  const { prologue, last } = challenge
  if (step < prologue && phase !== 'prologue') {
    // Back to before the collapse: it must come again as it came first.
    set({ challenge: freshChallenge(challenge) })
    const { backend, precision, speed } = config
    actions.configure({ ...startOf(challenge), backend, precision, speed })
  } else if (phase === 'prologue' && state === 'paused' && step === prologue) {
    set({ challenge: { id, phase: 'open', found: null } })
    actions.configure({ steps: last })
  } else if (phase === 'open' && state === 'paused' && step === last) {
    set({ challenge: { id, phase: 'judging', found: null } })
  } else if ((phase === 'won' || phase === 'lost') && step < last) {
    set({ challenge: freshChallenge(challenge) })
  }
}

async function judge(
  { id, goal }: Challenge,
  { store, client }: Pick<Page, 'store' | 'client'>,
): Promise<void> {
  const standing = (): boolean => {
    const { challenge } = store.getState()
    return challenge?.id === id && challenge.phase === 'judging'
  }
  try {
    const { modes = 0, modesTotal = 0, highQuality = 0 } = await client.handle.evaluate(SAMPLES)
    if (!standing()) return
    const phase = meets(goal, { modes, highQuality }) ? 'won' : 'lost'
    store.setState({ challenge: { id, phase, found: { modes, modesTotal, highQuality } } })
  } catch {
    // The engine was lost on the way: Train goes on from its last step, and the end is judged again.
    if (standing()) store.setState({ challenge: { id, phase: 'open', found: null } })
  }
}
