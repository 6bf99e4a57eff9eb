/** The two players of a game: each its network and its optimiser; the generator also its running mean. */
import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs'
import type { NetworkState, Pass } from '../networks/layer.ts'
import { run, type Network } from '../networks/network.ts'
import type { Conditions } from '../networks/conditions.ts'
import type { Optimiser } from '../optimizers/optimiser.ts'
import type { FakePool } from './fake-pool.ts'
import type { Logits } from './logits.ts'

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
    /** Of the warm start, which leaves no trace in the game's own; null where there is none. */
    readonly warm: Optimiser | null
  }
  readonly discriminator: Player & {
    /** What LeCam remembers of D's outputs, [3]. */
    readonly anchors: Variable
    /** Earlier fakes that it is shown again; null: none are kept. */
    readonly pool: FakePool | null
  }
}

/**
 * [n, latent] → [n, …item]. Without a latent G is a function of what it is told alone, and starts from that: from the
 * source, else from the row, else from the labels. All of it is in the pass as well, as it always is.
 */
export function generate(
  network: Network,
  noise: Tensor2D | null,
  pass: Pass,
  state: NetworkState = network,
): Tensor {
  return run(network.layers, noise ?? firstOf(pass.conditions ?? {}), state, pass)
}

/** As `generate`, stopping on the way at what goes into the last layer. */
export function generateInTwo(
  network: Network,
  noise: Tensor2D | null,
  pass: Pass,
): { fake: Tensor; beforeHead: Tensor } {
  const { layers } = network
  const first = noise ?? firstOf(pass.conditions ?? {})
  const beforeHead = run(layers, first, network, pass, layers.length - 1)
  return { fake: run(layers.slice(-1), beforeHead, network, pass), beforeHead }
}

function firstOf({ source, row, labels }: Conditions): Tensor {
  const first = source ?? row ?? labels
  if (first === undefined) throw new Error('A generator without a latent was told nothing.')
  return first
}

/** [n, …item] → raw logits [n, k]. */
export function logitsOf(network: Network, items: Tensor, pass: Pass, state: NetworkState = network): Logits {
  const logits = run(network.layers, items, state, pass)
  // What has the shape already is not reshaped: on points, where a step is short, that would be felt.
  return logits.rank === 2 ? (logits as Logits) : logits.reshape([logits.shape.at(0) ?? 0, -1])
}
