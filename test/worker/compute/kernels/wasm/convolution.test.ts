import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { asWasm } from '../../../../../src/worker/compute/kernels/wasm/heap.ts'
import { registerWasmKernels } from '../../../../../src/worker/compute/kernels/wasm/register.ts'
import { convolutionSuite } from '../../../../helpers/engine/convolution-suite.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

convolutionSuite(openWasmEngine)

test('where tfjs has three threads or more its own convolution is taken, which uses them', async () => {
  const backend = asWasm(tf.backend())
  const taken = async (threads: number) => {
    await registerWasmKernels(backend, threads)
    return tf.getKernel('Conv2D', 'wasm').kernelFunc
  }
  const stock = await taken(3)
  expect(await taken(8)).toBe(stock)
  expect(await taken(2)).not.toBe(stock)
  expect(await taken(1)).not.toBe(stock)
})

test('a dilated convolution is left to tfjs, which can', async () => {
  const x = tf.tensor4d(
    Array.from({ length: 25 }, (_, i) => i),
    [1, 5, 5, 1],
  )
  const corners = tf.conv2d(x, tf.tensor4d([1, 10, 100, 1000], [2, 2, 1, 1]), 1, 'valid', 'NHWC', 4)
  expect([...(await corners.data())]).toEqual([0 + 10 * 4 + 100 * 20 + 1000 * 24])
})
