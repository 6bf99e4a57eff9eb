/** What is looked at: the networks of the run, or those of a past step. Nobody who only looks needs to know which. */
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Dataset } from '../data/dataset.ts'
import type { Game } from '../gan/game-types.ts'

export interface Shown<Set extends Dataset = Dataset> {
  readonly game: Game
  /** The settings these networks were trained with last. */
  readonly config: RunConfig
  readonly dataset: Set
  /** Generator updates these networks have behind them. */
  readonly step: number
}
