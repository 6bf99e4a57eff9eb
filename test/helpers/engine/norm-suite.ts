/** What kernels of sums down columns, of batch norm and of masks must do, on WASM and on WebGPU. The back end is opened by who calls. */
import * as tf from '@tensorflow/tfjs'
import { describe, expect, test } from 'vitest'
import { MASK, MOMENTS, SUM_ROWS } from '../../../src/worker/gan/kernels/fused.ts'
import { hasKernel } from '../../../src/worker/gan/kernels/has-kernel.ts'
import { batchNormed } from '../../../src/worker/gan/ops/batch-norm.ts'
import { runKernel, runKernelForTwo } from '../../../src/worker/gan/ops/autodiff.ts'
import { columnSums, naiveBatchNorm } from '../truth/batch-norm.ts'
import { pattern, sizeOf, worstError } from '../truth/naive.ts'

const EPSILON = 1e-5

export function normSuite(): void {
  test.for([
    [1, 1],
    [7, 3],
    [64, 4],
    [1000, 33],
    [4097, 1],
    [70_000, 1],
    [70_001, 3],
    [3, 20_000],
    [12_544, 32],
  ])('sum of rows %o', async ([rows = 0, columns = 0]) => {
    const x = pattern(rows * columns, 1).map(Math.abs)
    const sums = await runKernel<tf.Tensor>(SUM_ROWS, { x: tf.tensor2d(x, [rows, columns]) }).data()
    expect(worstError(sums, columnSums(x, columns))).toBeLessThan(1e-5)
  })

  test.for([[1], [5], [3, 4], [2, 3, 7], [64, 7, 7, 9]])('mask, %o', async (shape) => {
    const [x, other] = [pattern(sizeOf(shape), 1), pattern(sizeOf(shape), 2)]
    const [values, mask] = [x, other].map((numbers) => tf.tensor(numbers, [...shape])) as [
      tf.Tensor,
      tf.Tensor,
    ]
    const masked = runKernel<tf.Tensor>(MASK, { x: values, mask }, { slope: 0.2 })
    expect(masked.shape).toEqual(shape)
    const expected = x.map((value, i) => ((other[i] ?? NaN) > 0 ? value : 0.2 * value))
    expect(worstError(await masked.data(), expected)).toBeLessThan(1e-6)
  })

  describe.for([
    { rows: 1, columns: 4 },
    { rows: 5, columns: 3 },
    { rows: 300, columns: 8 },
    { rows: 1000, columns: 6 },
    // Rows in several blocks, the last one short; columns sixteen, four and one at a time.
    { rows: 3137, columns: 64 },
    { rows: 2001, columns: 23 },
    { rows: 40_001, columns: 1 },
  ])('batch norm of $rows × $columns', ({ rows, columns }) => {
    const count = rows * columns
    const x = pattern(count, 1).map((value) => value + 5)
    const [dy, scale, offset] = [pattern(count, 2), pattern(columns, 3), pattern(columns, 4)]

    test.for([{ slope: null }, { slope: 0 }, { slope: 0.2 }])(
      'rectified with slope $slope',
      async ({ slope }) => {
        expect(hasKernel(MOMENTS, tf.getBackend())).toBe(true)
        const truth = naiveBatchNorm({ ...{ x, dy, scale, offset }, epsilon: EPSILON, slope: slope ?? 1 })
        const gradients = tf.valueAndGrads((...held: tf.Tensor[]) => {
          const [input, s, o] = held as [tf.Tensor2D, tf.Tensor1D, tf.Tensor1D]
          return batchNormed(input, { scale: s, offset: o }, EPSILON, slope).values
        })
        const { value, grads } = gradients(
          [tf.tensor2d(x, [rows, columns]), tf.tensor1d(scale), tf.tensor1d(offset)],
          // The signal owes its rectifier: this is the gradient before it.
          tf.tensor2d(dy, [rows, columns]),
        )
        expect(worstError(await value.data(), truth.y)).toBeLessThan(1e-5)
        const close = async (tensor: tf.Tensor | undefined, expected: Float64Array, size: number) => {
          const actual = await (tensor?.data() ?? Promise.reject(new Error('no gradient')))
          expect(actual.length).toBe(expected.length)
          const worst = expected.reduce((most, t, i) => {
            const error = Math.abs((actual[i] ?? NaN) - t)
            return error <= most ? most : error
          }, 0)
          expect(worst / size).toBeLessThan(1e-4)
        }
        await close(grads[0], truth.dx, rows === 1 ? 300 : 1)
        await close(grads[1], truth.dScale, rows)
        await close(grads[2], truth.dOffset, rows)
      },
    )

    test('what its columns are like', async () => {
      const truth = naiveBatchNorm({ ...{ x, dy, scale, offset }, epsilon: EPSILON, slope: 1 })
      const moments = runKernelForTwo(MOMENTS, { x: tf.tensor2d(x, [rows, columns]) })
      const [mean, variance] = await Promise.all(moments.map((tensor) => tensor.data()))
      expect(worstError(mean ?? [], truth.mean)).toBeLessThan(1e-6)
      if (rows > 1) expect(worstError(variance ?? [], truth.variance)).toBeLessThan(1e-5)
    })
  })

  test('columns far from nought keep their variance', async () => {
    const [rows, columns] = [5000, 7]
    // Blocks of rows around means of their own: their squares alone are a small part of all.
    const x = pattern(rows * columns, 1).map((value, i) => value + 300 + 2 * Math.floor(i / (columns * 1000)))
    const zeros = new Float32Array(columns)
    const truth = naiveBatchNorm({ x, dy: x, scale: zeros, offset: zeros, epsilon: EPSILON, slope: 1 })
    const [, variance] = runKernelForTwo(MOMENTS, { x: tf.tensor2d(x, [rows, columns]) })
    expect(worstError(await variance.data(), truth.variance)).toBeLessThan(2e-5)
  })
}
