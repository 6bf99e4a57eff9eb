/** Our fused WebGPU kernels against the same sums written out in double precision. Odd shapes are among the cases. */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import * as names from '../../src/worker/gan/kernels/fused.ts'
import { runKernel, runKernelForTwo } from '../../src/worker/gan/ops/autodiff.ts'
import { uniformFrom } from '../../src/worker/gan/ops/uniform.ts'
import { normSuite } from '../helpers/engine/norm-suite.ts'
import { columnSums } from '../helpers/truth/batch-norm.ts'
import { convolutionOf, eachTerm, naiveProduct, pattern, sizeOf, worstError } from '../helpers/truth/naive.ts'
import { ASSETS } from './engine-assets.ts'

const { PRODUCT, PRODUCT_GRADIENTS, CONVOLVE, CONV_TRANSPOSE, CONV_FILTER_GRADIENT, TANH_GRADIENT } = names

beforeAll(async () => {
  expect((await openEngine('webgpu', ASSETS)).report.backend).toBe('webgpu')
})
afterAll(() => void tf.setBackend('cpu'))

/** The endings a layer may have. */
const ENDINGS = [
  { ending: 'none', bias: false, mask: false, slope: 1, tanh: false },
  { ending: 'bias', bias: true, mask: false, slope: 1, tanh: false },
  { ending: 'bias and relu', bias: true, mask: false, slope: 0, tanh: false },
  { ending: 'leaky relu', bias: false, mask: false, slope: 0.2, tanh: false },
  { ending: 'bias and tanh', bias: true, mask: false, slope: 1, tanh: true },
  { ending: 'mask', bias: false, mask: true, slope: 0.2, tanh: false },
] as const
type Ending = (typeof ENDINGS)[number]

function ended(sums: ArrayLike<number>, columns: number, how: Ending): number[] {
  const bias = pattern(columns, 7)
  const mask = pattern(sums.length, 8)
  return Array.from(sums, (sum, i) => {
    if (how.mask) return (mask[i] ?? NaN) > 0 ? sum : how.slope * sum
    const biased = sum + (how.bias ? (bias[i % columns] ?? NaN) : 0)
    return how.tanh ? Math.tanh(biased) : biased > 0 ? biased : how.slope * biased
  })
}

const endingInputs = (how: Ending, shape: readonly number[]) => ({
  ...(how.bias ? { bias: tf.tensor(pattern(shape.at(-1) ?? 0, 7)) } : {}),
  ...(how.mask ? { mask: tf.tensor(pattern(sizeOf(shape), 8), [...shape]) } : {}),
})

describe.for(ENDINGS)('$ending', (how) => {
  const { slope, tanh } = how

  test.for([
    [5, 3, 7],
    [64, 12, 20],
    [256, 33, 12],
    [512, 128, 16],
    [2, 1, 4099],
  ] as const)('product %o', async ([m, n, k]) => {
    const [a, b] = [pattern(m * k, 1).map((x) => x / 4), pattern(k * n, 2)]
    const inputs = { a: tf.tensor2d(a, [m, k]), b: tf.tensor2d(b, [k, n]), ...endingInputs(how, [m, n]) }
    const actual = runKernel<tf.Tensor>(PRODUCT, inputs, { slope, tanh })
    const expected = ended(naiveProduct([m, n, k], a, b, false, false), n, how)
    expect(actual.shape).toEqual([m, n])
    expect(worstError(await actual.data(), expected)).toBeLessThan(2e-6)
  })

  test.for(CONVOLUTIONS())('convolution $x → $out', async (spec) => {
    const conv = convolutionOf(spec)
    const [x, filter] = [pattern(sizeOf(conv.x), 1), pattern(sizeOf(conv.filter), 2).map((w) => w / 4)]
    const sums = new Float64Array(sizeOf(conv.y))
    eachTerm(conv, (i, j, k) => (sums[k] = (sums[k] ?? 0) + (x[i] ?? NaN) * (filter[j] ?? NaN)))
    const actual = runKernel<tf.Tensor>(
      CONVOLVE,
      { x: shaped(x, conv.x), filter: shaped(filter, conv.filter), ...endingInputs(how, conv.y) },
      { ...attributes(spec.stride), slope, tanh },
    )
    expect(worstError(await actual.data(), ended(sums, conv.y[3], how))).toBeLessThan(3e-6)
  })

  test.for(CONVOLUTIONS())('transposed convolution to $x', async (spec) => {
    const conv = convolutionOf(spec)
    const [dy, filter] = [pattern(sizeOf(conv.y), 1), pattern(sizeOf(conv.filter), 2).map((w) => w / 4)]
    const sums = new Float64Array(sizeOf(conv.x))
    eachTerm(conv, (i, j, k) => (sums[i] = (sums[i] ?? 0) + (dy[k] ?? NaN) * (filter[j] ?? NaN)))
    const actual = runKernel<tf.Tensor>(
      CONV_TRANSPOSE,
      { dy: shaped(dy, conv.y), filter: shaped(filter, conv.filter), ...endingInputs(how, conv.x) },
      { ...attributes(spec.stride), inputShape: conv.x, slope, tanh },
    )
    expect(worstError(await actual.data(), ended(sums, conv.x[3], how))).toBeLessThan(3e-6)
  })
})

