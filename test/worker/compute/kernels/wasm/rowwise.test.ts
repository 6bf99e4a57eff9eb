/** Sums, differences and products against the same numbers one by one, rounded as single precision rounds: to the last bit. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { normals, streamFor } from '../../../../../src/common/numbers/random.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
})

const numbers = (shape: readonly number[], seed: number) =>
  normals(
    streamFor(seed, 'data'),
    shape.reduce((product, side) => product * side, 1),
  )

const RULES = [
  { name: 'add', kernel: tf.add, rule: (a: number, b: number) => a + b },
  { name: 'sub', kernel: tf.sub, rule: (a: number, b: number) => a - b },
  { name: 'mul', kernel: tf.mul, rule: (a: number, b: number) => a * b },
] as const

const SHAPES: readonly (readonly [a: readonly number[], b: readonly number[]])[] = [
  [[7], [7]],
  [
    [3, 5, 9],
    [3, 5, 9],
  ],
  [[37, 6], [6]],
  [
    [2, 3, 4, 5],
    [1, 1, 1, 5],
  ],
  // Left to tfjs: one number, a column, what is larger on the other side.
  [[4, 3], []],
  [
    [4, 3],
    [4, 1],
  ],
  [[6], [5, 6]],
  [[1], [1]],
  [[2, 1], [1]],
]

describe.each(RULES)('$name', ({ kernel, rule }) => {
  test.each(SHAPES)('of %j and %j', async (a, b) => {
    const [left, right] = [tf.tensor(numbers(a, 1), [...a]), tf.tensor(numbers(b, 2), [...b])]
    const out = kernel(left, right)
    const whole = [left, right].map((tensor) => tensor.broadcastTo(out.shape).dataSync())
    const expected = Float32Array.from(out.dataSync(), (_, i) =>
      rule(whole[0]?.[i] ?? NaN, whole[1]?.[i] ?? NaN),
    )
    expect(await out.data()).toEqual(expected)
  })

  test('of whole numbers stays whole', () => {
    const out = kernel(tf.tensor1d([1, 2, 3], 'int32'), tf.tensor1d([5, 7, 9], 'int32'))
    expect(out.dtype).toBe('int32')
    expect([...out.dataSync()]).toEqual([1, 2, 3].map((value, i) => rule(value, [5, 7, 9][i] ?? NaN)))
  })
})

test.each([1, 3, 4, 11])('a step of %i numbers, and of what is none', (count) => {
  const x = Float32Array.from(
    { length: count },
    (_, i) => [NaN, -1, 0, 2, -0, Infinity, -Infinity][i % 7] ?? NaN,
  )
  const expected = [...x].map((value) => (Number.isNaN(value) ? NaN : value > 0 ? 1 : Math.fround(0.3)))
  expect([...tf.step(tf.tensor1d(x), 0.3).dataSync()]).toEqual(expected)
})
