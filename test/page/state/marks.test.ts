/** Marks of the charts and the film: those of changed settings, and the end of a warm start. */
import { expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { marksOf } from '../../../src/page/state/run/marks.ts'

const config = { ...defaultsFor('own'), warmStart: 300 }
const marks = [
  { step: 20, label: 'a' },
  { step: 900, label: 'b' },
]

test('the beginning of the game stands in its place among the others, once it has come', () => {
  expect(marksOf({ marks, step: 299, config })).toBe(marks)
  const all = marksOf({ marks, step: 300, config })
  expect(all.map(({ step }) => step)).toEqual([20, 300, 900])
  expect(all[1]?.label).toBe('Warm start is over, the game begins')
  // Charts are drawn anew for another list only.
  expect(marksOf({ marks, step: 450, config })).toBe(all)
})

test('a run without a warm start has none', () => {
  expect(marksOf({ marks, step: 0, config: { ...config, warmStart: 0 } })).toBe(marks)
})
