/** What our matrix products must do on WASM, in Node and in Chromium, which differ in the instructions they have, and on WebGPU. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { naiveProduct, pattern, worstError } from '../truth/naive.ts'

const SHAPES = [
  [1, 1, 1],
  [1, 7, 300],
  [6, 8, 4],
  [7, 9, 5],
  [13, 17, 33],
  [256, 2, 128],
  [2, 128, 256],
  [256, 128, 2],
  [64, 1, 3136],
  [3, 5, 1200],
  [5, 700, 131],
  // Sums in parts, on a GPU, of rows that do not fill four columns.
  [1, 3, 5001],
  [150, 33, 70],
  // Tall tiles, on a GPU, of rows that do not fill four columns.
  [256, 33, 70],
  [264, 34, 9],
] as const

/** @param open makes the back end current */
export function matMulSuite(open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open()
  })

  test.for(
    SHAPES.flatMap(([m, n, k]) =>
      [0, 1, 2, 3].map((bits) => ({ m, n, k, ta: bits > 1, tb: bits % 2 === 1 })),
    ),
  )('[$m, $k] · [$k, $n], transposed $ta $tb', async ({ m, n, k, ta, tb }) => {
    const a = pattern(m * k, 1)
    const b = pattern(n * k, 2)
    const product = tf.tidy(() =>
      tf.tensor2d(a, ta ? [k, m] : [m, k]).matMul(tf.tensor2d(b, tb ? [n, k] : [k, n]), ta, tb),
    )
    expect(product.shape).toEqual([m, n])
    // Rounding of a sum of k terms walks at random: it grows with the root of k.
    const tolerance = Math.max(3e-6, 1e-7 * Math.sqrt(k))
    expect(worstError(await product.data(), naiveProduct([m, n, k], a, b, ta, tb))).toBeLessThan(tolerance)
    product.dispose()
  })

  test.for([
    { a: [3, 5, 4], b: [3, 4, 6] },
    { a: [3, 5, 4], b: [1, 4, 6] },
    { a: [1, 5, 4], b: [3, 4, 6] },
    { a: [2, 3, 5, 4], b: [2, 3, 4, 6] },
    { a: [2, 1, 5, 4], b: [1, 3, 4, 6] },
  ])('batches: $a · $b', async ({ a, b }) => {
    const [left, right] = [a, b].map((shape, i) =>
      tf.tensor(
        pattern(
          shape.reduce((x, y) => x * y),
          i,
        ),
        shape,
      ),
    )
    if (left === undefined || right === undefined) throw new Error()
    const product = tf.matMul(left, right)
    // Term by term through broadcasting, which shares no code with the product.
    const expected = tf.sum(tf.mul(left.expandDims(-1), right.expandDims(-3)), -2)
    expect(product.shape).toEqual(expected.shape)
    expect(worstError(await product.data(), await expected.data())).toBeLessThan(3e-6)
  })

  test.for([
    ['linear', (x: number) => x],
    ['relu', (x: number) => Math.max(0, x)],
    ['leakyrelu', (x: number) => (x > 0 ? x : 0.3 * x)],
    ['sigmoid', (x: number) => 1 / (1 + Math.exp(-x))],
  ] as const)('fused: bias, then %s', async ([activation, rule]) => {
    const [m, n, k] = [9, 11, 7]
    const [a, b, bias] = [pattern(m * k, 1), pattern(n * k, 2), pattern(n, 3)]
    const fused = tf.fused.matMul({
      a: tf.tensor2d(a, [m, k]),
      b: tf.tensor2d(b, [k, n]),
      bias: tf.tensor1d(bias),
      activation,
      leakyreluAlpha: 0.3,
    })
    const expected = naiveProduct([m, n, k], a, b, false, false).map((x, i) => rule(x + (bias[i % n] ?? NaN)))
    expect(worstError(await fused.data(), expected)).toBeLessThan(3e-6)
  })
}

/** On the WASM heap only. @param open makes the WASM back end current */
export function heapFactorSuite(open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open()
  })

  test('a factor that changed in place is read anew: nothing of it is cached', async () => {
    const x = tf.ones([2, 3])
    const weights = tf.ones([3, 2])
    x.matMul(weights).dispose()
    const { dataIdMap, wasm } = tf.backend() as unknown as {
      dataIdMap: { get(id: object): { memoryOffset: number } }
      wasm: { HEAPF32: Float32Array }
    }
    const { memoryOffset } = dataIdMap.get(weights.dataId)
    wasm.HEAPF32.fill(2, memoryOffset / 4, memoryOffset / 4 + 6)
    expect([...(await x.matMul(weights).data())]).toEqual([6, 6, 6, 6])
  })
}
