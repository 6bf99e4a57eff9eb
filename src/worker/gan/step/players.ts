/** The two players of a game: each its network and its optimiser; the generator also its running mean. */
import type { Tensor, Tensor1D, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { NetworkState, Pass } from '../networks/layer.ts'
import { run, type Network } from '../networks/network.ts'
import type { Optimiser } from '../optimizers/optimiser.ts'

/** Tensors beside a network's, by the weights' names. */
export type Copies = ReadonlyMap<string, Variable>

export interface Player {
  readonly network: Network
  readonly optimiser: Optimiser
  /** Mean of the weights over all steps; only with historical averaging. */
  readonly history: Copies | null
  /** Slow weights; only with lookahead. */
  readonly slow: Copies | null
}

export interface Players {
  readonly generator: Player & {
    /** Running means of weights and statistics, by the live ones' names. */
    readonly average: { readonly weights: Copies; readonly statistics: Copies }
  }
  readonly discriminator: Player & {
    /** What LeCam remembers of D's outputs, [3]. */
    readonly anchors: Variable
  }
}

/** [n, latent] → [n, …item]. */
export function generate(
  network: Network,
  noise: Tensor2D,
  pass: Pass,
  state: NetworkState = network,
): Tensor {
  return run(network.layers, noise, state, pass)
}

/** [n, …item] → [n] raw logits. */
export function logitsOf(
  network: Network,
  items: Tensor,
  pass: Pass,
  state: NetworkState = network,
): Tensor1D {
  return run(network.layers, items, state, pass).reshape([-1])
}
