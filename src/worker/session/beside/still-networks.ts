/**
 * A copy of the networks that are looked at, which nobody trains: what takes many turns is then of one and the same networks, while the
 * run goes on. Whoever takes one frees it.
 */
import type { Shown } from '../../kinds/shown.ts'
import { gameFor } from '../train/run.ts'

export interface StillNetworks {
  readonly shown: Shown
  release(): void
}

export async function stillNetworks({ game, config, dataset, step }: Shown): Promise<StillNetworks> {
  const tensors = await game.save()
  const still = gameFor(config, dataset)
  try {
    still.restore(tensors)
  } catch (thrown) {
    still.dispose()
    throw thrown
  }
  return { shown: { game: still, config, dataset, step }, release: () => still.dispose() }
}