function CONVOLUTIONS() {
  return [
    { x: [1, 5, 7, 3], kernel: 4, out: 5, stride: 2, pad: 'same' },
    { x: [3, 8, 8, 1], kernel: 4, out: 8, stride: 2, pad: 'same' },
    { x: [1, 4, 4, 8], kernel: 4, out: 1, stride: 2, pad: 'same' },
    { x: [8, 16, 16, 4], kernel: 3, out: 12, stride: 1, pad: 'same' },
  ] as const
}

const attributes = (stride: number) => ({
  strides: [stride, stride],
  pad: 'same',
  dataFormat: 'NHWC',
  dimRoundingMode: undefined,
})

const shaped = (values: Float32Array, shape: readonly number[]) => tf.tensor(values, [...shape])

describe('gradients of weights and biases together', () => {
  test.for([
    [3, 5, 7],
    [128, 1, 512],
    [2, 128, 512],
    [128, 128, 300],
    [3136, 1, 16],
    [7, 3, 5001],
    // Longer than one thread adds up, in several groups.
    [3, 5, 70_001],
  ] as const)('product %o', async ([m, n, k]) => {
    // Sums that do not cancel: their digits are then known to the last.
    const [x, dy] = [pattern(k * m, 1).map(Math.abs), pattern(k * n, 2).map(Math.abs)]
    const [kernel, bias] = runKernelForTwo(PRODUCT_GRADIENTS, {
      x: tf.tensor2d(x, [k, m]),
      dy: tf.tensor2d(dy, [k, n]),
    })
    expect(kernel.shape).toEqual([m, n])
    expect(worstError(await kernel.data(), naiveProduct([m, n, k], x, dy, true, false))).toBeLessThan(1e-5)
    expect(bias.shape).toEqual([n])
    expect(worstError(await bias.data(), columnSums(dy, n))).toBeLessThan(1e-5)
  })

  test.for([
    ...CONVOLUTIONS(),
    { x: [4, 8, 8, 16], kernel: 4, out: 32, stride: 2, pad: 'same' },
    { x: [2, 9, 9, 8], kernel: 3, out: 3, stride: 1, pad: 'same' },
    { x: [2, 9, 9, 2], kernel: 1, out: 6, stride: 3, pad: 'same' },
    { x: [64, 28, 28, 1], kernel: 4, out: 8, stride: 2, pad: 'same' },
  ] as const)('filter $x → $out, kernel $kernel, stride $stride', async (spec) => {
    const conv = convolutionOf(spec)
    const [x, dy] = [pattern(sizeOf(conv.x), 1), pattern(sizeOf(conv.y), 2)]
    const expected = new Float64Array(sizeOf(conv.filter))
    eachTerm(conv, (i, j, k) => (expected[j] = (expected[j] ?? 0) + (x[i] ?? NaN) * (dy[k] ?? NaN)))
    const [filter, bias] = runKernelForTwo(
      CONV_FILTER_GRADIENT,
      { x: shaped(x, conv.x), dy: shaped(dy, conv.y) },
      { ...attributes(spec.stride), filterShape: conv.filter },
    )
    expect(worstError(await filter.data(), expected)).toBeLessThan(1e-5)
    expect(worstError(await bias.data(), columnSums(dy, conv.y[3]))).toBeLessThan(1e-5)
  })
})

