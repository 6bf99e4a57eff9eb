/**
 * The networks of a past step, in a second game beside the running one: looking back never disturbs what trains. The game
 * is kept while somebody looks, as going from step to step only changes its numbers.
 */
import { demandsNewNetworks } from '../../../common/config/difference.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { createGame } from '../../gan/game.ts'
import type { Game } from '../../gan/game-types.ts'
import { labelSource } from '../classes.ts'
import { itemShapeOf } from '../train/run.ts'
import type { Shown } from '../shown.ts'
import type { PastStep } from './snapshot-store.ts'

export class Past {
  /** What is looked at; null while nobody looks back. */
  shown: Shown | null = null
  private built: { game: Game; config: RunConfig } | null = null

  /** Takes over the networks of a step. */
  show({ checkpoint, dataset }: PastStep): void {
    const { config, step, tensors } = checkpoint
    if (this.built !== null && demandsNewNetworks(this.built.config, config)) this.leave()
    this.built ??= {
      game: createGame(config, itemShapeOf(dataset), labelSource(config, dataset)?.classes),
      config,
    }
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
