import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { readBack, readOnce } from '../../src/worker/gan/kernels/read-back.ts'
import { ASSETS } from './engine-assets.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
})

test('what is asked for in one go comes in one read-back, each as it was', async () => {
  const made = tf.tidy(() => tf.range(0, 5).mul(2))
  const uploaded = tf.tensor2d([7, 8, 9], [3, 1])
  engine.counters()
  const [a, b, again] = await Promise.all([readBack(made), readBack(uploaded), readBack(made)])
  expect(engine.counters().readbacks).toBe(1)
  expect([...a]).toEqual([0, 2, 4, 6, 8])
  expect([...b]).toEqual([7, 8, 9])
  expect([...again]).toEqual([0, 2, 4, 6, 8])
  // Copies: nobody else's memory.
  a[0] = 99
  expect([...(await readBack(made))][0]).toBe(0)
  tf.dispose([made, uploaded])
})

test('a variable is read as it is when it is asked for', async () => {
  const variable = tf.variable(tf.tensor1d([1, 2]))
  const before = readBack(variable)
  const first = await before
  variable.assign(tf.tensor1d([3, 4]))
  expect([...first, ...(await readBack(variable))]).toEqual([1, 2, 3, 4])
  variable.dispose()
})

test('reading once frees the tensor', async () => {
  const before = engine.memory().tensors
  expect([...(await readOnce(tf.tensor1d([5])))]).toEqual([5])
  expect(engine.memory().tensors).toBe(before)
})
