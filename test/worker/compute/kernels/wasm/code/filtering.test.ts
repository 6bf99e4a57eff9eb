/** Minimal filtering by its definition, on whole numbers. */
import { expect, test } from 'vitest'
import {
  FILTERINGS,
  filteringAt,
  type Matrix,
  transposed,
} from '../../../../../../src/worker/compute/kernels/wasm/code/tiles/filtering.ts'
import { fork, integers, streamFor } from '../../../../../../src/common/numbers/random.ts'

const applied = (matrix: Matrix, vector: readonly number[]) =>
  matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * (vector[i] ?? NaN), 0))

const wholes = (count: number, seed: number) =>
  [...integers(fork(streamFor(7, 'data'), seed), count, 41)].map((number) => number - 20)

test.for([...Object.values(FILTERINGS), filteringAt([0, 1, -1]), filteringAt([3, 0.5, -2, 1, -1])])(
  'A·((B·d) ⊙ (G·g)) are $outputs outputs of two factors each',
  ({ outputs, side, a, b, g }) => {
    expect(side).toBe(outputs + 1)
    const [places, factors] = [wholes(side, 1), wholes(2, 2)]
    const [left, right] = [applied(b, places), applied(g, factors)]
    const found = applied(
      a,
      left.map((number, i) => number * (right[i] ?? NaN)),
    )
    const sums = found.map(
      (_, i) => (places[i] ?? NaN) * (factors[0] ?? NaN) + (places[i + 1] ?? NaN) * (factors[1] ?? NaN),
    )
    found.forEach((number, i) => expect(number).toBeCloseTo(sums[i] ?? NaN, 9))
  },
)

test('the last product is for the last output alone', () => {
  for (const { outputs, a } of Object.values(FILTERINGS))
    expect(a.map((row) => row.at(-1))).toEqual([...Array.from({ length: outputs - 1 }, () => 0), 1])
})

test('what is read from pictures and written into them is weighed by numbers that single precision has', () => {
  for (const { a, b } of Object.values(FILTERINGS))
    expect([...a.flat(), ...b.flat()].every((number) => Math.fround(number) === number)).toBe(true)
})

test('a transpose', () => {
  expect(
    transposed([
      [1, 2, 3],
      [4, 5, 6],
    ]),
  ).toEqual([
    [1, 4],
    [2, 5],
    [3, 6],
  ])
})
