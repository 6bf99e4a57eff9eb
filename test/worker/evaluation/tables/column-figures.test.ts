/** What a column's figures must say where the fixtures of SDMetrics have no case: counted by hand. */
import { expect, test } from 'vitest'
import {
  boundaryAdherence,
  categoryCoverage,
  ksComplement,
  missingValueSimilarity,
  rangeCoverage,
  tvComplement,
} from '../../../../src/worker/evaluation/tables/column-figures.ts'
import { categories, numbers } from '../../../helpers/data/table-of.ts'

const v = (...values: (number | null)[]) => numbers('v', values)

test('a missing fake lies outside where no real is missing, and is left out where some are', () => {
  expect(boundaryAdherence(v(0, 10), v(5, null, 11, 0))).toBe(2 / 4)
  expect(boundaryAdherence(v(0, 10, null), v(5, null, 11, 0))).toBe(2 / 3)
})

test('a constant covers no range, and a range is covered from both ends', () => {
  expect(rangeCoverage(v(3, 3), v(4, 5))).toBeNaN()
  expect(rangeCoverage(v(0, 10), v(1, 7))).toBeCloseTo(0.6, 12)
  expect(rangeCoverage(v(0, 10), v(-5, 20))).toBe(1)
  expect(rangeCoverage(v(0, 10), v(30, 40))).toBe(0)
})

test('only categories that reals have are to be covered', () => {
  const labels = ['a', 'b', 'c', 'd']
  expect(
    categoryCoverage(
      categories('c', ['a', 'b', 'b', null], labels),
      categories('c', ['b', 'c', 'd'], labels),
    ),
  ).toBe(1 / 2)
})

test('shapes by hand', () => {
  // Real steps at 1, 2, 3, 4; fake at 3, 4, 5, 6: furthest apart before 3.
  expect(ksComplement(v(1, 2, 3, 4), v(3, 4, 5, 6, null))).toBe(0.5)
  expect(ksComplement(v(1, 2), v(null))).toBeNaN()
  expect(
    tvComplement(categories('c', ['a', 'a', 'b', null]), categories('c', ['a', 'b'], ['a', 'b'])),
  ).toBeCloseTo(5 / 6, 12)
  expect(missingValueSimilarity(v(1, null), v(1, 2, 3, 4))).toBe(0.5)
  // What rounding of the last digits makes of 0.3 is 0.3.
  expect(ksComplement(v(0.1 + 0.2), v(0.3))).toBe(1)
})
