/** Figures of memorising on planted fakes: copies, held-out reals and rows far off, and rows whose distances are plain. */
import { describe, expect, test } from 'vitest'
import { fork, permutation, streamFor } from '../../../../src/common/numbers/random.ts'
import { joinRows, rowCount, takeRows } from '../../../../src/common/tables/rows.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { folds, logisticDetection } from '../../../../src/worker/evaluation/tables/detection.ts'
import {
  membershipAuc,
  nearerToTraining,
  uniformRows,
} from '../../../../src/worker/evaluation/tables/memorising.ts'
import { copiedShare, newRowSynthesis } from '../../../../src/worker/evaluation/tables/new-rows.ts'
import { nearestRows, rowSpace } from '../../../../src/worker/evaluation/tables/row-distance.ts'
import { plantedTable } from '../../../helpers/data/planted-table.ts'
import {
  categories,
  categoryOf,
  numberOf,
  numbers,
  tableFixture,
  tableOf,
  type WrittenColumn,
} from '../../../helpers/data/table-of.ts'

const stream = streamFor(5, 'evaluate')
const training = plantedTable(300, streamFor(1, 'data'))
const heldOut = plantedTable(200, streamFor(2, 'data'))
const unseen = plantedTable(250, streamFor(3, 'data'))
const copies = takeRows(training, permutation(stream, 250))

describe('distances', () => {
  const reals = [numbers('v', [0, 10, null]), categories('c', ['a', 'b', 'a']), numbers('k', [3, 3, 3])]
  const to = (v: number | null, c: string | null, k: number) =>
    finish(nearestRows([numbers('v', [v]), categories('c', [c]), numbers('k', [k])], rowSpace(reals)))

  test.each([
    ['the same row', 0, 'a', 3, 0, 0],
    ['a fifth of the range off', 2, 'a', 3, 0, 0.2 / 3],
    ['further off than the range', 40, 'b', 3, 1, 1 / 3],
    ['another category', 10, 'z', 3, 1, 1 / 3],
    ['missing like the real one', null, 'a', 3, 2, 0],
    ['a constant that is no longer one', 0, 'a', 3.5, 0, 1 / 3],
  ] as const)('%s', (_, v, c, k, row, distance) => {
    const found = to(v, c, k)
    expect(found.rows[0]).toBe(row)
    expect(found.distances[0]).toBeCloseTo(distance, 12)
  })

  test('nothing to measure against is untold', () => {
    const none = takeRows(reals, [])
    expect(finish(nearestRows(reals, rowSpace(none))).distances).toEqual(Float64Array.of(NaN, NaN, NaN))
  })
})

describe('copies', () => {
  test('are counted, beside new rows', () => {
    expect(finish(copiedShare(training, copies))).toBe(1)
    expect(finish(copiedShare(training, unseen))).toBe(0)
    const mixed = joinRows(takeRows(copies, [0, 1, 2]), takeRows(unseen, [0, 1, 2, 3, 4]))
    expect(finish(copiedShare(training, mixed))).toBe(3 / 8)
    expect(finish(newRowSynthesis(training, copies))).toBe(0)
  })

  test('a fake within one per cent is no new row, but no copy either; and zero must be zero', () => {
    const real = [numbers('a', [100, 0, null]), numbers('b', [-5, 7, 7])]
    const share = (a: number | null, b: number) =>
      finish(newRowSynthesis(real, [numbers('a', [a]), numbers('b', [b])]))
    expect([share(100.9, -5.04), share(102, -5), share(100, -5.1)]).toEqual([0, 1, 1])
    expect([share(0, 7), share(0.001, 7), share(null, 7), share(null, 8)]).toEqual([0, 1, 0, 1])
    // A missing fake matches missing reals alone.
    expect(share(null, -5)).toBe(1)
    // One per cent of the fake's value, not of the real one.
    expect(finish(newRowSynthesis([numbers('a', [99])], [numbers('a', [100])]))).toBe(0)
    expect(finish(newRowSynthesis([numbers('a', [100])], [numbers('a', [99])]))).toBe(1)
    expect(finish(copiedShare(real, [numbers('a', [100.9]), numbers('b', [-5])]))).toBe(0)
  })

  test('tables of categories alone, and with the first number missing, are looked through', () => {
    const real = [categories('c', ['x', 'y', null])]
    expect(finish(newRowSynthesis(real, [categories('c', ['y', 'z', null, 'x'])]))).toBe(1 / 4)
    const holed = [numbers('a', [null, null]), numbers('b', [1, 2])]
    expect(finish(copiedShare(holed, [numbers('a', [null, null, 1]), numbers('b', [2, 3, 1])]))).toBe(1 / 3)
  })
})

