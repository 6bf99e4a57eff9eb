/** Convolutions over tiles: which are, and how coarsely they round, beside sums in double precision. */
import * as tf from '@tensorflow/tfjs'
import { backend_util } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { fork, normals, streamFor } from '../../../../../../src/common/numbers/random.ts'
import { tilingOf } from '../../../../../../src/worker/compute/kernels/wasm/conv/tiling.ts'
import { runKernel } from '../../../../../../src/worker/gan/ops/autodiff.ts'
import { openWasmEngine } from '../../../../../helpers/engine/wasm-engine.ts'
import { type ConvolutionCase, convolutionOf, eachTerm, sizeOf } from '../../../../../helpers/truth/naive.ts'

const infoOf = (x: ConvolutionCase['x'], kernel: number, out: number, stride: number) =>
  backend_util.computeConv2DInfo([...x], [kernel, kernel, x[3], out], stride, 1, 'same')

describe('what is convolved over tiles', () => {
  test.for([
    { name: 'four by four at stride two', info: infoOf([2, 14, 14, 32], 4, 64, 2), outputs: 4 },
    { name: 'where four outputs would be mostly nowhere', info: infoOf([2, 4, 4, 32], 4, 64, 2), outputs: 2 },
    { name: 'another kernel', info: infoOf([2, 14, 14, 32], 3, 64, 2), outputs: undefined },
    { name: 'another stride', info: infoOf([2, 14, 14, 32], 4, 64, 1), outputs: undefined },
    { name: 'one channel', info: infoOf([2, 14, 14, 1], 4, 64, 2), outputs: undefined },
    { name: 'few channels out', info: infoOf([2, 14, 14, 32], 4, 4, 2), outputs: undefined },
    { name: 'channels that are not in fours', info: infoOf([2, 14, 14, 30], 4, 64, 2), outputs: undefined },
  ])('$name', ({ info, outputs }) => {
    expect(tilingOf(info)?.outputs).toBe(outputs)
  })

  test('a block fits, however wide the picture', () => {
    expect(tilingOf(infoOf([1, 4, 8192, 256], 4, 64, 2))?.block).toBe(1)
  })
})

/** Several blocks of tiles; sides that no tile divides. */
const SPEC: ConvolutionCase = { x: [40, 15, 13, 64], kernel: 4, out: 16, stride: 2, pad: 'same' }
/** Of the spread of a sum: a plain one in single precision has 2.1e-7, of 128 terms. */
const SPREAD = 1e-6
/** Sums at a corner of a tile weigh more. */
const WORST = 1.5e-5

describe('how coarsely is rounded', () => {
  beforeAll(openWasmEngine)
  const conv = convolutionOf(SPEC)
  const drawn = (shape: readonly number[], seed: number) =>
    normals(fork(streamFor(seed, 'data'), 0), sizeOf(shape))
  const [x, filter, dy] = [drawn(conv.x, 1), drawn(conv.filter, 2), drawn(conv.y, 3)]
  const attributes = { strides: [2, 2], pad: 'same', dataFormat: 'NHWC', dimRoundingMode: undefined }
  const tensor = (values: Float32Array, shape: readonly number[]) => tf.tensor(values, [...shape])

  const check = async (found: tf.Tensor, count: number, terms: (sums: Float64Array) => void) => {
    const sums = new Float64Array(count)
    terms(sums)
    const values = await found.data()
    const spread = (numbers: readonly number[]) =>
      Math.sqrt(numbers.reduce((sum, number) => sum + number * number, 0) / numbers.length)
    const errors = [...values].map((value, i) => value - (sums[i] ?? NaN))
    const size = spread([...sums])
    expect(errors).toHaveLength(count)
    expect(spread(errors) / size).toBeLessThan(SPREAD)
    expect(errors.reduce((worst, error) => Math.max(worst, Math.abs(error)), 0) / size).toBeLessThan(WORST)
  }

  test('a convolution', async () => {
    const found = tf.conv2d(
      tensor(x, conv.x) as tf.Tensor4D,
      tensor(filter, conv.filter) as tf.Tensor4D,
      2,
      'same',
    )
    await check(found, sizeOf(conv.y), (sums) =>
      eachTerm(conv, (i, j, k) => (sums[k] = (sums[k] ?? 0) + (x[i] ?? NaN) * (filter[j] ?? NaN))),
    )
  })

  test('the gradient of its pictures', async () => {
    const found = runKernel(
      'Conv2DBackpropInput',
      { dy: tensor(dy, conv.y), filter: tensor(filter, conv.filter) },
      { ...attributes, inputShape: conv.x },
    )
    await check(found, sizeOf(conv.x), (sums) =>
      eachTerm(conv, (i, j, k) => (sums[i] = (sums[i] ?? 0) + (filter[j] ?? NaN) * (dy[k] ?? NaN))),
    )
  })

  test('the gradient of its filter', async () => {
    const found = runKernel(
      'Conv2DBackpropFilter',
      { x: tensor(x, conv.x), dy: tensor(dy, conv.y) },
      { ...attributes, filterShape: conv.filter },
    )
    await check(found, sizeOf(conv.filter), (sums) =>
      eachTerm(conv, (i, j, k) => (sums[j] = (sums[j] ?? 0) + (x[i] ?? NaN) * (dy[k] ?? NaN))),
    )
  })
})
