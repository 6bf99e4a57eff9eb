/** What is kept for gradients: the same memory, let go of in time, and right at any order. */
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

test('a third derivative goes through what was given as well as through what came in', async () => {
  await useCpu()
  copiesAgain = keepWithoutCopies()
  const third = tf.grad(tf.grad(tf.grad((x: tf.Tensor) => tf.exp(tf.mul(x, 2)))))
  expect((await third(tf.scalar(0.1)).data())[0]).toBeCloseTo(8 * Math.exp(0.2), 4)
})
