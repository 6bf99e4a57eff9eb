/** SMOTE on planted tables: how many rows, where they lie, what their categories are. */
import { expect, test } from 'vitest'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { lengthOf } from '../../../../src/common/tables/rows.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { smote } from '../../../../src/worker/evaluation/worth/smote.ts'
import { categories, categoryOf, numberOf, numbers } from '../../../helpers/data/table-of.ts'

const stream = streamFor(2, 'evaluate')

test('rare classes are filled up, by rows between neighbours of one class', () => {
  // The rare class lies in two far clusters: what is made lies in one of them, never between.
  const rare = [0, 1, 2, 3, 4, 5, 1000, 1001, 1002, 1003, 1004, 1005]
  const common = Array.from({ length: 60 }, (_, i) => 400 + i)
  const columns = [
    numbers('v', [...rare, ...common]),
    categories('t', [...rare.map(() => 'rare'), ...common.map(() => 'common')].map(String)),
    categories('side', [...rare.map((v) => (v < 500 ? 'low' : 'high')), ...common.map(() => 'mid')]),
  ]
  const made = finish(smote(columns, 't', stream))
  const values = Array.from(numberOf(made, 'v').values)
  expect(values).toHaveLength(60 - 12)
  expect(values.every((v) => (v >= 0 && v <= 5) || (v >= 1000 && v <= 1005))).toBe(true)
  expect(values.some((v) => v < 10) && values.some((v) => v > 900)).toBe(true)
  // Whole numbers stay whole.
  expect(values.every(Number.isInteger)).toBe(true)
  expect(new Set(categoryOf(made, 't').codes)).toEqual(new Set([0]))
  const side = categoryOf(made, 'side')
  values.forEach((v, i) => expect(side.labels[side.codes[i] ?? -1]).toBe(v < 500 ? 'low' : 'high'))
})

test('a category parts neighbours as numbers do', () => {
  // Twelve rows of each group at the same two places: only the category says who is near whom. `tied` tells afterwards which
  // rows were joined; beside what it is elsewhere 100 and 900 are
  // nearer than any two of v.
  const rows = Array.from({ length: 24 }, (_, i) => i)
  const common = Array.from({ length: 48 }, (_, i) => i)
  const columns = [
    numbers('v', [...rows.map((i) => (i % 4 < 2 ? 0 : 10) + i / 1000), ...common.map((i) => (i % 2) * 10)]),
    categories('g', [...rows.map((i) => (i % 2 === 0 ? 'b' : 'a')), ...common.map(() => 'z')]),
    numbers('tied', [
      ...rows.map((i) => (i % 2 === 0 ? 900 : 100)),
      ...common.map((i) => (i % 2 === 0 ? 1e9 : -1e9)),
    ]),
    categories('t', [...rows.map(() => 'rare'), ...common.map(() => 'common')]),
  ]
  const made = finish(smote(columns, 't', stream))
  const [g, joined] = [categoryOf(made, 'g'), numberOf(made, 'tied').values]
  expect(lengthOf(g)).toBe(24)
  expect(new Set(g.codes).size).toBe(2)
  joined.forEach((v, i) => expect(v).toBe(g.labels[g.codes[i] ?? -1] === 'a' ? 100 : 900))
})

test('a class of one row, a target of numbers and classes that are even are left alone', () => {
  const v = numbers('v', [1, 2, 3, 4])
  expect(lengthOf(finish(smote([v, categories('t', ['a', 'a', 'a', 'b'])], 't', stream))[0] ?? v)).toBe(0)
  expect(lengthOf(finish(smote([v, categories('t', ['a', 'a', 'b', 'b'])], 't', stream))[0] ?? v)).toBe(0)
  expect(lengthOf(finish(smote([v, numbers('t', [1, 1, 1, 9])], 't', stream))[0] ?? v)).toBe(0)
})

test('missing values stay missing where the row has none, and known ones known beside a missing neighbour', () => {
  const columns = [
    numbers('v', [null, 2, null, 4, ...Array<number>(300).fill(7)]),
    numbers('w', [1, 2, 3, 4, ...Array<number>(300).fill(7)]),
    categories('t', [...Array<string>(4).fill('rare'), ...Array<string>(300).fill('common')]),
  ]
  const made = numberOf(finish(smote(columns, 't', stream)), 'v').values
  expect(made.every((v) => Number.isNaN(v) || (v >= 2 && v <= 4))).toBe(true)
  // Two of four rows are missing: σ of that share among 296 is .03.
  expect(Math.abs(made.filter(Number.isNaN).length / made.length - 0.5)).toBeLessThan(0.1)
})
