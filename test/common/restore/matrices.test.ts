/** Separable changes of pictures against what each is by its definition, written out pixel by pixel. */
import { describe, expect, test } from 'vitest'
import {
  bicubicMatrix,
  boxMatrix,
  differenceMatrix,
  gaussianMatrix,
  mosaicMatrix,
  nearestMatrix,
  product,
  separably,
  shrunkMatrix,
  smoothMatrix,
  type Matrix,
} from '../../../src/common/restore/matrices.ts'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'

const SIDES = [8, 10, 14, 28, 32]

const rowSums = ({ to, from, values }: Matrix): number[] =>
  Array.from({ length: to }, (_, row) =>
    values.subarray(row * from, (row + 1) * from).reduce((sum, one) => sum + one, 0),
  )
const applied = ({ to, from, values }: Matrix, to1: (place: number) => number): number[] =>
  Array.from({ length: to }, (_, row) =>
    Array.from({ length: from }, (__, place) => (values[row * from + place] ?? NaN) * to1(place)).reduce(
      (sum, one) => sum + one,
      0,
    ),
  )

describe.each(SIDES)('of %i pixels', (side) => {
  test.each<[string, Matrix]>([
    ['box', boxMatrix(side, Math.round(side / 4))],
    ['nearest', nearestMatrix(side, 2 * side)],
    ['bicubic', bicubicMatrix(side, 4 * side)],
    ['Gaussian', gaussianMatrix(side, 1.5)],
    ['mosaic', mosaicMatrix(side, 3)],
    ['smooth', smoothMatrix(side)],
    ['half', shrunkMatrix(side, 2, 'bicubic')],
    ['quarter', shrunkMatrix(side, 4, 'nearest')],
  ])('%s leaves what is even as it is', (_, matrix) => {
    for (const sum of rowSums(matrix)) expect(sum).toBeCloseTo(1, 12)
  })

  test('a ramp stays one: bicubic inside, and its difference is its slope', () => {
    const finer = applied(bicubicMatrix(side, 2 * side), (place) => place)
    finer.slice(3, -3).forEach((value, i) => expect(value).toBeCloseTo((i + 3 + 0.5) / 2 - 0.5, 10))
    const slope = applied(differenceMatrix(side), (place) => 3 * place)
    slope.slice(1, -1).forEach((value) => expect(value).toBe(3))
    expect(slope[0]).toBe(1.5)
  })
})

test('a box that cuts places takes parts of them', () => {
  // 14 → 4: three and a half places each.
  const expected = [
    (0 + 1 + 2 + 3 / 2) / 3.5,
    (3 / 2 + 4 + 5 + 6) / 3.5,
    (7 + 8 + 9 + 10 / 2) / 3.5,
    (10 / 2 + 11 + 12 + 13) / 3.5,
  ]
  applied(boxMatrix(14, 4), (place) => place).forEach((value, i) =>
    expect(value).toBeCloseTo(expected[i] ?? NaN, 12),
  )
})

test('half of a row of four is two means, enlarged by Keys’ weights', () => {
  const [low, high] = [(1 + 2) / 2, (5 + 9) / 2]
  // A quarter of a pixel from the nearer one: 0.8671875 and 0.2265625 of the two, −0.0703125 and −0.0234375 of those beyond.
  const near = 0.8671875 - 0.0703125
  const far = 0.2265625 - 0.0234375
  const made = applied(shrunkMatrix(4, 2, 'bicubic'), (place) => [1, 2, 5, 9][place] ?? NaN)
  expect(made[1]).toBeCloseTo(near * low + far * high, 12)
  expect(made[2]).toBeCloseTo(far * low + near * high, 12)
})

test('a Gaussian has its deviation, and none changes nothing', () => {
  const side = 41
  const middle = 20
  const row = Array.from(gaussianMatrix(side, 3).values.subarray(middle * side, (middle + 1) * side))
  const variance = row.reduce((sum, share, place) => sum + share * (place - middle) ** 2, 0)
  expect(Math.sqrt(variance)).toBeCloseTo(3, 1)
  expect(row[middle + 3]).toBeCloseTo((row[middle] ?? NaN) * Math.exp(-0.5), 12)
  expect(gaussianMatrix(3, 0).values).toEqual(Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1))
})

test('blocks of a mosaic are their means, a short one at the end too', () => {
  expect(applied(mosaicMatrix(5, 3), (place) => [3, 6, 0, 8, 4][place] ?? NaN)).toEqual([3, 3, 3, 6, 6])
})

test('rows and columns are changed apart, each channel by itself', () => {
  const [height, width, channels] = [4, 6, 2]
  const picture = normals(streamFor(1, 'data'), height * width * channels)
  const [rows, columns] = [boxMatrix(4, 2), mosaicMatrix(6, 4)]
  const made = separably(picture, channels, rows, columns)
  expect(made).toHaveLength(2 * 6 * 2)
  for (let y = 0; y < 2; y++)
    for (let x = 0; x < 6; x++)
      for (let c = 0; c < 2; c++) {
        const [from, until] = x < 4 ? [0, 4] : [4, 6]
        let sum = 0
        for (const line of [2 * y, 2 * y + 1])
          for (let place = from; place < until; place++) sum += picture[(line * width + place) * 2 + c] ?? NaN
        expect(made[(y * 6 + x) * 2 + c]).toBeCloseTo(sum / (2 * (until - from)), 6)
      }
  expect(product(columns, columns).values).toEqual(columns.values)
})
