/** DiffAugment against its definition, pixel by pixel, and its gradients. */
import { beforeAll, describe, expect, test } from 'vitest'
import { ones, tensor, tensor4d, type Tensor, type Tensor4D } from '@tensorflow/tfjs'
import { brightness, contrast, saturation } from '../../../../src/worker/gan/augment/colour.ts'
import { AUGMENT_RULES } from '../../../../src/worker/gan/augment/augment.ts'
import { cutout, translation } from '../../../../src/worker/gan/augment/geometry.ts'
import { uniforms, streamFor } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, expectGradients, sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const perItem = (...values: number[]) => tensor4d(values, [values.length, 1, 1, 1])
const images = (shape: [number, number, number, number]) => sampleTensor(shape, 1) as Tensor4D
const means = (x: Tensor4D) => x.mean([1, 2, 3])

describe('colour', () => {
  test('brightness moves the mean of each image by its number less ½', () => {
    const x = images([2, 4, 4, 3])
    expectClose(
      means(brightness(x, perItem(0.1, 0.9)))
        .sub(means(x))
        .dataSync(),
      [-0.4, 0.4],
      1e-5,
    )
  })

  test('contrast keeps the mean and scales the deviation by ½ … 1½', () => {
    const x = images([2, 4, 4, 3])
    const y = contrast(x, perItem(0, 0.75))
    expectClose(means(y).dataSync(), means(x).dataSync(), 1e-5)
    const deviation = (z: Tensor4D) =>
      z
        .sub(means(z).reshape([2, 1, 1, 1]))
        .square()
        .mean([1, 2, 3])
        .sqrt()
    expectClose(deviation(y).div(deviation(x)).dataSync(), [0.5, 1.25], 1e-5)
  })

  test('saturation 0 is gray, 1 the picture, 2 twice as far from gray; gray images stay', () => {
    const x = images([3, 2, 2, 3])
    const y = saturation(x, perItem(0, 0.5, 1))
    const gray = x.mean(3, true).mul(ones([1, 1, 1, 3]))
    expectClose(y.slice(0, 1).dataSync(), gray.slice(0, 1).dataSync(), 1e-5)
    expectClose(y.slice(1, 1).dataSync(), x.slice(1, 1).dataSync(), 1e-5)
    expectClose(y.slice(2, 1).dataSync(), x.mul(2).sub(gray).slice(2, 1).dataSync(), 1e-5)
    const plain = images([2, 2, 2, 1])
    expect(saturation(plain, perItem(0, 1))).toBe(plain)
  })
})

describe('translation', () => {
  test('shifts whole pixels, zeros come in, and each image goes its own way', () => {
    const x = images([2, 16, 16, 2])
    const values = x.arraySync()
    // 16/8 = 2 pixels at most: five shifts; 0.95 → +2, 0.25 → −1, 0.5 → 0.
    const moved = translation(x, perItem(0.95, 0.5), perItem(0.25, 0.5)).arraySync()
    moved[0]?.forEach((row, i) =>
      row.forEach((pixel, j) => expect(pixel).toEqual(values[0]?.[i - 2]?.[j + 1] ?? [0, 0])),
    )
    expect(moved[1]).toEqual(values[1])
  })

  test('reaches every shift up to an eighth either way, alike', () => {
    const dot = tensor(
      Array.from({ length: 16 * 16 }, (_, i) => (i === 8 * 16 + 8 ? 1 : 0)),
      [1, 16, 16, 1],
    )
    const draws = uniforms(streamFor(1, 'augment'), 500)
    const rows = Array.from(draws, (u) => {
      const moved = translation(dot as Tensor4D, perItem(u), perItem(0.5)).dataSync()
      return Math.floor(moved.indexOf(1) / 16) - 8
    })
    const counts = [-2, -1, 0, 1, 2].map((shift) => rows.filter((row) => row === shift).length)
    expect(counts.reduce((sum, n) => sum + n, 0)).toBe(500)
    expect(Math.min(...counts)).toBeGreaterThan(70)
  })
})

describe('cutout', () => {
  test('zeroes a square of half the side about its centre', () => {
    const y = cutout(ones([1, 8, 8, 1]), perItem(0.5), perItem(0.05))
      .reshape([8, 8])
      .arraySync() as number[][]
    // Rows: centre ⌊0.5·9⌋ = 4, so 2 … 5; columns: centre 0, so −2 … 1.
    y.forEach((row, i) => row.forEach((v, j) => expect(v).toBe(i >= 2 && i <= 5 && j <= 1 ? 0 : 1)))
  })
})

test('gradients flow back to where the pixels came from', () => {
  let draw = 0
  const uniform = (shape: readonly number[]) =>
    tensor(
      uniforms(
        streamFor(draw++, 'augment'),
        shape.reduce((a, b) => a * b, 1),
      ),
      [...shape],
    )
  const f = (x: Tensor) => {
    draw = 0
    return AUGMENT_RULES.diffaugment
      .items(x, uniform)
      .mul(sampleTensor([2, 8, 8, 3], 5))
      .sum()
  }
  expectGradients(f, [sampleTensor([2, 8, 8, 3], 2)], 2e-2, 0.1)
})

test('points are left as they are', () => {
  const points = sampleTensor([3, 2], 1)
  expect(AUGMENT_RULES.diffaugment.items(points, () => points)).toBe(points)
})
