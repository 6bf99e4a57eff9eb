/**
 * Which part of each picture is missing, [n, s, s, 1]: 1 where it is, 0 where the picture is known. Made of normal numbers, in
 * operations a recorded step can replay. Must not know pictures.
 */
import {
  add,
  div,
  equal,
  floor,
  greater,
  lessEqual,
  maximum,
  minimum,
  mul,
  range,
  square,
  split,
  sub,
  tensor4d,
  type Tensor,
  type Tensor4D,
} from '@tensorflow/tfjs'
import type { HoleId } from '../../../../common/restore/sources.ts'
import { holeSide, inHole } from '../../augment/geometry.ts'
import { asNumbers } from '../../ops/flags.ts'
import { uniformFrom } from '../../ops/uniform.ts'

export type Normal = (shape: readonly number[]) => Tensor
type Mask = (count: number, side: number, normal: Normal) => Tensor4D

const STROKES = 4
/** Half the width of a stroke, as a share of the side. */
const THINNEST = 0.04
const THICKEST = 0.1

export const HOLE_RULES: Record<HoleId, Mask> = {
  centre: (count, side) => {
    const hole = holeSide(side)
    const first = Math.floor((side - hole) / 2)
    const inside = (place: number): boolean => place >= first && place < first + hole
    const one = Float32Array.from({ length: side * side }, (_, i) =>
      inside(Math.floor(i / side)) && inside(i % side) ? 1 : 0,
    )
    const all = new Float32Array(count * one.length)
    for (let i = 0; i < count; i++) all.set(one, i * one.length)
    return tensor4d(all, [count, side, side, 1])
  },
  random: (count, side, normal) => {
    const place = () => inHole(uniformFrom(normal, [count, 1, 1, 1]), count, side)
    return mul<Tensor4D>(place().reshape([count, side, 1, 1]), place().reshape([count, 1, side, 1]))
  },
  half: (count, side, normal) => {
    const which = floor(mul(uniformFrom(normal, [count, 1, 1, 1]), 4))
    const is = (one: number) => asNumbers(equal(which, one))
    const { y, x } = grid(side)
    const middle = (side - 1) / 2
    const beyond = add(mul(sub(y, middle), sub(is(0), is(1))), mul(sub(x, middle), sub(is(2), is(3))))
    return asNumbers<Tensor4D>(greater(beyond, 0))
  },
  brush: (count, side, normal) => {
    // Both ends and the width of every stroke, in one draw.
    const drawn = split(uniformFrom(normal, [count, 1, 1, STROKES * 5]), STROKES * 5, 3)
    const { y, x } = grid(side)
    const strokes = Array.from({ length: STROKES }, (_, stroke) => {
      const [fromY, fromX, toY, toX, width] = drawn.slice(stroke * 5, stroke * 5 + 5)
      if (!fromY || !fromX || !toY || !toX || !width) throw new Error('A stroke needs five numbers.')
      const [startY, startX] = [mul(fromY, side - 1), mul(fromX, side - 1)]
      const [alongY, alongX] = [mul(sub(toY, fromY), side - 1), mul(sub(toX, fromX), side - 1)]
      const [awayY, awayX] = [sub(y, startY), sub(x, startX)]
      const length = add(add(square(alongY), square(alongX)), 1e-6)
      const along = div(add(mul(awayY, alongY), mul(awayX, alongX)), length)
      const share = minimum(maximum(along, 0), 1)
      const apart = add(square(sub(awayY, mul(share, alongY))), square(sub(awayX, mul(share, alongX))))
      const radius = add(mul(width, (THICKEST - THINNEST) * side), THINNEST * side)
      return asNumbers<Tensor4D>(lessEqual(apart, square(radius)))
    })
    return strokes.reduce((all, one) => maximum(all, one))
  },
}

/** Rows [1, s, 1, 1] and columns [1, 1, s, 1] by their numbers. */
function grid(side: number): { y: Tensor; x: Tensor } {
  return { y: range(0, side).reshape([1, side, 1, 1]), x: range(0, side).reshape([1, 1, side, 1]) }
}
