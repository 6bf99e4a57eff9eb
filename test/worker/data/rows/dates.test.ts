import { describe, expect, test } from 'vitest'
import { findDateFormat } from '../../../../src/worker/data/rows/dates/find-date-format.ts'
import { packedDates } from '../../../../src/worker/data/rows/dates/packed-date.ts'
import { dateReader } from '../../../../src/worker/data/rows/dates/read-date.ts'
import { writeDate } from '../../../../src/worker/data/rows/dates/write-date.ts'
import { times } from '../../../helpers/data/rows.ts'

const find = (texts: readonly string[], dayFirst?: boolean) =>
  findDateFormat(
    texts,
    texts.map(() => 1),
    dayFirst,
  )
const utc = (...at: Parameters<typeof Date.UTC>) => Date.UTC(...at) / 1000
const DAY = 86_400

describe('dates are read, and written as they stood', () => {
  test.each<[string, readonly string[], number, number]>([
    ['days', ['2012-01-31', '2024-02-29', '1955-12-01'], DAY, utc(2012, 0, 31)],
    ['days between points', ['31.01.2012', '01.12.1999'], DAY, utc(2012, 0, 31)],
    ['days without zeros', ['31.1.2012', '1.12.1999'], DAY, utc(2012, 0, 31)],
    ['months first', ['1/31/2012', '12/1/1999'], DAY, utc(2012, 0, 31)],
    ['two digits of a year behind the day', ['31.01.12', '03.02.19', '22.04.22'], DAY, utc(2012, 0, 31)],
    ['two digits of a year before all', ['12-01-31', '99-12-29'], DAY, utc(2012, 0, 31)],
    ['two digits of a year', ['1/31/12', '12/1/99'], DAY, utc(2012, 0, 31)],
    ['a midnight that is always written', ['1/31/12 0:00', '12/1/99 0:00'], DAY, utc(2012, 0, 31)],
    ['years first between slashes', ['2012/01/31', '1999/12/01'], DAY, utc(2012, 0, 31)],
    ['names of months', ['31 January 2012', '01 May 1999'], DAY, utc(2012, 0, 31)],
    ['their first letters', ['31-Jan-12', '1-Dec-99'], DAY, utc(2012, 0, 31)],
    ['American names', ['Jan 31, 2012', 'Dec 1, 1999'], DAY, utc(2012, 0, 31)],
    ['weekdays', ['Tue, 31 Jan 2012', 'Wed, 01 Dec 1999'], DAY, utc(2012, 0, 31)],
    ['upper case', ['31JAN2012', '01DEC1999'], DAY, utc(2012, 0, 31)],
    ['months', ['2012-01', '1999-12'], DAY, utc(2012, 0, 1)],
    ['seconds', ['2012-01-31 13:05:09', '1999-12-01 00:00:00'], 1, utc(2012, 0, 31, 13, 5, 9)],
    ['minutes', ['2012-01-31T13:05', '1999-12-01T00:00'], 60, utc(2012, 0, 31, 13, 5)],
    ['a zone', ['2012-01-31T13:05:09Z', '1999-12-01T00:00:00Z'], 1, utc(2012, 0, 31, 13, 5, 9)],
    [
      'another zone',
      ['2012-01-31T13:05:09+01:00', '1999-12-01T00:00:00+01:00'],
      1,
      utc(2012, 0, 31, 13, 5, 9),
    ],
    [
      'milliseconds',
      ['2012-01-31T13:05:09.250', '1999-12-01T00:00:00.000'],
      1e-3,
      utc(2012, 0, 31, 13, 5, 9) + 0.25,
    ],
    ['halves of the day', ['1/31/2012 1:05 PM', '12/1/1999 12:00 AM'], 60, utc(2012, 0, 31, 13, 5)],
    ['times alone', ['13:05', '00:30'], 60, 13 * 3600 + 5 * 60],
    ['times to the second', ['13:05:09', '00:30:00'], 1, 13 * 3600 + 5 * 60 + 9],
  ])('%s', (_, texts, unit, first) => {
    const found = find(texts)
    if (found === null) throw new Error('no date')
    const read = dateReader(found.format.parts)
    expect(found.format.unit).toBe(unit)
    expect(read(texts[0] ?? '')).toBe(first)
    const { format } = found
    expect(texts.map((text) => writeDate((read(text) ?? NaN) / format.unit, format))).toEqual(texts)
  })

  test('a day above twelve tells which comes first; without one the mark does, and the person may say', () => {
    const first = (texts: readonly string[], dayFirst?: boolean) => {
      const found = find(texts, dayFirst)
      return found === null ? null : [dateReader(found.format.parts)('3/4/2024'), found.dayOrMonth]
    }
    expect(first(['3/4/2024', '13/4/2024'])).toEqual([utc(2024, 3, 3), false])
    expect(first(['3/4/2024', '4/13/2024'])).toEqual([utc(2024, 2, 4), false])
    expect(first(['3/4/2024', '5/6/2024'])).toEqual([utc(2024, 2, 4), true])
    expect(first(['3/4/2024', '5/6/2024'], true)?.[0]).toBe(utc(2024, 3, 3))
    // One cell in a hundred tells it.
    const many = times(99, (i) => `${(i % 12) + 1}/${(i % 11) + 1}/2024`)
    expect(first([...many, '13/4/2024'])).toEqual([utc(2024, 3, 3), false])
    expect(first([...many, '4/13/2024'], undefined)).toEqual([utc(2024, 2, 4), false])
    const points = find(['3.4.2024', '5.6.2024'])
    expect(points && dateReader(points.format.parts)('3.4.2024')).toBe(utc(2024, 3, 3))
  })

  test.each([
    ['words', ['a', 'b']],
    ['no day that was', ['2012-02-30', '2011-02-29', '2012-01-01']],
    ['versions', ['1.2.3', '4.5.6']],
    ['scores', ['3:1', '0:2']],
    ['telephones', ['555-1234', '555-9876']],
    ['addresses of machines', ['10.0.0.1', '10.0.0.2']],
    ['several forms', ['2012-01-01', '1/1/2012', 'January']],
    ['rooms', ['A 12', 'B 13']],
    ['nothing', []],
  ])('are not seen in %s', (_, texts) => {
    expect(find(texts)).toBeNull()
  })

  test.each(['2011-02-29', '1900-02-29', '2012-04-31', '2012-13-01', '2012-00-10', '2012-01-00'])(
    '%s is no day',
    (text) => {
      const read = dateReader(find(['2012-01-31'])?.format.parts ?? [])
      expect(read(text)).toBeNull()
      expect(read('2000-02-29')).toBe(utc(2000, 1, 29))
    },
  )

  test('one in fifty may be written otherwise, no more', () => {
    const days = times(99, (i) =>
      writeDate(15_000 + i, find(['2012-01-31'])?.format ?? { parts: [], unit: DAY }),
    )
    expect(find([...days, 'unknown'])?.format.unit).toBe(DAY)
    expect(find([...days, 'unknown', 'lost', 'never'])).toBeNull()
  })

  test('eight digits are days where all of them are', () => {
    const days = times(12, (i) => `201201${String(i + 10)}`)
    const format = packedDates(days)
    expect(
      format && days.map((text) => writeDate((dateReader(format.parts)(text) ?? 0) / DAY, format)),
    ).toEqual(days)
    expect(packedDates([...days, '20121345'])).toBeNull()
    expect(packedDates(days.slice(0, 5))).toBeNull()
  })
})
