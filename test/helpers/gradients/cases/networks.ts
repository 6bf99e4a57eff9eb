/** Turns a layer of ours, and the formula of what it does, into a case whose inputs are the items and every weight. */
import type { Tensor, Variable } from '@tensorflow/tfjs'
import { PROBE, type NetworkState, type Layer, type Pass } from '../../../../src/worker/gan/networks/layer.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, type Maths, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { unitVector } from './power-iteration.ts'

/** What the formula of a layer may ask for. */
export interface Parts<A> {
  /** A weight by the end of its name, e.g. `kernel`. */
  readonly weight: (part: string) => A
  /** The first values of a weight: what constants are computed from. */
  readonly initial: (part: string) => Values
  /** A running statistic, by the end of its name. */
  readonly statistic: (part: string) => Values
}

export type LayerFormula = <A>(m: Maths<A>, x: A, parts: Parts<A>) => A

/** Values for tests, not the layer's own first ones: zeros and ones would hide half of the paths. */
export function weightsOf(layer: Layer): Values[] {
  return layer.parameters.map(({ name, shape }, i) =>
    name.endsWith('/scale')
      ? wave(shape, 30 + i, 0.3, 1)
      : wave(shape, 30 + i, shape.length === 4 ? 0.3 : 0.7),
  )
}

function statisticsOf(layer: Layer): Values[] {
  return layer.statistics.map(({ name, shape }, i) => {
    if (name.endsWith(':direction')) return unitVector(shape[0] ?? 1)
    return name.endsWith('/variance') ? wave(shape, 40 + i, 0.3, 1) : wave(shape, 40 + i, 0.5)
  })
}

/** A tensor in a variable's place: cases only read it, and tfjs frees it with the rest. */
export function constantVariable(values: Values): Variable {
  return tensorOf(values) as unknown as Variable
}

/** Weights and statistics as a network holds them. Nothing writes to the statistics in the passes that cases run. */
export function heldBy(layers: readonly Layer[], weights: readonly Tensor[]): NetworkState {
  const names = layers.flatMap(({ parameters }) => parameters.map(({ name }) => name))
  const statistics = layers.flatMap((layer) =>
    statisticsOf(layer).map((values, i): [string, Variable] => [
      at(layer.statistics, i).name,
      constantVariable(values),
    ]),
  )
  return { weights: new Map(names.map((name, i) => [name, at(weights, i)])), statistics: new Map(statistics) }
}

/** The formula's view of a layer whose weights are the given ones. */
export function partsOf<A>(layer: Layer, weights: readonly A[]): Parts<A> {
  const find = (specs: Layer['parameters'], part: string) => {
    const index = specs.findIndex(({ name }) => name.endsWith(part))
    if (index < 0) throw new Error(`${layer.name} has no ${part}.`)
    return index
  }
  return {
    weight: (part) => at(weights, find(layer.parameters, part)),
    initial: (part) => at(weightsOf(layer), find(layer.parameters, part)),
    statistic: (part) => at(statisticsOf(layer), find(layer.statistics, part)),
  }
}

/** @param items batch of items the layer is shown */
export function layerCase(
  name: string,
  layer: Layer,
  items: Values,
  formula: LayerFormula,
  { pass = PROBE, probes }: { pass?: Pass; probes?: readonly number[] } = {},
): GradientCase {
  return {
    name,
    inputs: [items, ...weightsOf(layer)],
    ...(probes === undefined ? {} : { probes }),
    ours: (...xs) => layer.apply(at(xs, 0), heldBy([layer], xs.slice(1)), pass),
    formula: (m, ...xs) => formula(m, at(xs, 0), partsOf(layer, xs.slice(1))),
  }
}
