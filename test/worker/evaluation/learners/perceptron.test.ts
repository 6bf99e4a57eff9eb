/** The perceptron's gradient against differences of its loss, and Adam's first steps against its definition. */
import { describe, expect, test } from 'vitest'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { encode, fitEncoder } from '../../../../src/worker/evaluation/learners/encode.ts'
import { responsesOf } from '../../../../src/worker/evaluation/learners/learner.ts'
import { adam } from '../../../../src/worker/evaluation/learners/mlp.ts'
import {
  backward,
  forward,
  initial,
  scaleOf,
  softmax,
  toErrors,
} from '../../../../src/worker/evaluation/learners/perceptron.ts'
import { categories, numbers } from '../../../helpers/data/table-of.ts'

const stream = streamFor(9, 'evaluate')
const values = Array.from(uniforms(stream, 12, -2, 2))
const features = [
  numbers('a', [...values.slice(0, 11), null]),
  categories(
    'c',
    values.map((v) => (v > 0 ? 'p' : 'n')),
  ),
]
const encoder = fitEncoder(features)
const rows = encode(encoder, features)
const targets = {
  classes: categories(
    't',
    values.map((_, i) => 'xyz'[i % 3] ?? 'x'),
  ),
  values: numbers(
    't',
    values.map((v, i) => 40 + 7 * v + i),
  ),
}

test('rows are held by what differs from 0: a number, whether it is missing, one place for its category', () => {
  const { places, values: held, perRow, width } = rows
  expect([perRow, width]).toEqual([3, 4])
  const dense = (row: number) => {
    const out = [0, 0, 0, 0]
    for (let at = row * 3; at < row * 3 + 3; at++)
      out[places[at] ?? 0] = (out[places[at] ?? 0] ?? 0) + (held[at] ?? 0)
    return out
  }
  // Missing: at the mean, which is 0 here, and marked.
  expect(dense(11).slice(0, 2)).toEqual([0, 1])
  expect(dense(0)[1]).toBe(0)
  for (let row = 0; row < 12; row++) expect(dense(row).slice(2).sort()).toEqual([0, 1])
})

describe.each(['classes', 'values'] as const)('of %s', (kind) => {
  const responses = responsesOf(targets[kind])
  const shape = { width: encoder.width, hidden: 6, outputs: kind === 'classes' ? 3 : 1 }
  const scale = scaleOf(responses)
  const weights = initial(shape, stream)

  function loss(at: Float64Array, row: number): number {
    const said = new Float64Array(shape.outputs)
    forward(at, shape, rows, row, new Float64Array(6), said)
    if (responses.kind === 'values')
      return (((responses.values[row] ?? 0) - scale.centre) / scale.spread - (said[0] ?? 0)) ** 2 / 2
    softmax(said)
    return -Math.log(said[responses.codes[row] ?? 0] ?? 0)
  }

  test('the gradient is the slope of the loss, at every weight', () => {
    const gradient = new Float64Array(weights.length)
    const [units, said] = [new Float64Array(6), new Float64Array(shape.outputs)]
    for (let row = 0; row < rows.count; row++) {
      forward(weights, shape, rows, row, units, said)
      toErrors(said, responses, row, scale)
      backward(weights, shape, rows, row, units, said, gradient, 1 / rows.count)
    }
    const step = 1e-6
    weights.forEach((_, at) => {
      const of = (by: number) => {
        const moved = weights.slice()
        moved[at] = (moved[at] ?? 0) + by
        return Array.from({ length: rows.count }, (__, row) => loss(moved, row)).reduce(
          (sum, one) => sum + one,
          0,
        )
      }
      expect(gradient[at], `weight ${at}`).toBeCloseTo((of(step) - of(-step)) / (2 * step) / rows.count, 6)
    })
    expect(gradient.filter((slope) => slope !== 0).length).toBeGreaterThan(weights.length / 2)
  })
})

test('Adam: the first step is the rate whatever the slope, and steady slopes keep it', () => {
  const [weights, first, second] = [new Float64Array(3), new Float64Array(3), new Float64Array(3)]
  const slopes = Float64Array.of(1e-3, -50, 0)
  for (let update = 1; update <= 3; update++) {
    adam(weights, slopes, first, second, update, 0.1)
    const moved = [-0.1, 0.1, 0].map((step) => step * update)
    weights.forEach((weight, at) => expect(weight).toBeCloseTo(moved[at] ?? NaN, 5))
  }
})
