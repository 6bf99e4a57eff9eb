/** What the page keeps of slow motion, lessons, the tour and challenges, and what a person can do with them. Types alone. */
import type { LessonId } from '../../../common/catalog/lessons.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { NetworkSummary, SlowStep, StepPart } from '../../../common/protocol/report.ts'

/** What was seen since the chapter began. */
export interface TourWatch {
  /** `story.walked` when it began. */
  readonly walkedBefore: number
  /** Most modes covered at once, once the untrained generator's scatter is over. */
  readonly mostModes: number
  /** Looks at the samples, in a row, that found every mode covered. */
  readonly fullLooks: number
  readonly collapsed: boolean
  /** A setting was changed after the collapse, while the same networks lived on. */
  readonly cured: boolean
  /** How often the hand moved in latent space. */
  readonly moves: number
  /** Both losses, smoothed over ticks; NaN before the first. */
  readonly lossD: number
  readonly lossG: number
  readonly ticks: number
}

export interface TourState {
  /** Chapter shown, 0-based; null while the tour is closed. */
  readonly chapter: number | null
  readonly done: readonly boolean[]
  /** The person has begun it, or has said no: it is offered no more. */
  readonly met: boolean
  readonly watch: TourWatch
}

export type LowerTab = 'latent' | 'slow'

/** A step made for slow motion, and the settings it was made with. */
export interface Walk {
  readonly made: SlowStep
  readonly config: RunConfig
  /** Names of a conditional run's classes; empty where it has none. */
  readonly classes: readonly string[]
  readonly networks: { readonly generator: NetworkSummary; readonly discriminator: NetworkSummary } | null
}

export interface StoryState {
  tab: LowerTab
  /** The lower panel takes most of the column. */
  tall: boolean
  walk: Walk | null
  /** Stage of the walk that is shown, 0-based. */
  stage: number
  /** A step is being made. */
  making: boolean
  /** Walks of a whole step that were followed to their last stage. */
  walked: number
  /** The lesson on show; null while none is. */
  lesson: LessonId | null
  tour: TourState
}

export interface StoryActions {
  showTab(tab: LowerTab): void
  setTall(tall: boolean): void
  /** Makes a step, or a part of one, and shows its first stage. Training pauses. Resolves to whether it was made. */
  makeStep(part: StepPart): Promise<boolean>
  /** @param last the walk's last stage, which ends it */
  showStage(stage: number, last: number): void
  openLesson(lesson: LessonId | null): void
  setTour(change: Partial<TourState>): void
}

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
