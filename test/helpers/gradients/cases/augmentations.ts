/**
 * DiffAugment and its parts (Zhao et al. 2020). What is drawn is decided here, from the uniform numbers, in plain
 * JavaScript; the formulas then only move, mask and mix.
 */
import type { Tensor, Tensor4D } from '@tensorflow/tfjs'
import { brightness, contrast, saturation } from '../../../../src/worker/gan/augment/colour.ts'
import { diffAugment } from '../../../../src/worker/gan/augment/diff-augment.ts'
import { cutout, translation } from '../../../../src/worker/gan/augment/geometry.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, mean, sizeOf, type Maths, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'

const BATCH = 3

/** [n, 1, 1, 1] in (0, 1), far from where a draw changes. */
function draws(seed: number): Values {
  const { data } = wave([BATCH, 1, 1, 1], seed)
  return {
    shape: [BATCH, 1, 1, 1],
    data: data.map((v) => Math.fround((Math.floor(Math.abs(v) * 40) % 40) / 40 + 0.013)),
  }
}

/** + U(−½, ½). */
function brighter<A>(m: Maths<A>, x: A, u: Values): A {
  return m.add(x, m.sub(m.constant(u), 0.5))
}

/** ×factor about a centre. */
function about<A>(m: Maths<A>, x: A, centre: A, factor: A): A {
  return m.add(centre, m.mul(m.sub(x, centre), factor))
}

/** × U(0, 2) about the mean of the channels. */
function moreColourful<A>(m: Maths<A>, x: A, u: Values): A {
  return about(m, x, mean(m, x, [3]), m.mul(m.constant(u), 2))
}

/** × U(½, 1½) about the mean of the image. */
function moreContrast<A>(m: Maths<A>, x: A, u: Values): A {
  return about(m, x, mean(m, x, [1, 2, 3]), m.add(m.constant(u), 0.5))
}

/** The element of a new image that comes from index [row, column] of the old one, or null for zero. */
type Source = (image: number, row: number, column: number) => readonly [number, number] | null

/** A linear map of pixels, as a matrix per image: written out, so that it can share nothing with ours. */
function moving<A>(m: Maths<A>, x: A, source: Source): A {
  const [n = 0, h = 0, w = 0, c = 0] = m.shapeOf(x)
  const images = Array.from({ length: n }, (_, image) => {
    const matrix = new Float64Array((h * w) ** 2)
    for (let row = 0; row < h; row++)
      for (let column = 0; column < w; column++) {
        const [y = -1, z = -1] = source(image, row, column) ?? []
        if (y >= 0 && y < h && z >= 0 && z < w) matrix[(row * w + column) * h * w + y * w + z] = 1
      }
    const pixels = m.reshape(m.slice(x, 0, image, 1), [h * w, c])
    return m.reshape(m.matMul(m.constant({ shape: [h * w, h * w], data: matrix }), pixels), [1, h, w, c])
  })
  return m.concat(images, 0)
}

/** By whole pixels, evenly among −⌊s/8 + ½⌋ … ⌊s/8 + ½⌋; zeros come in. */
function shifted<A>(m: Maths<A>, x: A, down: Values, across: Values): A {
  const [, side = 0] = m.shapeOf(x)
  const most = Math.floor(side / 8 + 0.5)
  const shift = (u: Values, image: number) => Math.floor((u.data[image] ?? NaN) * (2 * most + 1)) - most
  return moving(m, x, (image, row, column) => [row - shift(down, image), column - shift(across, image)])
}

/** A square hole of half the side; its centre may be any pixel, or one beyond the last where the side is even. */
function holed<A>(m: Maths<A>, x: A, vertical: Values, horizontal: Values): A {
  const [, side = 0] = m.shapeOf(x)
  const hole = Math.floor(side / 2 + 0.5)
  const centres = side + (hole % 2 === 0 ? 1 : 0)
  const first = (u: Values, image: number) =>
    Math.floor((u.data[image] ?? NaN) * centres) - Math.floor(hole / 2)
  const inside = (place: number, start: number) => place >= start && place < start + hole
  return moving(m, x, (image, row, column) =>
    inside(row, first(vertical, image)) && inside(column, first(horizontal, image)) ? null : [row, column],
  )
}

type Ours = (x: Tensor4D, draws: Tensor[]) => Tensor
type Theirs = <A>(m: Maths<A>, x: A, draws: readonly Values[]) => A

function cases(name: string, shape: number[], count: number, ours: Ours, formula: Theirs): GradientCase {
  const uniform = Array.from({ length: count }, (_, i) => draws(20 + i))
  return {
    name: `${name} of ${shape.join('×')}`,
    inputs: [wave([BATCH, ...shape], 8)],
    ours: (...xs) => ours(at(xs, 0) as Tensor4D, uniform.map(tensorOf)),
    formula: (m, ...xs) => formula(m, at(xs, 0), uniform),
  }
}

const whole: Theirs = (m, x, u) => {
  const gray = m.shapeOf(x)[3] === 1
  const bright = brighter(m, x, at(u, 0))
  const coloured = moreContrast(m, gray ? bright : moreColourful(m, bright, at(u, 1)), at(u, 2))
  return holed(m, shifted(m, coloured, at(u, 3), at(u, 4)), at(u, 5), at(u, 6))
}

const wholeOurs: Ours = (x, u) => {
  let next = 0
  return diffAugment(x, (shape) => {
    const drawn = at(u, next++)
    if (sizeOf(shape) !== drawn.size) throw new Error('DiffAugment draws one number per image.')
    return drawn
  })
}

export const AUGMENTATIONS: GradientCase[] = [
  cases(
    'brightness',
    [3, 3, 1],
    1,
    (x, u) => brightness(x, at(u, 0)),
    (m, x, u) => brighter(m, x, at(u, 0)),
  ),
  cases(
    'saturation',
    [3, 3, 3],
    1,
    (x, u) => saturation(x, at(u, 0)),
    (m, x, u) => moreColourful(m, x, at(u, 0)),
  ),
  cases(
    'contrast',
    [3, 3, 3],
    1,
    (x, u) => contrast(x, at(u, 0)),
    (m, x, u) => moreContrast(m, x, at(u, 0)),
  ),
  ...[
    [4, 4, 1],
    [5, 5, 3],
  ].flatMap((shape) => [
    cases(
      'translation',
      shape,
      2,
      (x, u) => translation(x, at(u, 0), at(u, 1)),
      (m, x, u) => shifted(m, x, at(u, 0), at(u, 1)),
    ),
    cases(
      'cutout',
      shape,
      2,
      (x, u) => cutout(x, at(u, 0), at(u, 1)),
      (m, x, u) => holed(m, x, at(u, 0), at(u, 1)),
    ),
    cases('DiffAugment', shape, 7, wholeOurs, whole),
  ]),
]
