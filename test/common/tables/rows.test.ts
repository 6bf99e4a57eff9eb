/** Rows of tables taken, joined and sampled; categories brought to one numbering. */
import { expect, test } from 'vitest'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { alignLabels } from '../../../src/common/tables/align-labels.ts'
import { isMissing, joinRows, rowCount, sampleRows, takeRows } from '../../../src/common/tables/rows.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import { categories, numbers } from '../../helpers/data/table-of.ts'

const table = [numbers('v', [1, null, 3, 4]), categories('c', ['a', 'b', null, 'a'])]
const texts = (column: TableColumn | undefined) =>
  column?.kind === 'category' ? Array.from(column.codes, (code) => column.labels[code] ?? null) : []

test('rows are counted, and unequal columns are said', () => {
  expect(rowCount(table)).toBe(4)
  expect(rowCount([])).toBe(0)
  expect(() => rowCount([...table, numbers('w', [1])])).toThrow('Column “w” has 1 rows where “v” has 4.')
})

test('rows are taken in the order named, more than once if named so', () => {
  const taken = takeRows(table, [3, 0, 0, 2])
  expect(taken).toEqual([numbers('v', [4, 1, 1, 3]), categories('c', ['a', 'a', 'a', null], ['a', 'b'])])
  expect([0, 1, 2, 3].map((row) => table.map((column) => isMissing(column, row)))).toEqual([
    [false, false],
    [true, false],
    [false, true],
    [false, false],
  ])
})

test('categories of two tables get one numbering, with what only one knows at the end', () => {
  const other = [numbers('v', [9, 8, 7]), categories('c', ['new', 'b', null])]
  const aligned = alignLabels(table, other)
  expect(aligned[1]).toEqual(categories('c', ['new', 'b', null], ['a', 'b', 'new']))
  const joined = joinRows(table, other)
  expect(texts(joined[1])).toEqual(['a', 'b', null, 'a', 'new', 'b', null])
  expect(joined[0]).toEqual(numbers('v', [1, null, 3, 4, 9, 8, 7]))
  // Columns in another order are found by name.
  expect(alignLabels(table, [...other].reverse())).toEqual(aligned)
})

test('a table without one of the columns is refused', () => {
  expect(() => alignLabels(table, [numbers('v', [1])])).toThrow('do not both hold a category column “c”')
  expect(() => alignLabels(table, [numbers('v', [1]), numbers('c', [1])])).toThrow('category column “c”')
})

test('a sample holds different rows, the same for the same seed, and all where there are few', () => {
  const many = [numbers('v', [...Array(50).keys()])]
  const drawn = sampleRows(many, 20, streamFor(1, 'evaluate'))
  expect(new Set(drawn[0]?.kind === 'number' ? drawn[0].values : []).size).toBe(20)
  expect(sampleRows(many, 20, streamFor(1, 'evaluate'))).toEqual(drawn)
  expect(sampleRows(many, 20, streamFor(2, 'evaluate'))).not.toEqual(drawn)
  expect(sampleRows(many, 50, streamFor(1, 'evaluate'))).toBe(many)
})
