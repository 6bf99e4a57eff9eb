import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { convolve } from '../../../../src/worker/evaluation/features/convolve.ts'
import { pooledPixels } from '../../../../src/worker/evaluation/features/pooled-pixels.ts'
import { netFor, randomConv } from '../../../../src/worker/evaluation/features/random-conv.ts'
import { fitStandard, standardise } from '../../../../src/worker/evaluation/features/standardise.ts'
import { kernelDistance } from '../../../../src/worker/evaluation/metrics/kernel-distance.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { gaussianRows, KNOWN_REAL, minstdRows } from '../../../helpers/truth/known-rows.ts'

beforeAll(() => tf.setBackend('cpu'))

const picture = (size: number, channels: number, seed = 3) =>
  minstdRows(seed, 1, size * size * channels).values.map((value) => 2 * value - 1)

describe('convolve', () => {
  test.each([
    { size: 8, inputs: 3, outputs: 5 },
    { size: 7, inputs: 2, outputs: 4 },
  ])('equals tfjs’s conv2d and leaky ReLU at side $size', async ({ size, inputs, outputs }) => {
    const image = picture(size, inputs)
    const kernel = gaussianRows(9, 9 * inputs, outputs).values
    const expected = tf.tidy(() =>
      tf
        .conv2d(
          tf.tensor3d(image, [size, size, inputs]),
          tf.tensor4d(kernel, [3, 3, inputs, outputs]),
          2,
          'same',
        )
        .leakyRelu(0.2),
    )
    const values = await expected.data()
    const own = convolve(image, size, { kernel, inputs, outputs })
    expect(own).toHaveLength(values.length)
    for (const [i, value] of own.entries()) expect(value).toBeCloseTo(values[i] ?? NaN, 4)
  })
})

describe('randomConv', () => {
  const extract = (pixels: Float32Array, size: number, channels: number) =>
    finish(randomConv.extract({ pixels, size, channels }))

  test('equals the same net built from tfjs ops', async () => {
    const pixels = picture(32, 3)
    const expected = tf.tidy(() => {
      let image: tf.Tensor3D = tf.tensor3d(pixels, [32, 32, 3])
      for (const { kernel, inputs, outputs } of netFor(3)) {
        image = tf.conv2d(image, tf.tensor4d(kernel, [3, 3, inputs, outputs]), 2, 'same').leakyRelu(0.2)
      }
      return tf.avgPool(image, 2, 2, 'valid').flatten()
    })
    const values = await expected.data()
    const { values: own, dimensions } = extract(pixels, 32, 3)
    expect(dimensions).toBe(256)
    for (const [i, value] of own.entries()) expect(value).toBeCloseTo(values[i] ?? NaN, 3)
  })

  test('each image is taken for itself, and the net never changes', () => {
    const [one, two] = [picture(28, 1, 3), picture(28, 1, 4)]
    const both = new Float32Array([...one, ...two])
    expect(extract(both, 28, 1).values).toEqual(
      new Float32Array([...extract(one, 28, 1).values, ...extract(two, 28, 1).values]),
    )
    const sum = netFor(1).map(({ kernel }) => kernel.reduce((total, weight) => total + Math.abs(weight), 0))
    expect(sum.map((value) => Number(value.toFixed(2)))).toMatchInlineSnapshot(`
      [
        55.37,
        429.2,
        1229.06,
      ]
    `)
  })

  test('tells stripes that lie from stripes that stand, and neither from more of its own', () => {
    const stripes = (seed: number, standing: boolean) => {
      const noise = gaussianRows(seed, 40, 16 * 16, 0, 0.3).values
      const pixels = noise.map(
        (value, i) => value + ((standing ? i % 16 : Math.floor(i / 16) % 16) % 4 < 2 ? 0.5 : -0.5),
      )
      return extract(pixels, 16, 1)
    }
    const standard = fitStandard(stripes(1, true))
    const kid = (...[a, b]: [ReturnType<typeof stripes>, ReturnType<typeof stripes>]) =>
      finish(kernelDistance(standardise(a, standard), standardise(b, standard)))
    const same = kid(stripes(1, true), stripes(2, true))
    const other = kid(stripes(1, true), stripes(2, false))
    expect(Math.abs(same)).toBeLessThan(0.15)
    expect(other).toBeGreaterThan(1)
  })

  test('refuses what is not whole images', () => {
    expect(() => extract(new Float32Array(100), 28, 1)).toThrow(/whole images/)
  })
})

describe('pooledPixels', () => {
  test('averages boxes that share no pixel', () => {
    const pixels = Float32Array.from({ length: 28 * 28 }, (_, i) =>
      Math.floor(i / 28) < 3 && i % 28 < 3 ? 1 : 0,
    )
    const { values, dimensions } = finish(pooledPixels.extract({ pixels, size: 28, channels: 1 }))
    expect(dimensions).toBe(64)
    expect(values[0]).toBeCloseTo(1, 6) // box 0 is rows and columns 0–2
    expect(values.reduce((total, value) => total + value, 0)).toBeCloseTo(1, 6)
  })
  test('keeps colours apart and every pixel’s weight', () => {
    const pixels = picture(32, 3)
    const { values } = finish(pooledPixels.extract({ pixels, size: 32, channels: 3 }))
    for (const c of [0, 1, 2]) {
      const mean = (all: Float32Array) =>
        all.filter((_, i) => i % 3 === c).reduce((a, b) => a + b, 0) / (all.length / 3)
      expect(mean(values)).toBeCloseTo(mean(pixels), 5)
    }
  })
})

test('standardise gives every number mean 0 and deviation 1, as NumPy has them', () => {
  const standard = fitStandard(KNOWN_REAL)
  for (const [i, value] of [0.49337698, 0.50353269, 0.50731882].entries()) {
    expect(standard.mean[i]).toBeCloseTo(value, 6)
  }
  for (const [i, value] of [0.30384155, 0.28194226, 0.27184334].entries()) {
    expect(standard.deviation[i]).toBeCloseTo(value, 6)
  }
  const { mean, deviation } = fitStandard(standardise(KNOWN_REAL, standard))
  for (const value of mean) expect(value).toBeCloseTo(0, 5)
  for (const value of deviation) expect(value).toBeCloseTo(1, 5)
  expect(fitStandard({ values: new Float32Array([2, 2]), dimensions: 1 }).deviation[0]).toBe(1)
})
