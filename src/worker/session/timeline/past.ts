/**
 * The networks of a past step, in a second game beside the running one: looking back never disturbs what trains. The game
 * is kept while somebody looks, as going from step to step only changes its numbers.
 */
import { demandsNewNetworks } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Game } from '../../gan/game-types.ts'
import type { Shown } from '../../kinds/shown.ts'
import { gameFor } from '../train/run.ts'
import type { PastStep } from './snapshot-store.ts'

export class Past {
  /** What is looked at; null while nobody looks back. */
  shown: Shown | null = null
  private built: { game: Game; config: RunConfig } | null = null

  /** Takes over the networks of a step. */
  show({ checkpoint, dataset }: PastStep): void {
    const { config, step, tensors } = checkpoint
    if (this.built !== null && demandsNewNetworks(this.built.config, config)) this.leave()
    this.built ??= { game: gameFor(config, dataset), config }
    this.built.game.restore(tensors)
    this.shown = { game: this.built.game, config, dataset, step }
  }

  /** Back to the run; frees the second game. */
  leave(): void {
    this.shown = null
    this.built?.game.dispose()
    this.built = null
  }
}
