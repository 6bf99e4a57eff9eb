/** All figures at once: of good fakes, of bad ones, on samples, in slices, and on tables that have little to measure. */
import { expect, test } from 'vitest'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { takeRows } from '../../../../src/common/tables/rows.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { fitIndependent } from '../../../../src/worker/evaluation/synthesis/independent.ts'
import { measureTable } from '../../../../src/worker/evaluation/tables/measure-table.ts'
import { tableQuality } from '../../../../src/worker/evaluation/tables/quality.ts'
import { plantedTable } from '../../../helpers/data/planted-table.ts'
import { categories, numbers } from '../../../helpers/data/table-of.ts'

const stream = streamFor(6, 'evaluate')
const training = plantedTable(3000, streamFor(1, 'data'))
const heldOut = plantedTable(800, streamFor(2, 'data'))
const unseen = plantedTable(2500, streamFor(3, 'data'))
const measure = (fake: typeof unseen, seed = stream) => finish(measureTable(training, heldOut, fake, seed))
const at = (name: string) => training.findIndex((column) => column.name === name)

test('unseen reals as fakes are as good as can be', () => {
  const figures = measure(unseen)
  expect(figures.quality.shapes).toBeGreaterThan(0.95)
  expect(figures.quality.score).toBeGreaterThan(0.9)
  expect(figures.detection).toBeGreaterThan(0.85)
  expect(figures.copied).toBe(0)
  expect(figures.baseline).toBeLessThan(1)
  expect(figures.heldOut?.nearerToTraining).toBeCloseTo(0.5, 1)
  expect(figures.heldOut?.membershipAuc).toBeCloseTo(0.5, 1)
  expect(figures.nearest / (figures.heldOut?.nearest ?? NaN)).toBeCloseTo(1, 0)
  expect(figures.withinBounds[at('x')]).toBeGreaterThan(0.99)
  expect(figures.withinBounds[at('kind')]).toBeNaN()
  expect(Array.from(figures.missing)).toEqual(training.map(() => 1))
})

test('columns that know nothing of each other have the right shapes and the wrong pairs', () => {
  const figures = measure(finish(fitIndependent(training).sample(2000, stream)))
  expect(figures.quality.shapes).toBeGreaterThan(0.95)
  const pair = (a: string, b: string) => figures.quality.pairs[at(a) * training.length + at(b)] ?? NaN
  expect(pair('x', 'kind')).toBeLessThan(0.8)
  expect(pair('x', 'noise')).toBeGreaterThan(0.95)
  const strength = (a: string, b: string) => figures.quality.strengths[at(a) * training.length + at(b)] ?? NaN
  expect(strength('x', 'kind')).toBeGreaterThan(0.4)
  expect(strength('x', 'noise')).toBeLessThan(0.1)
})

test('columns are measured against all training rows: bounds, coverage, missing', () => {
  const wide = unseen.map((column) => {
    if (column.kind === 'category')
      return { ...column, codes: column.codes.map((code, i) => (i % 4 === 0 ? -1 : code && 1)) }
    return { ...column, values: column.values.map((value) => value / 3 + 8) }
  })
  const figures = measure(wide)
  expect(figures.withinBounds[at('x')]).toBe(0)
  expect(figures.coverage[at('x')]).toBe(0)
  expect(figures.coverage[at('kind')]).toBeCloseTo(2 / 3, 12)
  expect(figures.coverage[at('place')]).toBe(0.5)
  expect(figures.missing[at('kind')]).toBeCloseTo(0.75, 1)
})

test('copies are seen by every figure of memorising', () => {
  const figures = measure(
    takeRows(
      training,
      Uint32Array.from({ length: 500 }, (_, i) => i),
    ),
  )
  expect(figures.copied).toBe(1)
  expect(figures.newRows).toBe(0)
  expect(figures.heldOut?.copied).toBe(0)
})

test('a stretched column beside a category is seen by the range of the reals, and not by each one’s own', () => {
  const wide = unseen.map((column) =>
    column.kind === 'number' ? { ...column, values: column.values.map((value) => 10 * value) } : column,
  )
  const pair = (edges: 'real' | 'own', fake: typeof unseen) =>
    finish(tableQuality(training, fake, { edges })).pairs[at('x') * training.length + at('kind')] ?? NaN
  expect(pair('real', unseen)).toBeGreaterThan(0.93)
  expect(pair('real', wide)).toBeLessThan(0.7)
  expect(pair('own', wide)).toBeCloseTo(pair('own', unseen), 9)
})

test('the same seed gives the same figures, and work is handed out in slices', () => {
  const small = { rows: 300, near: 100 }
  const of = (seed: number) =>
    finish(measureTable(training, heldOut, unseen, streamFor(seed, 'evaluate'), small))
  expect(of(1)).toEqual(of(1))
  expect(of(1).nearest).not.toBe(of(2).nearest)
  const slices = measureTable(training, heldOut, unseen, stream)
  let count = 0
  while (slices.next().done !== true) count++
  expect(count).toBeGreaterThan(10)
})

test('without held-out rows, of one column, of constants and of one row there is less to say and nothing breaks', () => {
  const alone = finish(measureTable(training, takeRows(training, []), unseen, stream))
  expect(alone.heldOut).toBeNull()
  const one = [numbers('v', [1, 1, 1])]
  const constant = finish(measureTable(one, one, one, stream))
  expect(constant.quality.columns[0]).toBe(1)
  expect(constant.quality.trends).toBeNaN()
  expect(constant.quality.score).toBe(1)
  expect(constant.coverage[0]).toBeNaN()
  const single = [numbers('v', [2]), categories('c', ['a'])]
  expect(finish(measureTable(single, single, single, stream)).copied).toBe(1)
})
