import { describe, expect, test } from 'vitest'
import type { Decimals } from '../../../../src/worker/data/tables/numbers.ts'
import { numberIn, unitAmong } from '../../../../src/worker/data/rows/numbers/number-cells.ts'
import { numberFormatOf } from '../../../../src/worker/data/rows/numbers/number-format.ts'
import { rounded, writeNumber } from '../../../../src/worker/data/rows/numbers/write-number.ts'
import { logShift, momentsOf, specialValues } from '../../../../src/worker/data/rows/numbers/number-facts.ts'
import { gridOf } from '../../../../src/worker/data/rows/encoding/number-coding.ts'
import { times } from '../../../helpers/data/rows.ts'

function readAndWrite(texts: readonly string[], decimals: Decimals = 'point') {
  const unit = unitAmong(texts, decimals)
  const values = texts.map((text) => numberIn(text, unit, decimals))
  const format = numberFormatOf({ texts, counts: texts.map(() => 1) }, unit, decimals)
  return {
    values,
    written: values.map((value) => (value === null ? null : writeNumber(value, format))),
    format,
  }
}

describe('numbers are read, and written as they stood', () => {
  test.each<[string, readonly string[], readonly number[], Decimals?]>([
    ['whole', ['3', '-12', '0'], [3, -12, 0]],
    ['two decimals', ['3.50', '-12.25', '0.00'], [3.5, -12.25, 0]],
    ['as few decimals as needed', ['3', '3.5', '3.25'], [3, 3.5, 3.25]],
    ['one decimal at least, as programs write', ['3.0', '3.5', '3.25'], [3, 3.5, 3.25]],
    ['no zero before the point', ['.5', '-.25', '1.75'], [0.5, -0.25, 1.75]],
    ['decimal commas', ['3,5', '-0,2', '10,0'], [3.5, -0.2, 10], 'comma'],
    ['groups', ['1,234,567', '999', '-12,000'], [1234567, 999, -12000]],
    ['groups and decimals', ['1.234,50', '12,00', '1.000.000,25'], [1234.5, 12, 1000000.25], 'comma'],
    ['groups by gaps', ['1 234', '12 345', '1'], [1234, 12345, 1]],
    ['money before', ['$3.50', '$1,200.00', '$0.99'], [3.5, 1200, 0.99]],
    ['money with a blank', ['€ 3.50', '€ 12.00', '€ -1.00'], [3.5, 12, -1]],
    ['a minus before money', ['-$3.50', '$12.00', '$7.00'], [-3.5, 12, 7]],
    ['brackets of accountants', ['(3.50)', '12.00', '7.00'], [-3.5, 12, 7]],
    ['brackets around money', ['($3.50)', '$12.00', '$7.00'], [-3.5, 12, 7]],
    ['money behind', ['3,50 €', '12,00 €', '-7,25 €'], [3.5, 12, -7.25], 'comma'],
    ['percent', ['12%', '3.5%', '100%'], [12, 3.5, 100]],
    ['percent with a blank', ['12.0 %', '3.5 %', '100.0 %'], [12, 3.5, 100]],
    ['powers of ten', ['1.5e-7', '2.25e+3', '9e+0'], [1.5e-7, 2250, 9]],
  ])('%s', (_, texts, values, decimals) => {
    const read = readAndWrite(texts, decimals)
    expect(read.values).toEqual(values)
    expect(read.written).toEqual(texts)
  })

  test('a few that were reckoned among many that were measured are rounded like these', () => {
    const texts = [...times(60, (i) => `${i}.25`), '0.30000000000000004']
    expect(readAndWrite(texts).format.most).toBe(2)
    expect(readAndWrite(times(60, (i) => String(Math.sqrt(i + 2)))).format.most).toBe(12)
  })

  test('powers of ten that begin with more digits keep them', () => {
    expect(readAndWrite(['356e-8', '1.2e3', '-2e2']).written).toEqual(['3.56e-6', '1.2e+3', '-2e+2'])
  })

  test('what is rounded to nothing has no sign', () => {
    const { format } = readAndWrite(['1.0', '2.5'])
    expect(writeNumber(-0.04, format)).toBe('0.0')
    expect(writeNumber(-0.06, format)).toBe('-0.1')
    expect(Object.is(rounded(-0.04, 1), 0)).toBe(true)
    expect(rounded(1.005, 2)).toBeCloseTo(1, 12)
    expect(rounded(0.1 + 0.2, 1)).toBe(0.3)
  })
})

describe('what is told of a column of numbers', () => {
  test('mean, deviation and skew', () => {
    // scipy 1.17: np.mean, np.std, scipy.stats.skew of [0, 1, 1, 2, 10].
    const { mean, deviation, skew } = momentsOf(Float64Array.of(0, 1, 1, 2, 10))
    expect(mean).toBeCloseTo(2.8, 12)
    expect(deviation).toBeCloseTo(3.655133376499413, 12)
    expect(skew).toBeCloseTo(1.3889087438578844, 12)
  })

  test('a value that holds more than a fifth stands apart, unless there are few values', () => {
    const zeros = Float64Array.from([...times(21, () => 0), ...times(79, (i) => i + 1)])
    expect(specialValues(zeros, 100)).toEqual([{ value: 0, count: 21 }])
    expect(specialValues(zeros, 105)).toEqual([])
    expect(specialValues(Float64Array.from(times(100, (i) => i % 4)).sort(), 100)).toEqual([])
  })

  test('a long tail is told by its logarithm, an even column never', () => {
    const tail = Float64Array.from(times(200, (i) => Math.exp(i / 15)))
    expect(logShift(tail)).toBe(0)
    const belowZero = tail.map((value) => value - 5)
    const shift = logShift(belowZero) ?? NaN
    expect((belowZero[0] ?? 0) + shift).toBeCloseTo(((belowZero[100] ?? 0) - (belowZero[0] ?? 0)) / 10, 9)
    expect(logShift(Float64Array.from(times(200, (i) => i)))).toBeNull()
    expect(logShift(tail, false)).toBeNull()
    expect(logShift(Float64Array.from(times(200, (i) => i + 1)), true)).toBe(0)
  })

  test.each([
    ['fives', times(12, (i) => 10 + 5 * i * i), 0, 5],
    ['quarters', times(12, (i) => 1 + i * 0.25), 2, 0.25],
    ['a few that share fives by chance', [10, 25, 40, 100], 0, 1],
    ['ones', [3, 4, 9], 0, 1],
    ['one value', [3], 0, 0],
    ['without decimals', [0.5, 0.25], null, 0],
    // Beyond what a double can count there is no grid.
    ['far apart', [0, 1e300], 2, 0],
  ] as const)('the grid: %s', (_, values, decimals, step) => {
    expect(gridOf(Float64Array.from(values), decimals)).toBe(step)
  })

  test('a step that only the first values share is none', () => {
    const values = Float64Array.from([...times(6000, (i) => 2 * i), 12001])
    expect(gridOf(values, 0)).toBe(1)
  })
})
