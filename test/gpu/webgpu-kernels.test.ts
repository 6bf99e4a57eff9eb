/** Our WebGPU kernels against sums written out in double precision. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { MOST_IN_DISPATCH } from '../../src/worker/compute/kernels/webgpu/lib/plan.ts'
import { runKernel } from '../../src/worker/gan/ops/autodiff.ts'
import { convolutionSuite } from '../helpers/engine/convolution-suite.ts'
import { matMulSuite } from '../helpers/engine/mat-mul-suite.ts'
import { pattern, worstError } from '../helpers/truth/naive.ts'
import { ASSETS } from './engine-assets.ts'

const open = async () => {
  expect((await openEngine('webgpu', ASSETS)).report.backend).toBe('webgpu')
}

afterAll(() => void tf.setBackend('cpu'))

describe('products', () => matMulSuite(open))
describe('convolutions', () => convolutionSuite(open))

describe('one number per channel', () => {
  beforeAll(open)

  test.for([
    { x: [3, 5, 4], channels: [4] },
    { x: [2, 3, 5, 3], channels: [3] },
    { x: [7, 1], channels: [1] },
    { x: [1, 6], channels: [6] },
    { x: [9, 130], channels: [130] },
    { x: [2, 3, 4], channels: [1, 4] },
    // Not per channel, or not of its length: left to tfjs.
    { x: [4, 3], channels: [4, 1] },
    { x: [4, 3], channels: [1] },
  ])('$x and $channels', async ({ x, channels }) => {
    const size = (shape: readonly number[]) => shape.reduce((product, side) => product * side)
    const [values, each] = [pattern(size(x), 1), pattern(size(channels), 2)]
    const [left, right] = [tf.tensor(values, x), tf.tensor(each, channels)]
    const last = x.at(-1) ?? NaN
    const at = (i: number) =>
      each[channels.at(-1) === last ? i % last : channels.length === 2 ? Math.floor(i / last) : 0] ?? NaN
    for (const [name, rule] of RULES) {
      const expected = values.map((value, i) => rule(value, at(i)))
      expect(worstError(await tf[name](left, right).data(), expected)).toBeLessThan(1e-6)
      const turned = values.map((value, i) => rule(at(i), value))
      expect(worstError(await tf[name](right, left).data(), turned)).toBeLessThan(1e-6)
    }
  })
})

const RULES = [
  ['add', (x: number, y: number) => x + y],
  ['sub', (x: number, y: number) => x - y],
  ['mul', (x: number, y: number) => x * y],
] as const

/** More multiply-adds than a dispatch may have, of numbers whose result is known. */
describe('sums of two alike', () => {
  beforeAll(open)

  test.for([[1], [7], [3, 4], [2, 3, 5, 4], [70, 130]])('of %s', async (shape) => {
    const size = shape.reduce((product, side) => product * side, 1)
    const [a, b] = [pattern(size, 1), pattern(size, 2)]
    const sum = tf.tidy(() => tf.add(tf.tensor(a, shape), tf.tensor(b, shape)))
    expect(sum.shape).toEqual(shape)
    expect([...(await sum.data())]).toEqual([...a].map((value, i) => Math.fround(value + (b[i] ?? NaN))))
    sum.dispose()
  })
})

describe('work for several dispatches', () => {
  beforeAll(open)

  const same = { strides: [2, 2], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined }
  const COPIES = 640
  const tensorOf = (shape: [number, number, number, number], seed: number) =>
    tf.tensor4d(
      pattern(
        shape.reduce((product, side) => product * side),
        seed,
      ),
      shape,
    )

  test('a product', async () => {
    const [m, n, k] = [1027, 1030, 140]
    const [rows, inner, columns] = [pattern(m, 1), pattern(k, 2), pattern(n, 3)]
    const squares = inner.reduce((sum, x) => sum + x * x, 0)
    const a = tf.mul(tf.tensor2d(rows, [m, 1]), tf.tensor2d(inner, [1, k]))
    const b = tf.mul(tf.tensor2d(inner, [k, 1]), tf.tensor2d(columns, [1, n]))
    const expected = Float64Array.from({ length: m * n }, (_, i) => {
      return (rows[Math.floor(i / n)] ?? NaN) * (columns[i % n] ?? NaN) * squares
    })
    expect(worstError(await tf.matMul(a, b).data(), expected)).toBeLessThan(3e-6)
  })

  test('convolutions of many copies of a picture', async () => {
    const x = tensorOf([1, 14, 14, 16], 1)
    const filter = tensorOf([4, 4, 16, 32], 2)
    const dy = tensorOf([1, 7, 7, 32], 3)
    const run = (x: tf.Tensor4D, dy: tf.Tensor4D) => ({
      forward: tf.conv2d(x, filter, 2, 'same'),
      input: runKernel<tf.Tensor>('Conv2DBackpropInput', { dy, filter }, { ...same, inputShape: x.shape }),
      filter: runKernel<tf.Tensor>('Conv2DBackpropFilter', { x, dy }, { ...same, filterShape: filter.shape }),
    })
    const single = run(x, dy)
    const many = run(tf.tile(x, [COPIES, 1, 1, 1]), tf.tile(dy, [COPIES, 1, 1, 1]))
    expect(COPIES * 49 * 16 * 16 * 32).toBeGreaterThan(MOST_IN_DISPATCH)
    const last = async (all: tf.Tensor, size: number) => (await all.data()).slice(-size)
    const forward = await single.forward.data()
    expect(worstError(await last(many.forward, forward.length), forward)).toBeLessThan(1e-6)
    const input = await single.input.data()
    expect(worstError(await last(many.input, input.length), input)).toBeLessThan(1e-6)
    const sums = (await single.filter.data()).map((value) => value * COPIES)
    // Chains of thousands of equal terms: what they lose adds up.
    expect(worstError(await many.filter.data(), sums)).toBeLessThan(4e-5)
  })
})
