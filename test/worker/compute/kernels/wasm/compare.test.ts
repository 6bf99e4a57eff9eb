/** Comparisons against JavaScript's own, place by place. */
import * as tf from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
})

const COMPARISONS = [
  { name: 'equal', compare: tf.equal, truth: (a: number, b: number) => a === b },
  { name: 'greaterEqual', compare: tf.greaterEqual, truth: (a: number, b: number) => a >= b },
  { name: 'lessEqual', compare: tf.lessEqual, truth: (a: number, b: number) => a <= b },
] as const

const SHAPES: readonly { a: number[]; b: number[] }[] = [
  { a: [3, 4, 1], b: [1, 1, 5] },
  { a: [1, 5], b: [3, 1] },
  { a: [2, 3, 4], b: [2, 3, 4] },
  { a: [2, 1, 4], b: [3, 1] },
  { a: [4], b: [2, 3, 4] },
  { a: [], b: [3, 2] },
  { a: [2, 1], b: [1, 1] },
  { a: [], b: [] },
]

/** Small whole numbers, so that many are equal. */
const digits = (shape: readonly number[], factor: number): number[] =>
  Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, i) => (i * factor) % 4)

function at(values: readonly number[], own: readonly number[], place: readonly number[]): number {
  let index = 0
  own.forEach((length, axis) => {
    const digit = place[place.length - own.length + axis] ?? 0
    index = index * length + (length === 1 ? 0 : digit)
  })
  return values[index] ?? NaN
}

function places(shape: readonly number[]): number[][] {
  return shape.reduce<number[][]>(
    (all, length) => all.flatMap((place) => Array.from({ length }, (_, i) => [...place, i])),
    [[]],
  )
}

const CASES = COMPARISONS.flatMap((comparison) =>
  SHAPES.flatMap((shapes) =>
    (['float32', 'int32'] as const).map((type) => ({ ...comparison, ...shapes, type })),
  ),
)

test.for(CASES)('$name of $a and $b, $type', async ({ compare, truth, a, b, type }) => {
  const [left, right] = [digits(a, 3), digits(b, 5)]
  const result = compare(tf.tensor(left, a, type), tf.tensor(right, b, type))
  expect(result.dtype).toBe('bool')
  const expected = places(result.shape).map((place) => truth(at(left, a, place), at(right, b, place)))
  expect([...(await result.data())]).toEqual(expected.map(Number))
})

test('not a number is equal to nothing, and no truth values are taken for numbers', async () => {
  const x = tf.tensor1d([NaN, 1])
  expect([...(await tf.equal(x, x).data())]).toEqual([0, 1])
  const flags = tf.tensor1d([true, false, true], 'bool')
  expect([...(await tf.equal(flags, tf.tensor1d([true, true, false], 'bool')).data())]).toEqual([1, 0, 0])
})
