/** The part of the page's state that is about a challenge. */

/** `prologue`: nothing may be touched yet. `open`: the person's turn. `judging`: its last step is being measured. */
export type ChallengePhase = 'prologue' | 'open' | 'judging' | 'won' | 'lost'

export interface ChallengeState {
  id: string
  phase: ChallengePhase
  /** Measured at the last step, on fresh samples that the seed decides. */
  found: { modes: number; modesTotal: number; highQuality: number } | null
}

export interface ChallengeActions {
  /** Begins a challenge from its own settings, at step 0. */
  startChallenge(id: string): void
  /** Goes on without it; the run stays. */
  leaveChallenge(): void
}
