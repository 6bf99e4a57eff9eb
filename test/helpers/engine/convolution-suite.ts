/** What our convolutions must do on WASM, in Node and in Chromium, which differ in the instructions they have, and on WebGPU. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { runKernel } from '../../../src/worker/gan/ops/autodiff.ts'
import {
  type Convolution,
  type ConvolutionCase,
  convolutionOf,
  eachTerm,
  pattern,
  sizeOf,
  worstError,
} from '../truth/naive.ts'

const CASES: ConvolutionCase[] = [
  { x: [2, 8, 8, 3], kernel: 4, out: 5, stride: 2, pad: 'same' },
  { x: [1, 7, 9, 1], kernel: 4, out: 1, stride: 2, pad: 'same' },
  { x: [1, 1, 1, 2], kernel: 4, out: 3, stride: 2, pad: 'same' },
  { x: [2, 2, 2, 4], kernel: 5, out: 2, stride: 1, pad: 'same' },
  { x: [3, 9, 7, 4], kernel: 3, out: 8, stride: 1, pad: 'same' },
  { x: [2, 11, 10, 3], kernel: 5, out: 9, stride: 2, pad: 'same' },
  { x: [2, 11, 10, 3], kernel: 5, out: 2, stride: 2, pad: 'valid' },
  { x: [4, 6, 6, 2], kernel: 3, out: 3, stride: 1, pad: 'valid' },
  { x: [2, 10, 10, 1], kernel: 3, out: 3, stride: 3, pad: 'valid' },
  // Whole quadruples of channels on either side, and one channel on the other.
  { x: [2, 12, 11, 8], kernel: 4, out: 12, stride: 2, pad: 'same' },
  { x: [2, 9, 6, 1], kernel: 4, out: 8, stride: 2, pad: 'same' },
  { x: [2, 6, 5, 8], kernel: 3, out: 1, stride: 1, pad: 'same' },
  // Tall tiles, on a GPU: of the filter's gradient, and of the input's.
  { x: [2, 8, 8, 16], kernel: 4, out: 32, stride: 2, pad: 'same' },
  { x: [2, 8, 8, 8], kernel: 4, out: 34, stride: 2, pad: 'same' },
  { x: [8, 32, 32, 3], kernel: 4, out: 5, stride: 2, pad: 'same' },
  { x: [8, 16, 16, 8], kernel: 3, out: 4, stride: 1, pad: 'same' },
  // So many terms that they are packed in two parts, in either direction.
  { x: [2, 6, 6, 40], kernel: 4, out: 12, stride: 2, pad: 'same' },
  { x: [1, 3, 3, 600], kernel: 2, out: 600, stride: 1, pad: 'same' },
  // Four by four at stride two in whole quadruples on both sides: tiles, also half ones, one alone, more out than in.
  { x: [3, 14, 14, 8], kernel: 4, out: 12, stride: 2, pad: 'same' },
  { x: [2, 2, 2, 8], kernel: 4, out: 8, stride: 2, pad: 'same' },
  { x: [2, 1, 5, 8], kernel: 4, out: 16, stride: 2, pad: 'same' },
  { x: [2, 4, 4, 8], kernel: 4, out: 40, stride: 2, pad: 'same' },
  { x: [2, 11, 8, 12], kernel: 4, out: 8, stride: 2, pad: 'valid' },
  // More patches than fit in one block.
  { x: [40, 28, 28, 3], kernel: 4, out: 4, stride: 2, pad: 'same' },
]

const attributesOf = ({ stride, pad }: Convolution) => ({
  strides: [stride, stride],
  pad,
  dataFormat: 'NHWC',
  dimRoundingMode: undefined,
})

const tensorOf = (values: Float32Array, shape: readonly number[]) => tf.tensor(values, [...shape])

/** @param open makes the back end current */
export function convolutionSuite(open: () => Promise<unknown>): void {
  beforeAll(async () => {
    await open()
  })

  test.for(CASES)('filter gradient: $x, kernel $kernel → $out, stride $stride, $pad', async (spec) => {
    const conv = convolutionOf(spec)
    const [x, dy] = [pattern(sizeOf(conv.x), 1), pattern(sizeOf(conv.y), 2)]
    const expected = new Float64Array(sizeOf(conv.filter))
    eachTerm(conv, (i, j, k) => (expected[j] = (expected[j] ?? 0) + (x[i] ?? NaN) * (dy[k] ?? NaN)))
    const actual = runKernel(
      'Conv2DBackpropFilter',
      { x: tensorOf(x, conv.x), dy: tensorOf(dy, conv.y) },
      { ...attributesOf(conv), filterShape: conv.filter },
    )
    expect(actual.shape).toEqual(conv.filter)
    expect(worstError(await actual.data(), expected)).toBeLessThan(1e-5)
  })

  test.for(CASES)('input gradient: $x, kernel $kernel → $out, stride $stride, $pad', async (spec) => {
    const conv = convolutionOf(spec)
    const [filter, dy] = [pattern(sizeOf(conv.filter), 1), pattern(sizeOf(conv.y), 2)]
    const expected = new Float64Array(sizeOf(conv.x))
    eachTerm(conv, (i, j, k) => (expected[i] = (expected[i] ?? 0) + (filter[j] ?? NaN) * (dy[k] ?? NaN)))
    const actual = runKernel(
      'Conv2DBackpropInput',
      { dy: tensorOf(dy, conv.y), filter: tensorOf(filter, conv.filter) },
      { ...attributesOf(conv), inputShape: conv.x },
    )
    expect(actual.shape).toEqual(conv.x)
    expect(worstError(await actual.data(), expected)).toBeLessThan(1e-5)
  })

  test.for(CASES)('forward: $x, kernel $kernel → $out, stride $stride, $pad', async (spec) => {
    const conv = convolutionOf(spec)
    const [x, filter] = [pattern(sizeOf(conv.x), 1), pattern(sizeOf(conv.filter), 2)]
    const expected = new Float64Array(sizeOf(conv.y))
    eachTerm(conv, (i, j, k) => (expected[k] = (expected[k] ?? 0) + (x[i] ?? NaN) * (filter[j] ?? NaN)))
    const actual = tf.conv2d(
      tensorOf(x, conv.x) as tf.Tensor4D,
      tensorOf(filter, conv.filter) as tf.Tensor4D,
      conv.stride,
      conv.pad,
    )
    expect(worstError(await actual.data(), expected)).toBeLessThan(1e-5)
  })
}