normSuite()

test.for([[1], [5], [3, 4], [2, 3, 7]])('tanh’s gradient, %o', async (shape) => {
  const [x, y] = [pattern(sizeOf(shape), 1), pattern(sizeOf(shape), 2)]
  const sloped = runKernel<tf.Tensor>(TANH_GRADIENT, { dy: shaped(x, shape), y: shaped(y, shape) })
  const expected = x.map((value, i) => value * (1 - (y[i] ?? NaN) ** 2))
  expect(worstError(await sloped.data(), expected)).toBeLessThan(1e-6)
})

test.for([
  { shape: [7], sizes: [3, 4] },
  { shape: [5, 3], sizes: [1, 4] },
  { shape: [4, 2, 3], sizes: [2, 2] },
])('split in two: $shape at $sizes', async ({ shape, sizes }) => {
  const values = pattern(sizeOf(shape), 1)
  const parts = tf.split(shaped(values, shape), sizes)
  expect(parts.map((part) => part.shape[0])).toEqual(sizes)
  const joined = await Promise.all(parts.map((part) => part.data()))
  expect(joined.flatMap((part) => [...part])).toEqual([...values])
})

describe('what penalties make of slopes', () => {
  test.for([
    [7, 2],
    [5, 3],
    [64, 4],
    [3, 256],
    [6, 301],
  ] as const)('%o', async ([rows, columns]) => {
    const values = pattern(rows * columns, 5).map((x) => x / Math.sqrt(columns))
    const slopes = tf.tensor2d(values, [rows, columns])
    const expected = Array.from({ length: rows }, (_, row) =>
      values.subarray(row * columns, (row + 1) * columns).reduce((sum, x) => sum + x * x, 0),
    )
    const squares = runKernel<tf.Tensor>(names.ITEM_SQUARES, { x: slopes })
    expect(worstError(await squares.data(), expected)).toBeLessThan(1e-6)
    for (const centred of [false, true]) {
      const [factor, epsilon, upstream] = [0.3, 1e-12, 1.7]
      const attributes = { factor, centred, epsilon }
      const term = runKernel<tf.Tensor>(names.GRADIENT_TERM, { squares }, attributes)
      const sum = expected.reduce((all, q) => all + (centred ? (Math.sqrt(q) - 1) ** 2 : q), 0)
      expect(term.shape).toEqual([])
      expect(worstError(await term.data(), [factor * sum])).toBeLessThan(1e-5)
      const inputs = { slopes, squares, upstream: tf.scalar(upstream) }
      const gradient = runKernel<tf.Tensor>(names.GRADIENT_TERM_GRADIENT, inputs, attributes)
      const by = Array.from(values, (s, i) => {
        const norm = Math.sqrt(expected[Math.floor(i / columns)] ?? NaN)
        return upstream * 2 * factor * (centred ? 1 - 1 / norm : 1) * s
      })
      expect(gradient.shape).toEqual([rows, columns])
      expect(worstError(await gradient.data(), by)).toBeLessThan(1e-5)
    }
  })

  test('uniform numbers', async () => {
    const [count, normals] = [70, pattern(280, 6)]
    const shares = Array.from({ length: count }, (_, i) => {
      const [a = NaN, b = NaN, c = NaN, d = NaN] = [0, 1, 2, 3].map((quarter) => normals[quarter * count + i])
      return (a * a + b * b) / (a * a + b * b + c * c + d * d)
    })
    const actual = uniformFrom((shape) => tf.tensor(normals, [...shape]), [7, 1, 10])
    expect(actual.shape).toEqual([7, 1, 10])
    expect(worstError(await actual.data(), shares)).toBeLessThan(1e-6)
  })
})