describe('held-out rows tell copies from new rows', () => {
  test('nearer to training: all copies, and half of what is as new as the held-out, however many these are', () => {
    const nearer = (known: typeof copies, held: typeof copies, fake: typeof copies) =>
      finish(nearerToTraining(known, held, fake, stream))
    expect(nearer(copies, heldOut, copies)).toBeGreaterThan(0.8)
    // σ of a share of 250 is .03, and as much again from which rows were held out.
    expect(Math.abs(nearer(training, heldOut, unseen) - 0.5)).toBeLessThan(0.12)
    // A fifth as many held-out rows: without drawing as many from training, five fakes of six would be nearer to it.
    const few = takeRows(
      heldOut,
      Uint32Array.from({ length: 60 }, (_, i) => i),
    )
    expect(Math.abs(nearer(training, few, unseen) - 0.5)).toBeLessThan(0.15)
  })

  test('a fake as near to both counts a half', () => {
    const [near, far] = [[numbers('v', [0, 10])], [numbers('v', [2, 12])]]
    expect(finish(nearerToTraining(near, far, [numbers('v', [1, 11])], stream))).toBe(0.5)
  })

  test('membership: copies give their rows away, new rows do not', () => {
    expect(finish(membershipAuc(copies, heldOut, copies))).toBeGreaterThan(0.98)
    expect(Math.abs(finish(membershipAuc(training, heldOut, unseen)) - 0.5)).toBeLessThan(0.07)
  })
})

test('random rows keep to bounds, whole numbers and categories, and hang together by nothing', () => {
  const real = [
    numbers('w', [2, 9, 4, null]),
    numbers('v', [0.5, 1.5, 1, 1]),
    categories('c', ['a', 'b', 'a', null], ['a', 'b', 'never']),
  ]
  const made = uniformRows(real, 4000, stream)
  const whole = numberOf(made, 'w').values.filter((value) => !Number.isNaN(value))
  expect([Math.min(...whole), Math.max(...whole), whole.every(Number.isInteger)]).toEqual([2, 9, true])
  expect(whole.length / 4000).toBeCloseTo(0.75, 1)
  expect(new Set(whole).size).toBe(8)
  const values = numberOf(made, 'v').values
  expect(Math.min(...values)).toBeGreaterThanOrEqual(0.5)
  expect(Math.max(...values)).toBeLessThanOrEqual(1.5)
  expect(values.reduce((sum, value) => sum + value, 0) / 4000).toBeCloseTo(1, 1)
  expect(new Set(categoryOf(made, 'c').codes)).toEqual(new Set([-1, 0, 1]))
})

describe('detection', () => {
  interface Case {
    name: string
    real: WrittenColumn[]
    fake: WrittenColumn[]
    detection?: { columns: string[]; folds: number[]; score: number; theirs: number }
  }
  const { cases } = tableFixture('figures.json') as { cases: Case[] }
  const some = cases.filter(({ detection }) => detection !== undefined)

  test.each(some)(
    '$name: the score of scikit-learn on the same folds, near SDMetrics on its own',
    ({ real, fake, detection }) => {
      const kept = (columns: WrittenColumn[]) =>
        tableOf(columns).filter(({ name }) => detection?.columns.includes(name))
      const ours = finish(logisticDetection(kept(real), kept(fake), detection?.folds ?? []))
      // Both sides stop near the same optimum: a pair of rows or two may change places.
      expect(Math.abs(ours - (detection?.score ?? NaN))).toBeLessThan(2e-3)
      expect(Math.abs(ours - (detection?.theirs ?? NaN))).toBeLessThan(0.12)
    },
  )

  test('a shift is found, rows of the same kind are not', () => {
    const shifted = training.map((column) =>
      column.kind === 'number' && column.name === 'x'
        ? { ...column, values: column.values.map((v) => v + 4) }
        : column,
    )
    const of = (fake: typeof training) =>
      finish(logisticDetection(training, fake, folds(rowCount(training), rowCount(fake), stream)))
    expect(of(shifted)).toBeLessThan(0.2)
    expect(of(unseen)).toBeGreaterThan(0.85)
  })

  test('folds hold each row once, and both sides evenly', () => {
    const foldOf = folds(30, 12, fork(stream, 1))
    const count = (from: number, to: number) =>
      [0, 1, 2].map((f) => foldOf.subarray(from, to).filter((v) => v === f).length)
    expect(count(0, 30)).toEqual([10, 10, 10])
    expect(count(30, 42)).toEqual([4, 4, 4])
  })
})
