/** Layers whose parts are put side by side on their channels: concatenations, and the levels of a U-Net. */
import { concat } from '@tensorflow/tfjs'
import type { Layer } from '../layer.ts'
import { composite, described, shapeAfter, type Branch } from './chain.ts'

/**
 * What all branches make of the same input, the first one's channels first.
 * @throws Error where they make items that differ in more than their channels
 */
export function concatenate(name: string, inputShape: readonly number[], branches: readonly Branch[]): Layer {
  return joined(name, inputShape, branches, { type: 'concatenate', branches: branches.map(described) })
}

export interface SkipOptions {
  name: string
  /** Shape of one item coming in. */
  inputShape: readonly number[]
  down: Branch
  /** The levels below. */
  inner: Branch
  up: Branch
}

/**
 * One level of a U-Net (Ronneberger et al. 2015): what comes in, and after its channels those of up(inner(down(x))).
 * @throws Error where `up` does not come back to the places that `down` started from
 */
export function skip({ name, inputShape, down, inner, up }: SkipOptions): Layer {
  return joined(name, inputShape, [[], [...down, ...inner, ...up]], {
    type: 'skip',
    down: described(down),
    inner: described(inner),
    up: described(up),
  })
}

function joined(
  name: string,
  inputShape: readonly number[],
  branches: readonly Branch[],
  op: Layer['op'],
): Layer {
  const shapes = branches.map((branch) => shapeAfter(branch, inputShape))
  const [places = []] = shapes.map((shape) => shape.slice(0, -1))
  if (shapes.some((shape) => shape.slice(0, -1).join() !== places.join()))
    throw new Error(`${name} puts ${shapes.map((shape) => `[${shape.join()}]`).join(' beside ')}.`)
  const channels = shapes.reduce((total, shape) => total + (shape.at(-1) ?? 0), 0)
  return composite({
    name,
    op,
    outputShape: [...places, channels],
    branches,
    join: (made) => concat(made, -1),
  })
}
