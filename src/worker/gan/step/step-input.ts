/** What a step is made of. */
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Feed } from '../game-types.ts'
import type { GeneratorTerm, Task } from '../tasks/task.ts'
import type { Players } from './players.ts'
import type { StepObserver } from './step-observer.ts'

export interface StepInput {
  readonly players: Players
  /** The settings in force at this step. */
  readonly config: RunConfig
  readonly feed: Feed
  /** 0-based. */
  readonly step: number
  readonly observer: StepObserver
  /** What the generator's objective gains beside its loss and the config's own terms. */
  readonly terms: readonly GeneratorTerm[]
  /** What its own loss is multiplied by; left out: nothing is multiplied. */
  readonly adversarial?: Task['adversarial']
}
