import { describe, expect, test } from 'vitest'
import { suggestedTarget } from '../../../src/common/tables/suggested-target.ts'
import { openFiles } from '../../../src/worker/data/open-files.ts'
import { config, services } from '../../helpers/data/opening.ts'

/** Forty rows; the columns are told apart by how often their values change. */
const CELLS = {
  id: (i: number) => `V-${1000 + i}`,
  date: (i: number) => `2024-03-${String(1 + (i % 28)).padStart(2, '0')}`,
  number: (i: number) => String(((i * 37) % 101) + 0.5),
  two: (i: number) => (i % 3 === 0 ? 'yes' : 'no'),
  five: (i: number) => ['asthma', 'flu', 'healthy', 'cold', 'burn'][i % 5] ?? '',
  many: (i: number) => `town ${(i * 7) % 25}`,
} as const

async function suggested(columns: Readonly<Record<string, keyof typeof CELLS>>): Promise<string | null> {
  const lines = Array.from({ length: 40 }, (_, i) =>
    Object.values(columns)
      .map((cell) => CELLS[cell](i))
      .join(),
  )
  const file = new File([[Object.keys(columns).join(), ...lines].join('\n')], 'table.csv')
  const { item } = (await openFiles([file], config({}), services())).summary
  if (item.kind !== 'row') throw new Error(item.kind)
  return suggestedTarget(item.encoding)
}

describe('the column that is suggested to be predicted', () => {
  test('is the one whose name says so, wherever it stands and however many categories it has', async () => {
    expect(await suggested({ diagnosis: 'five', sex: 'two', bmi: 'number', smoker: 'two' })).toBe('diagnosis')
    expect(await suggested({ Survived: 'two', fare: 'number', embarked: 'five' })).toBe('Survived')
    expect(await suggested({ 'Final Outcome': 'five', fare: 'number', port: 'two' })).toBe('Final Outcome')
    expect(await suggested({ is_fraud: 'two', amount: 'number', country: 'five' })).toBe('is_fraud')
  })

  test('a whole name says more than its last word, and a class of something else says nothing', async () => {
    expect(await suggested({ target: 'number', testResult: 'two', town: 'five' })).toBe('target')
    expect(await suggested({ 'Passenger Class': 'two', fare: 'number', port: 'five' })).toBe('port')
  })

  test('else the last, as tables tend to end with what they are about: numbers as well', async () => {
    expect(await suggested({ id: 'id', sex: 'two', bmi: 'number', kind: 'five' })).toBe('kind')
    expect(await suggested({ time: 'date', station: 'five', wind: 'number', pm25: 'number' })).toBe('pm25')
  })

  test('where the last is a date or a name, the category with the fewest categories', async () => {
    expect(await suggested({ kind: 'five', sex: 'two', bmi: 'number', date: 'date' })).toBe('sex')
    expect(await suggested({ member: 'two', age: 'number', wage: 'number', town: 'many' })).toBe('member')
  })

  test('without a category, before a date at the end, the last number', async () => {
    expect(await suggested({ a: 'number', b: 'number', c: 'number', date: 'date' })).toBe('c')
  })
})
