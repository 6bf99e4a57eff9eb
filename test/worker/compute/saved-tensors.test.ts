/** What is kept for gradients: the same memory, let go of in time, and right at any depth. */
import * as tf from '@tensorflow/tfjs'
import { afterEach, expect, test } from 'vitest'
import { keepWithoutCopies } from '../../../src/worker/compute/saved-tensors.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

let copiesAgain = (): void => undefined

afterEach(() => copiesAgain())

test('no kernel copies anything, and nothing is left behind', async () => {
  await useCpu()
  const x = tf.tensor1d([0.5, -1, 2])
  const slope = tf.grad((y: tf.Tensor) => tf.sum(tf.mul(tf.exp(y), tf.square(y))))
  const kernels = async () => {
    const { kernels: names } = await tf.profile(() => tf.tidy(() => slope(x)))
    return names.filter(({ name }) => name === 'Identity').length
  }
  copiesAgain = keepWithoutCopies()
  copiesAgain()
  const stock = await kernels()
  copiesAgain = keepWithoutCopies()
  expect(await kernels()).toBeLessThan(stock)
  const before = tf.memory()
  const gradient = tf.tidy(() => slope(x))
  const found = await gradient.data()
  gradient.dispose()
  const wanted = [0.5, -1, 2].map((v) => Math.exp(v) * (v * v + 2 * v))
  found.forEach((value, i) => expect(value).toBeCloseTo(wanted[i] ?? NaN, 5))
  expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers)
  x.dispose()
})

test('what was kept outlives its own scope, until the gradient is there', async () => {
  await useCpu()
  copiesAgain = keepWithoutCopies()
  const slope = tf.grad((x: tf.Tensor) => {
    const inner = tf.tidy(() => tf.exp(tf.tidy(() => tf.mul(x, 2))))
    return tf.tidy(() => tf.mul(inner, inner))
  })
  const x = tf.scalar(0.3)
  expect((await slope(x).data())[0]).toBeCloseTo(4 * Math.exp(4 * 0.3), 4)
})

test('a gradient of a gradient keeps tfjs’ own copies, to the last digit', async () => {
  await useCpu()
  const twice = tf.grad((x: tf.Tensor) => {
    const inner = tf.grad((y: tf.Tensor) => tf.sum(tf.mul(tf.square(y), tf.add(y, tf.square(y)))))
    return tf.sum(tf.square(inner(x)))
  })
  const x = tf.tensor1d([0.1, 0.7, -1.3])
  const copied = [...(await twice(x).data())]
  copiesAgain = keepWithoutCopies()
  expect([...(await twice(x).data())]).toEqual(copied)
  // g = 3x² + 4x³, and 2g·g′ of it.
  const truth = [0.1, 0.7, -1.3].map((v) => 2 * (3 * v ** 2 + 4 * v ** 3) * (6 * v + 12 * v ** 2))
  copied.forEach((value, i) => expect(value / (truth[i] ?? NaN)).toBeCloseTo(1, 5))
})
