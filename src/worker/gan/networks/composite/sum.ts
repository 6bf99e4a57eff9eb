/** Layers whose parts are added: sums of branches, and residual blocks (He et al. 2016). */
import { add } from '@tensorflow/tfjs'
import type { Layer } from '../layer.ts'
import { composite, described, shapeAfter, type Branch } from './chain.ts'

/**
 * The sum of what all branches make of the same input.
 * @throws Error where they make items of different shapes
 */
export function sum(name: string, inputShape: readonly number[], branches: readonly Branch[]): Layer {
  return added(name, inputShape, branches, { type: 'sum', branches: branches.map(described) })
}

export interface ResidualOptions {
  name: string
  /** Shape of one item coming in. */
  inputShape: readonly number[]
  inner: Branch
  /** What is added to; left out: what comes in. */
  shortcut?: Branch
  /** True for a building stone that is shown whole. */
  whole?: boolean
}

/** shortcut(x) + inner(x). @throws Error where the two do not fit */
export function residual({ name, inputShape, inner, shortcut = [], whole = false }: ResidualOptions): Layer {
  return added(name, inputShape, [shortcut, inner], {
    type: 'residual',
    shortcut: described(shortcut),
    inner: described(inner),
    whole,
  })
}

function added(
  name: string,
  inputShape: readonly number[],
  branches: readonly Branch[],
  op: Layer['op'],
): Layer {
  const shapes = branches.map((branch) => shapeAfter(branch, inputShape))
  const [outputShape = inputShape] = shapes
  if (shapes.some((shape) => shape.join() !== outputShape.join()))
    throw new Error(`${name} adds ${shapes.map((shape) => `[${shape.join()}]`).join(' and ')}.`)
  return composite({
    name,
    op,
    outputShape,
    branches,
    join: (made) => made.reduce((total, one) => add(total, one)),
  })
}
