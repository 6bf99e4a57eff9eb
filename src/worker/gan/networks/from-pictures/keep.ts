/**
 * The end of a generator that restores: what is certain of the source stays as it is. In training nothing is clipped, so that no
 * gradient dies; looked at, pictures stay in [−1, 1]. No parameters.
 */
import {
  abs,
  add,
  clipByValue,
  concat,
  div,
  maximum,
  min,
  minimum,
  mul,
  sign,
  slice,
  sub,
  type Tensor4D,
} from '@tensorflow/tfjs'
import type { KeepOp } from '../../../../common/networks/layer-op.ts'
import { constant } from '../../ops/autodiff.ts'
import { luma } from './luma.ts'
import { conditionOf } from '../conditions.ts'
import type { Layer, Pass } from '../layer.ts'

type Rule = (made: Tensor4D, source: () => Tensor4D, looked: boolean) => Tensor4D

/** Differences of colour below this are none. */
const LEAST_COLOUR = 1e-6

const KEEP_RULES: Record<KeepOp['keeps'], Rule> = {
  range: (made, _, looked) => (looked ? inRange(made) : made),
  known: (made, source, looked) => {
    const [, , , channels] = made.shape
    const told = source()
    const [known, missing] = [
      constant(() => slice(told, [0, 0, 0, 0], [-1, -1, -1, channels])),
      constant(() => slice(told, [0, 0, 0, channels], [-1, -1, -1, 1])),
    ]
    // What is known is nothing where it is missing.
    return add(mul(looked ? inRange(made) : made, missing), known)
  },
  light: (made, source, looked) => {
    const told = source()
    const light = luma(made)
    const [, , , channels] = made.shape
    const colour = sub<Tensor4D>(made, alike(light, channels))
    const brightness = alike(told, channels)
    return add(brightness, looked ? mul(colour, roomFor(colour, brightness)) : colour)
  },
}

/** @param shape of one picture, [height, width, channels] */
export function keepLayer(name: string, shape: readonly number[], keeps: KeepOp['keeps']): Layer {
  return {
    name,
    op: { type: 'keep', keeps, channels: shape.at(-1) ?? 0 },
    outputShape: shape,
    parameters: [],
    statistics: [],
    couples: false,
    apply: (x, _, pass) =>
      KEEP_RULES[keeps](x as Tensor4D, () => told(name, x.shape.at(0) ?? 0, pass), pass.mode === 'evaluate'),
  }
}

function told(name: string, count: number, { conditions }: Pass): Tensor4D {
  const source = conditionOf(conditions, 'source', count)
  if (source === undefined) throw new Error(`${name} was not told the source.`)
  return source as Tensor4D
}

function inRange(pictures: Tensor4D): Tensor4D {
  return clipByValue(pictures, -1, 1)
}

/** [n, h, w, 1] → [n, h, w, channels], all alike. */
function alike(gray: Tensor4D, channels: number): Tensor4D {
  return concat(
    Array.from({ length: channels }, () => gray),
    3,
  )
}

/** The share of each pixel's colour, [n, h, w, 1], with which no channel leaves [−1, 1]: less colour, never less light. */
function roomFor(colour: Tensor4D, brightness: Tensor4D): Tensor4D {
  const room = sub(1, mul(brightness, sign(colour)))
  return minimum(min(div(room, maximum(abs(colour), LEAST_COLOUR)), 3, true), 1)
}
