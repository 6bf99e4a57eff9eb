/**
 * Random moves and holes. As products with matrices and masks that hold ones and zeros: tfjs' own crops and gathers lack
 * gradients on some back ends. Images [n, s, s, c]; uniform numbers [n, 1, 1, 1] in (0, 1).
 */
import {
  add,
  equal,
  floor,
  lessEqual,
  logicalAnd,
  matMul,
  mul,
  range,
  sub,
  transpose,
  greaterEqual,
  type Tensor,
  type Tensor3D,
  type Tensor4D,
} from '@tensorflow/tfjs'
import { constant } from '../ops/autodiff.ts'
import { asNumbers } from '../ops/flags.ts'

/** Largest shift as a share of the side, as in DiffAugment's code. */
const SHIFT = 1 / 8
/** Side of the hole as a share of the image's. */
const HOLE = 1 / 2

/** In pixels, for images of a side. */
export function mostShift(side: number): number {
  return Math.floor(side * SHIFT + 0.5)
}

/** Side of the hole in pixels, for images of a side. */
export function holeSide(side: number): number {
  return Math.floor(side * HOLE + 0.5)
}

/** Shifts each image by whole pixels, up to ⅛ of its side either way, and fills with zeros. */
export function translation(images: Tensor4D, uniformY: Tensor, uniformX: Tensor): Tensor4D {
  const [count, side, , channels] = images.shape
  const down = shifting(uniformY, count, side)
  const across = shifting(uniformX, count, side)
  const rows = matMul<Tensor3D>(down, images.reshape([count, side, side * channels]))
  // Columns to the front, move them the same way, and back.
  const columns = transpose(rows.reshape<Tensor4D>([count, side, side, channels]), [0, 2, 1, 3])
  const moved = matMul<Tensor3D>(across, columns.reshape([count, side, side * channels]))
  return transpose(moved.reshape<Tensor4D>([count, side, side, channels]), [0, 2, 1, 3])
}

/** Sets a square of half the side, at a random place, to zero. Its centre may lie anywhere, so it may stick out. */
export function cutout(images: Tensor4D, uniformY: Tensor, uniformX: Tensor): Tensor4D {
  const [count, side] = images.shape
  const mask = constant(() => {
    const inRows = inHole(uniformY, count, side).reshape([count, side, 1, 1])
    const inColumns = inHole(uniformX, count, side).reshape([count, 1, side, 1])
    return sub(1, mul(inRows, inColumns))
  })
  return mul(images, mask)
}

/** [n, s, s]: row i takes what was in row i − shift, shift ~ {−⌊s/8 + ½⌋ … ⌊s/8 + ½⌋}. */
function shifting(uniform: Tensor, count: number, side: number): Tensor3D {
  return constant(() => {
    const most = mostShift(side)
    const shift = sub(floor(mul(uniform, 2 * most + 1)), most).reshape([count, 1, 1])
    const target = range(0, side).reshape([1, side, 1])
    const source = range(0, side).reshape([1, 1, side])
    return asNumbers<Tensor3D>(equal(sub(target, shift), source))
  })
}

/** [n, s]: 1 where a row lies in the hole. Centre c ~ {0 … s}; the hole is c − h/2 … c + h/2 − 1. */
export function inHole(uniform: Tensor, count: number, side: number): Tensor {
  const hole = holeSide(side)
  const first = sub(floor(mul(uniform, side + (1 - (hole % 2)))), Math.floor(hole / 2)).reshape([count, 1])
  const place = range(0, side).reshape([1, side])
  const inside = logicalAnd(greaterEqual(place, first), lessEqual(place, add(first, hole - 1)))
  return asNumbers(inside)
}
