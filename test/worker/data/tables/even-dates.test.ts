import { expect, test } from 'vitest'
import { findDateFormat } from '../../../../src/worker/data/rows/dates/find-date-format.ts'
import { withEvenDates } from '../../../../src/worker/data/tables/workbooks/even-dates.ts'

const rows = [
  ['when', 'day', 'note'],
  ['2012-01-31T13:05:00.000Z', '2012-01-31', 'a'],
  ['2012-02-01', '2012-02-01', '2012-01-01'],
  ['', '2012-02-02', 'b'],
]

test('in a column of moments a midnight has its time, in a column of days none', () => {
  const even = withEvenDates(rows)
  expect(even).toEqual([
    ['when', 'day', 'note'],
    ['2012-01-31T13:05:00.000Z', '2012-01-31', 'a'],
    ['2012-02-01T00:00:00.000Z', '2012-02-01', '2012-01-01'],
    ['', '2012-02-02', 'b'],
  ])
  const moments = even.slice(1, 3).map(([when = '']) => when)
  expect(findDateFormat(moments, [1, 1])?.format.unit).toBe(60)
})

test('a sheet without moments is the same sheet', () => {
  const days = rows.map(([, day = '', note = '']) => [day, note])
  expect(withEvenDates(days)).toBe(days)
})
