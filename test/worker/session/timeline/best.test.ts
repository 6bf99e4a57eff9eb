/** The best step so far, by a figure for which more, less, or nearer to one is better. */
import { expect, test } from 'vitest'
import { Best } from '../../../../src/worker/session/timeline/best.ts'

const samples = 100

test('is the first that was measured, then each that is better', () => {
  const best = new Best()
  best.choose('kid')
  expect(best.note(10, { samples, kid: 0.5 })).toBe(true)
  expect(best.note(20, { samples, kid: 0.6 })).toBe(false)
  expect(best.note(30, { samples, kid: 0.5 })).toBe(false)
  expect(best.note(40, { samples, kid: 0.4 })).toBe(true)
  expect(best.soFar).toEqual({ figure: 'kid', step: 40, value: 0.4 })
})

test('knows what is better: more modes, a ratio nearer to one on either side', () => {
  const best = new Best()
  best.choose('modes')
  expect([best.note(1, { samples, modes: 3 }), best.note(2, { samples, modes: 4 })]).toEqual([true, true])
  best.choose('diversity')
  best.note(1, { samples, diversity: 0.5 })
  expect(best.note(2, { samples, diversity: 2.1 })).toBe(false)
  expect(best.note(3, { samples, diversity: 1.9 })).toBe(true)
})

test('is none by a figure that was not measured, or is no number, or where none was chosen', () => {
  const best = new Best()
  expect(best.note(1, { samples, kid: 1 })).toBe(false)
  best.choose('kid')
  expect(best.note(1, { samples })).toBe(false)
  expect(best.note(1, { samples, kid: NaN })).toBe(false)
  expect(best.soFar?.step).toBeNull()
})

test('that came after a step that was gone back to is none; another run has none yet', () => {
  const best = new Best()
  best.choose('kid')
  best.note(40, { samples, kid: 0.4 })
  best.cutAfter(40)
  expect(best.soFar?.step).toBe(40)
  best.cutAfter(39)
  expect(best.soFar).toEqual({ figure: 'kid', step: null, value: NaN })
  best.note(10, { samples, kid: 0.9 })
  best.restart()
  expect(best.soFar?.step).toBeNull()
  best.load({ figure: 'swd', step: 3, value: 1 })
  expect(best.note(4, { samples, swd: 2 })).toBe(false)
})
