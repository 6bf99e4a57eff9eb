/** What the session's parts see of the session that owns them all. Types only: no part needs the session itself. */
import type { Engine } from '../compute/engine-types.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { GalleryLoader } from './build/dataset-loader.ts'
import type { Machine } from './machine.ts'
import type { Observer } from './measure/observer.ts'
import type { Run } from './train/run.ts'
import type { StageScheduler } from './stage/stage-scheduler.ts'
import type { TimeTravel } from './timeline/time-travel.ts'
import type { Emit, Trainer } from './train/trainer.ts'
import type { Twin } from './comparison/twin.ts'

export interface Owner {
  run: Run | null
  config: RunConfig
  readonly engine: Engine
  readonly machine: Machine
  readonly loader: GalleryLoader
  readonly observer: Observer
  readonly trainer: Trainer
  readonly stageScheduler: StageScheduler
  readonly travel: TimeTravel
  readonly twin: Twin
  readonly emit: Emit
  /** Takes the speed of the config in force. */
  pace(): void
}
