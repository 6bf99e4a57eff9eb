/** The two players of a game: each its network and its optimiser; the generator also its running mean. */
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { Held, Pass } from '../networks/layer.ts'
import { run, type Network } from '../networks/network.ts'
import type { Optimiser } from '../optimizers/optimiser.ts'

export interface Player {
  readonly network: Network
  readonly optimiser: Optimiser
}

export interface Players {
  readonly generator: Player & {
    /** Running means of weights and statistics, by the live ones' names. */
    readonly average: { weights: Map<string, Variable>; statistics: Map<string, Variable> }
  }
  readonly discriminator: Player
}

/** [n, latent] → [n, …item]. */
export function generate(network: Network, noise: Tensor2D, pass: Pass, held: Held = network): Tensor {
  return run(network.layers, noise, held, pass)
}

/** [n, …item] → [n] raw logits. */
export function judge(network: Network, items: Tensor, pass: Pass, held: Held = network): Tensor1D {
  return run(network.layers, items, held, pass).reshape([-1])
}
