/** The device's own clock against the wall clock, on a device that has both: the software adapter. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { HiddenBackend } from '../../src/worker/compute/record/backend.ts'
import { NoAnswer, Stopwatch } from '../../src/worker/compute/tuning/stopwatch.ts'
import { ASSETS } from './engine-assets.ts'

let backend: HiddenBackend
beforeAll(async () => {
  await openEngine('webgpu', ASSETS)
  backend = tf.backend() as unknown as HiddenBackend
})
afterAll(() => void tf.setBackend('cpu'))

/** Products of two matrices with so many rows. */
function products(rows: number, count: number): () => number {
  return () => {
    tf.tidy(() => {
      const [a, b] = [tf.ones([rows, 128]), tf.ones([128, 128])]
      for (let i = 0; i < count; i++) tf.matMul(a, b)
    })
    return 1
  }
}

test('the adapter has a clock, and it agrees with the wall clock', async () => {
  expect(backend.device.features.has('timestamp-query')).toBe(true)
  const [own, wall] = [new Stopwatch(backend, false), new Stopwatch(backend, true)]
  expect([own.exact, wall.exact]).toEqual([true, false])
  const work = products(1024, 1)
  // The first compiles.
  await wall.time(work)
  const times: [number, number][] = []
  for (let i = 0; i < 3; i++) times.push([await own.time(work), await wall.time(work)])
  const [told, seen] = [Math.min(...times.map(([a]) => a)), Math.min(...times.map(([, b]) => b))]
  expect(own.exact).toBe(true)
  expect(told).toBeGreaterThan(0.2 * seen)
  expect(told).toBeLessThan(1.5 * seen)
})

test('work of more commands than tfjs submits at once is timed to its end', async () => {
  const watch = new Stopwatch(backend, false)
  const [few, many] = [products(256, 2), products(256, 24)]
  await watch.time(many)
  const times: number[] = []
  for (let i = 0; i < 3; i++) times.push((await watch.time(many)) / (await watch.time(few)))
  expect(Math.max(...times)).toBeGreaterThan(6)
  expect(tf.env().getNumber('WEBGPU_DEFERRED_SUBMIT_BATCH_SIZE')).toBe(15)
})

test('nobody waits for ever', async () => {
  const watch = new Stopwatch(backend, true, 0.01)
  await expect(watch.time(products(4096, 4))).rejects.toBeInstanceOf(NoAnswer)
})

test('a clock that stands still is not believed: the wall clock takes its place', async () => {
  const watch = new Stopwatch(backend, false)
  const { device } = backend
  const createEncoder = device.createCommandEncoder.bind(device)
  // Nothing is written to the queries, as on devices whose clock is switched off.
  device.createCommandEncoder = (descriptor) => {
    const encoder = createEncoder(descriptor)
    encoder.resolveQuerySet = () => undefined
    return encoder
  }
  try {
    expect(await watch.time(products(256, 1))).toBeGreaterThan(0)
  } finally {
    device.createCommandEncoder = createEncoder
  }
  expect(watch.exact).toBe(false)
})
