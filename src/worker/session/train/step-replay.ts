/** What a run asks of whoever replays its steps, whichever back end they are made on. Types alone, but for a number. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { RunFeed } from '../../gan/batches/run-feed.ts'
import type { FigureRow, Game } from '../../gan/game-types.ts'
import type { ReplayBatching } from '../schedule/replay-batching.ts'

/** Steps made both ways before a recording is trusted. */
export const PROVED_STEPS = 2

/** What is trained: the parts of a run that a replay needs. */
export interface Trained {
  readonly config: RunConfig
  readonly dataset: Dataset
  readonly game: Game
  readonly feed: RunFeed
  readonly step: number
  /** One step in immediate mode. @param around has the step made, and gives its figures */
  stepReadably(around?: (step: () => FigureRow) => FigureRow): void
}

/** Nothing; steps, made readably; or the recording as well. */
export type Ripeness = 'nothing' | 'steps' | 'all'

export interface StepReplay {
  readonly pace: ReplayBatching
  /** Why the present step is not replayed; null while it is, or while nobody tried. */
  readonly refused: string | null
  /** Recordings made, and times that new numbers were put into one. */
  readonly made: { readonly recordings: number; readonly patches: number }
  /** Whether recordings run in fewer commands than the readable step has; absent where there are no commands. */
  readonly shortens?: boolean
  /** What a replayed step does, one line a command; null where there is none. */
  readonly listing: readonly string[] | null
  /** Whether steps of this run, as it now is, are replayed. */
  ready(run: Trained): boolean
  /** Whether `prepare` has something to do. */
  stale(run: Trained): boolean
  /**
   * Has the device compile what the run's steps need, a piece at a time, beside all else. Called again and again until all is there;
   * absent where nothing is compiled.
   * @param eager false: what only the recording needs waits until a step was made, which it would hold up
   * @returns what can be done without waiting for it
   */
  ripen?(run: Trained, eager: boolean): Ripeness
  /** When the piece under way is there, which never fails; null: there is none. */
  ripened?(): Promise<void> | null
  /**
   * Makes a recording that fits the run. May train a few steps on the way, to compare.
   * @param onRecord called before something that takes a moment and trains nothing
   */
  prepare(run: Trained, onRecord: () => void): Promise<void>
  /** Replays steps of a run that is `ready`. Returns how many: as many as there is room for figures. */
  play(run: Trained, count: number): number
  /** Replays a step with pauses; absent where a step is not the thread's own work. Returns how many, as `play`. */
  playInParts?(run: Trained, pause: () => Promise<void>): Promise<number>
  dispose(): void
}
