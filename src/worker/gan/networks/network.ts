/**
 * A network: layers in order, and the tensors that hold their weights and running statistics. Must not know which game
 * it plays in or how it is trained.
 */
import type { Tensor, Variable } from '@tensorflow/tfjs'
import { fork, type Stream } from '../../../common/numbers/random.ts'
import type { NetworkSummary } from '../../../common/protocol/report.ts'
import { settle, settled } from '../ops/signal.ts'
import { learntValues, type LearntWeights } from './learnt.ts'
import { variableOfValues } from '../tensors/variables.ts'
import {
  passThrough,
  summaryOf,
  type NetworkState,
  type Layer,
  type ParameterSpec,
  type Pass,
} from './layer.ts'

export interface Network {
  readonly name: string
  readonly layers: readonly Layer[]
  readonly weights: ReadonlyMap<string, Variable>
  readonly statistics: ReadonlyMap<string, Variable>
  /** True where an item's output depends on the others in the batch. */
  readonly couples: boolean
}

/**
 * Makes a network's tensors. Parameter i starts from the stream's fork i, so that a layer's size leaves the others' alone.
 * @param learnt what parameters begin with in place of chance, where they are of such a shape
 * @throws Error where two layers, or parts of layers, name a tensor alike
 */
export function createNetwork(
  name: string,
  layers: readonly Layer[],
  stream: Stream,
  learnt: LearntWeights | null = null,
): Network {
  const parameters = layers.flatMap((layer) => layer.parameters)
  const statistics = layers.flatMap((layer) => layer.statistics)
  return {
    name,
    layers,
    weights: variables(parameters, stream, true, learnt),
    statistics: variables(statistics, stream, false, null),
    couples: layers.some((layer) => layer.couples),
  }
}

/** Runs [n, …item] through all layers, or the first `depth` of them. */
export function run(
  layers: readonly Layer[],
  x: Tensor,
  state: NetworkState,
  pass: Pass,
  depth = layers.length,
): Tensor {
  const through = layers
    .slice(0, depth)
    .reduce((signal, layer) => passThrough(layer, signal, state, pass), settled(x))
  return settle(through)
}

export function summarise(layers: readonly Layer[]): NetworkSummary {
  const summaries = layers.map(summaryOf)
  return {
    layers: summaries,
    parameters: summaries.reduce((sum, layer) => sum + layer.parameters, 0),
  }
}

export function disposeAll(tensors: ReadonlyMap<string, Tensor>): void {
  tensors.forEach((state) => state.dispose())
}

function variables(
  specs: readonly ParameterSpec[],
  stream: Stream,
  trainable: boolean,
  learnt: LearntWeights | null,
): Map<string, Variable> {
  const names = specs.map(({ name }) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice !== undefined) throw new Error(`Two tensors are called ${twice}.`)
  const known = learnt === null ? null : learntValues(learnt, specs)
  return new Map(
    specs.map(({ name, shape, initial }, i) => [
      name,
      variableOfValues(known?.({ name, shape }) ?? initial(fork(stream, i), shape), shape, trainable),
    ]),
  )
}
