import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { fork, streamFor, uniforms } from '../../../../../src/common/numbers/random.ts'
import { DRAW_UNIFORMS } from '../../../../../src/worker/gan/kernels/draws.ts'
import { uniformTensor } from '../../../../../src/worker/gan/batches/device-draws.ts'
import { hasKernel } from '../../../../../src/worker/gan/kernels/has-kernel.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
  if (!hasKernel(DRAW_UNIFORMS, 'wasm')) throw new Error('Nothing is tested without the kernel.')
})

test.for([1, 2, 7, 16, 17, 33, 1000, 25_600])(
  '%d numbers are those of the reference, to the last bit',
  async (size) => {
    for (const seed of [0, 1, 0xffffffff]) {
      const stream = fork(fork(streamFor(seed, 'layers'), 77), 3)
      const drawn = uniformTensor(() => stream, 0, [size])
      expect(await drawn.data()).toEqual(uniforms(stream, size, -1, 1))
      drawn.dispose()
    }
  },
)

test('a draw writes its own numbers and no others', async () => {
  const stream = streamFor(5, 'layers')
  const before = tf.fill([3], 7)
  const drawn = [5, 16, 21].map((size) => uniformTensor(() => stream, 0, [size]))
  const after = tf.fill([3], 8)
  expect([...(await before.data()), ...(await after.data())]).toEqual([7, 7, 7, 8, 8, 8])
  for (const tensor of drawn) expect(await tensor.data()).toEqual(uniforms(stream, tensor.size, -1, 1))
  tf.dispose([before, after, ...drawn])
})
