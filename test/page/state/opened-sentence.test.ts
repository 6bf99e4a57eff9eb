import { expect, test } from 'vitest'
import type { SkippedItem } from '../../../src/common/protocol/report.ts'
import { openedSentence } from '../../../src/page/state/run/opened-sentence.ts'
import { tableSummary } from '../../helpers/data/sets.ts'

const left = (name: string, code: string, count?: number): SkippedItem => ({
  name,
  reason: { code, sentence: '', nextStep: '' },
  ...(count === undefined ? {} : { count }),
})

test.each([
  [[], '1,499 points ready.'],
  [[left('a.pdf', 'not-an-image')], '1,499 points ready; 1 file skipped.'],
  [[left('p.csv, line 4', 'table-row')], '1,499 points ready; 1 row left out.'],
  [
    [
      left('q.csv', 'table-row'),
      left('p.csv, line 4', 'table-row'),
      left('p.csv, line 9', 'table-row', 1200),
    ],
    '1,499 points ready; 1 file skipped; 1,201 rows left out.',
  ],
])('rows are not told as files: %j', (skipped, sentence) => {
  expect(openedSentence(tableSummary({ count: 1499, skipped }))).toBe(sentence)
})
