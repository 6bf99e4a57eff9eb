import { expect, test } from 'vitest'
import type { Verdict } from '../../../../src/common/protocol/report.ts'
import { foundWords, verdictWords } from '../../../../src/page/ui/figures/verdict-words.ts'

const collapse: Verdict = { kind: 'mode-collapse', since: 700, evidence: [] }

test('a run that recovers is no longer called collapsed', () => {
  expect(verdictWords(collapse)).toMatchObject({ label: 'Mode collapse', tone: 'bad' })
  expect(verdictWords({ ...collapse, recovering: true })).toMatchObject({
    label: 'Recovering',
    tone: 'watch',
  })
})

test('what is found again is counted where the modes or classes are known', () => {
  expect(foundWords({ samples: 2500, modes: 7, modesTotal: 8 })).toBe('7 of 8 modes are found now.')
  expect(foundWords({ samples: 256, classes: 9, classesTotal: 10 })).toBe('9 of 10 classes are found now.')
  expect(foundWords({ samples: 256 })).toBe('')
  expect(foundWords(null)).toBe('')
})

test('what cannot be judged is called so, and is no trouble', () => {
  expect(verdictWords({ kind: 'unjudged', since: 0, evidence: [] })).toMatchObject({
    label: 'Not judged',
    tone: 'wait',
  })
})
