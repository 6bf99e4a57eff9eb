import * as tf from '@tensorflow/tfjs'
import { expect, test } from 'vitest'
import { GanvasError } from '../../../../../src/common/failure.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

test('a full heap is told as a loss, and nothing is written to address 0', async () => {
  const { lost } = await openWasmEngine()
  const { wasm } = tf.backend() as unknown as { wasm: { _malloc(bytes: number): number } }
  expect(() => wasm._malloc(0xffff0000)).toThrow(GanvasError)
  expect(await lost).toMatchObject({ code: 'wasm-out-of-memory' })
})

test('the gradient of gather adds up rows that were taken twice', async () => {
  await openWasmEngine()
  const gradient = tf.grad((x) =>
    tf.gather(x, tf.tensor1d([2, 0, 2], 'int32')).mul(
      tf.tensor2d([
        [1, 2],
        [3, 4],
        [5, 6],
      ]),
    ),
  )
  const values = await gradient(tf.ones([4, 2])).data()
  expect([...values]).toEqual([3, 4, 0, 0, 6, 8, 0, 0])
})
