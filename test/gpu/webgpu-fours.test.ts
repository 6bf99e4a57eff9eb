/**
 * Kernels by subgroups of four neighbours, which the software adapter has: bit for bit what the same kernels give without, whatever the
 * shape, and next to the sums written out. They are what is used there, where there is enough to do.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { type Plan, type Tuner, tunerOf } from '../../src/worker/compute/tuning/tuner.ts'
import {
  CONV_FILTER_GRADIENT,
  CONV_TRANSPOSE,
  CONVOLVE,
  PRODUCT,
  PRODUCT_GRADIENTS,
} from '../../src/worker/gan/kernels/fused.ts'
import { runKernel, runKernelForTwo } from '../../src/worker/gan/ops/autodiff.ts'
import { convolutionOf, eachTerm, naiveProduct, pattern, sizeOf, worstError } from '../helpers/truth/naive.ts'
import { ASSETS } from './engine-assets.ts'

let tuner: Tuner
let lost: unknown = null

beforeAll(async () => {
  const engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.adapter).toMatch(/swiftshader/i)
  void engine.lost.then((failure) => (lost = failure))
  const found = tunerOf(tf.backend())
  if (found === null) throw new Error('no tuner')
  tuner = found
})
beforeEach(() => (tuner.forced = null))
afterAll(() => void tf.setBackend('cpu'))

type Work = () => tf.Tensor[]

const isFours = (plan: Plan) => plan['fours'] === 1

/** The results by the plan that is used, by all plans of fours, and by one of none. */
async function eachWay(
  work: Work,
  turned: (plan: Plan) => Plan = (plan) => plan,
): Promise<{ fours: Float32Array[][]; plain: Float32Array[]; heights: number[] }> {
  let known: readonly Plan[] = []
  const by = async (choose: (plans: readonly Plan[]) => Plan | null) => {
    tuner.forced = (_, plans) => {
      known = plans
      const plan = choose(plans)
      return plan === null ? null : turned(plan)
    }
    return Promise.all(work().map(async (tensor) => (await tensor.data()) as Float32Array))
  }
  const plain = await by((plans) => plans.find((plan) => !isFours(plan)) ?? null)
  // The sensible one is what is used.
  const [first, ...rest] = known
  expect(first).toMatchObject({ fours: 1 })
  const each = [...(first === undefined ? [] : [first]), ...rest].filter(isFours)
  const fours: Float32Array[][] = []
  for (const plan of each) fours.push(await by(() => plan))
  expect(lost).toBe(null)
  return { fours, plain, heights: each.map((plan) => Number(plan['height'])) }
}

/** All ways give the same bits. @returns the numbers */
async function alike(
  work: Work,
  heights: readonly number[],
  turned?: (plan: Plan) => Plan,
): Promise<Float32Array[]> {
  const { fours, plain, heights: found } = await eachWay(work, turned)
  expect(found).toEqual(heights)
  for (const results of fours) {
    results.forEach((numbers, i) => {
      const expected = new Uint32Array(plain[i]?.buffer ?? new ArrayBuffer(0))
      const wrong = new Uint32Array(numbers.buffer).findIndex((bits, at) => bits !== expected[at])
      expect(numbers.length).toBe(expected.length)
      expect(wrong).toBe(-1)
    })
  }
  return plain
}

const ENDINGS = [
  { name: 'a bias and a rectifier', bias: true, mask: false, slope: 0.2, tanh: false },
  { name: 'a bias and tanh', bias: true, mask: false, slope: 1, tanh: true },
  { name: 'a mask', bias: false, mask: true, slope: 0.2, tanh: false },
] as const

describe('products', () => {
  test.for([
    // All tiles whole.
    { size: [256, 128, 128], a: false, b: false, heights: [2, 1] },
    { size: [512, 128, 64], a: false, b: true, heights: [2, 1] },
    { size: [128, 128, 256], a: true, b: false, heights: [2, 1] },
    // Rows and columns past the end of tiles, and too few for tall ones.
    { size: [131, 140, 36], a: false, b: false, heights: [2, 1] },
    { size: [77, 132, 20], a: false, b: true, heights: [1] },
    { size: [140, 148, 24], a: true, b: false, heights: [2, 1] },
    { size: [148, 140, 12], a: true, b: true, heights: [2, 1] },
  ] as const)('of $size, transposed $a $b', async ({ size, a, b, heights }) => {
    const [m, n, k] = size
    const [left, right] = [pattern(m * k, 1), pattern(k * n, 2)]
    const inputs = [tf.tensor2d(left, a ? [k, m] : [m, k]), tf.tensor2d(right, b ? [n, k] : [k, n])] as const
    const [made] = await alike(() => [tf.matMul(...inputs, a, b)], heights)
    expect(worstError(made ?? [], naiveProduct([m, n, k], left, right, a, b))).toBeLessThan(2e-5)
  })

  test('of a batch', async () => {
    const [a, b] = [pattern(3 * 70 * 20, 1), pattern(20 * 68, 2)]
    const inputs = [tf.tensor3d(a, [3, 70, 20]), tf.tensor3d(b, [1, 20, 68])] as const
    const [made] = await alike(() => [tf.matMul(...inputs)], [2, 1])
    const expected = [0, 1, 2].flatMap((i) =>
      naiveProduct([70, 68, 20], a.subarray(i * 1400, (i + 1) * 1400), b, false, false),
    )
    expect(worstError(made ?? [], expected)).toBeLessThan(2e-5)
  })

  test.for(ENDINGS)('with $name', async ({ bias, mask, slope, tanh }) => {
    const [m, n, k] = [200, 148, 32]
    const inputs = {
      a: tf.tensor2d(pattern(m * k, 1), [m, k]),
      b: tf.tensor2d(pattern(k * n, 2), [k, n]),
      ...(bias ? { bias: tf.tensor1d(pattern(n, 3)) } : {}),
      ...(mask ? { mask: tf.tensor2d(pattern(m * n, 4), [m, n]) } : {}),
    }
    const [made] = await alike(() => [runKernel<tf.Tensor>(PRODUCT, inputs, { slope, tanh })], [2, 1])
    expect(made?.some((value) => value < 0)).toBe(true)
  })

  test('of gradients, with sums of columns', async () => {
    const [x, dy] = [pattern(96 * 100, 1), pattern(96 * 132, 2)]
    const inputs = { x: tf.tensor2d(x, [96, 100]), dy: tf.tensor2d(dy, [96, 132]) }
    const [kernel, bias] = await alike(() => runKernelForTwo(PRODUCT_GRADIENTS, inputs), [2, 1])
    expect(worstError(kernel ?? [], naiveProduct([100, 132, 96], x, dy, true, false))).toBeLessThan(2e-5)
    const sums = naiveProduct([1, 132, 96], new Float32Array(96).fill(1), dy, false, false)
    expect(worstError(bias ?? [], sums)).toBeLessThan(2e-5)
  })

  test('none where there is too little to do, or rows are no quadruples', async () => {
    const offered: boolean[] = []
    tuner.forced = (_, plans) => {
      offered.push(plans.some(isFours))
      return null
    }
    for (const [m, n, k] of [
      [64, 64, 64],
      [512, 12, 64],
      [256, 130, 64],
      [256, 128, 66],
    ] as const)
      await tf.matMul(tf.zeros([m, k]), tf.zeros([k, n])).data()
    expect(offered).toEqual([false, false, false, false])
  })
})

