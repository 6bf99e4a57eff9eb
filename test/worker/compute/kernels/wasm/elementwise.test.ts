import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
})

test('tanh is right to 3e-7 of its size everywhere, odd, and saturates', async () => {
  const xs = Float32Array.from({ length: 40_003 }, (_, i) => (i - 20_000) / 1500)
  const small = Float32Array.from({ length: 41 }, (_, i) => 10 ** (-i / 2))
  for (const x of [xs, small]) {
    const y = await tf.tanh(tf.tensor1d(x)).data()
    x.forEach((value, i) => {
      const truth = Math.tanh(value)
      expect(Math.abs((y[i] ?? NaN) - truth)).toBeLessThanOrEqual(3e-7 * Math.abs(truth))
    })
  }
  const ends = await tf.tanh(tf.tensor1d([50, -50, Infinity, -Infinity, 0])).data()
  expect([...ends]).toEqual([1, -1, 1, -1, 0])
})

test('tanh of NaN is NaN, so that a diverged run is seen', async () => {
  expect([...(await tf.tanh(tf.tensor1d([NaN, 1, NaN, 1, NaN])).data())].map(Number.isNaN)).toEqual([
    true,
    false,
    true,
    false,
    true,
  ])
})

test.for([1, 3, 4, 7, 33])('leaky ReLU of %d numbers writes those and no more', async (count) => {
  const x = Float32Array.from({ length: count }, (_, i) => (i % 2 === 0 ? -1 : 1) * (i + 1))
  const y = tf.leakyRelu(tf.tensor1d(x), 0.25)
  expect([...(await y.data())]).toEqual([...x].map((value) => (value > 0 ? value : 0.25 * value)))
  expect(y.shape).toEqual([count])
})

test('a clone shares memory with its original and outlives it', async () => {
  const original = tf.tensor1d([1, 2, 3])
  const copy = original.clone()
  expect(copy.dataId).toBe(original.dataId)
  original.dispose()
  expect([...(await copy.data())]).toEqual([1, 2, 3])
  copy.dispose()
})
