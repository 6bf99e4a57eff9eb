/** What all layers that hold layers have alike: chains of parts that see the same input. Knows no kind of layer. */
import type { Tensor } from '@tensorflow/tfjs'
import type { LayerChain, LayerOp } from '../../../../common/networks/layer-op.ts'
import { summaryOf, type Layer } from '../layer.ts'
import { run } from '../network.ts'

/** Layers one after the other; none: what comes in goes out. */
export type Branch = readonly Layer[]

export interface CompositeOptions {
  name: string
  op: LayerOp
  outputShape: readonly number[]
  branches: readonly Branch[]
  /** Makes one tensor of what the branches gave, in their order. */
  join: (made: Tensor[]) => Tensor
}

/**
 * A layer that gives its input to all its branches. Parameters and statistics are the parts' own, by their own names and in
 * the branches' order. A rectifier's slope that comes in owed is settled once, before the branches: each may then take its
 * own gradient. Inside a branch it is owed from layer to layer as in any network.
 */
export function composite({ name, op, outputShape, branches, join }: CompositeOptions): Layer {
  const parts = branches.flat()
  return {
    name,
    op,
    outputShape,
    parameters: parts.flatMap(({ parameters }) => parameters),
    statistics: parts.flatMap(({ statistics }) => statistics),
    couples: parts.some(({ couples }) => couples),
    apply: (x, state, pass) => join(branches.map((branch) => run(branch, x, state, pass))),
  }
}

/** A branch as plain data. */
export function described(branch: Branch): LayerChain {
  return branch.map(summaryOf)
}

/** What a branch makes of an item of a shape. */
export function shapeAfter(branch: Branch, inputShape: readonly number[]): readonly number[] {
  return branch.at(-1)?.outputShape ?? inputShape
}