describe.for([
  {
    x: [8, 14, 14, 32],
    kernel: 4,
    out: 48,
    stride: 2,
    pad: 'same',
    heights: [
      [2, 1],
      [2, 1],
      [2, 1],
    ],
  },
  // Edges of tiles, an odd side, channels that no tile is as wide as.
  { x: [16, 9, 7, 16], kernel: 4, out: 20, stride: 2, pad: 'same', heights: [[1], [1], [1]] },
  { x: [4, 10, 12, 48], kernel: 4, out: 36, stride: 1, pad: 'valid', heights: [[1], [1], [1]] },
] as const)('convolutions $x → $out', (spec) => {
  const conv = convolutionOf(spec)
  const [x, filter, dy] = [
    pattern(sizeOf(conv.x), 1),
    pattern(sizeOf(conv.filter), 2),
    pattern(sizeOf(conv.y), 3),
  ]
  const shared = { strides: [spec.stride, spec.stride], pad: spec.pad, dataFormat: 'NHWC' }
  const [y, dx, dFilter] = [conv.y, conv.x, conv.filter].map((shape) => new Float64Array(sizeOf(shape)))
  if (y === undefined || dx === undefined || dFilter === undefined) throw new Error('no room')
  eachTerm(conv, (i, j, k) => {
    y[k] = (y[k] ?? 0) + (x[i] ?? NaN) * (filter[j] ?? NaN)
    dx[i] = (dx[i] ?? 0) + (dy[k] ?? NaN) * (filter[j] ?? NaN)
    dFilter[j] = (dFilter[j] ?? 0) + (x[i] ?? NaN) * (dy[k] ?? NaN)
  })
  const tensors = () => ({
    x: tf.tensor(x, [...conv.x]),
    filter: tf.tensor(filter, [...conv.filter]),
    dy: tf.tensor(dy, [...conv.y]),
  })

  test('forwards', async () => {
    const inputs = { x: tensors().x, filter: tensors().filter }
    const attributes = { ...shared, dilations: [1, 1], slope: 1, tanh: false }
    const [made] = await alike(() => [runKernel<tf.Tensor>(CONVOLVE, inputs, attributes)], spec.heights[0])
    expect(worstError(made ?? [], y)).toBeLessThan(2e-5)
  })

  test('the gradient of pictures, with an ending', async () => {
    const bias = pattern(conv.x[3], 5)
    const inputs = { dy: tensors().dy, filter: tensors().filter, bias: tf.tensor1d(bias) }
    const attributes = { ...shared, inputShape: conv.x, slope: 0.5, tanh: false }
    const [made] = await alike(
      () => [runKernel<tf.Tensor>(CONV_TRANSPOSE, inputs, attributes)],
      spec.heights[1],
    )
    const ended = dx
      .map((sum, i) => sum + (bias[i % conv.x[3]] ?? NaN))
      .map((sum) => (sum > 0 ? sum : sum / 2))
    expect(worstError(made ?? [], ended)).toBeLessThan(2e-5)
  })

  test.for([1, 3])('the gradient of weights, with sums, in %i parts', async (parts) => {
    const inputs = { x: tensors().x, dy: tensors().dy }
    const attributes = { ...shared, filterShape: conv.filter }
    const lines = spec.x[0] * conv.y[1]
    const [weights, sums] = await alike(
      () => runKernelForTwo(CONV_FILTER_GRADIENT, inputs, attributes),
      spec.heights[2],
      (plan) => ({ ...plan, parts, span: Math.ceil(lines / parts) }),
    )
    expect(worstError(weights ?? [], dFilter)).toBeLessThan(2e-5)
    const expected = Float64Array.from({ length: spec.out }, (_, o) =>
      dy.reduce((sum, value, i) => (i % spec.out === o ? sum + value : sum), 0),
    )
    expect(worstError(sums ?? [], expected)).toBeLessThan(2e-5)
  })
})
