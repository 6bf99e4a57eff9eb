import { expect, test } from 'vitest'
import { countOf, leftOutWords } from '../../../src/page/state/run/left-out-words.ts'

const reason = { code: 'x', sentence: 'S.', nextStep: '' }
const file = { name: 'a.png', reason }
const row = { name: 'a.csv, line 251', reason }

test.each([
  [[file], '1 file skipped', '1 file was skipped'],
  [[file, file], '2 files skipped', '2 files were skipped'],
  [[row], '1 row left out', '1 row was left out'],
  [
    [file, row, { ...row, count: 4 }],
    '1 file skipped; 5 rows left out',
    '1 file was skipped; 5 rows were left out',
  ],
  [[], '', ''],
])('%j', (items, said, written) => {
  expect(leftOutWords(items)).toBe(said)
  expect(leftOutWords(items, 'was')).toBe(written)
})

test('an entry may stand for many', () => {
  expect(countOf([row, { ...row, count: 1000 }])).toBe(1001)
})
