import { expect, test } from 'vitest'
import { tickValues } from '../../../src/worker/draw/axes.ts'
import { scoreColour } from '../../../src/worker/draw/palette.ts'
import { cursorText, scoreText } from '../../../src/worker/draw/pen.ts'

test.for([
  [0, '.00'],
  [0.4321, '.43'],
  [0.996, '1.0'],
  [0.9949, '.99'],
  [1, '1.0'],
  [NaN, '–'],
] as const)('score %d reads %s', ([score, text]) => {
  expect(scoreText(score)).toBe(text)
})

test('the score under the hand says what it is, with its nought', () => {
  expect([0.4321, 1, NaN].map((score) => cursorText(scoreText(score)))).toEqual([
    'score 0.43',
    'score 1.0',
    'score –',
  ])
})

test.for([
  [3.2, [-3, -2, -1, 0, 1, 2, 3]],
  [1.5, [-1.5, -1, -0.5, 0, 0.5, 1, 1.5]],
  [12, [-10, -8, -6, -4, -2, 0, 2, 4, 6, 8, 10, 12]],
] as const)('ticks over ±%d are round', ([extent, expected]) => {
  for (const value of expected)
    expect(tickValues(-extent, extent).some((tick) => Math.abs(tick - value) < 1e-9)).toBe(true)
  expect(tickValues(-extent, extent).length).toBeLessThanOrEqual(13)
})

test('a score has its role’s colour at the ends and the middle’s at ½', () => {
  expect(scoreColour(1, [9, 9, 9], 1)).toEqual([0x00, 0x9e, 0x73])
  expect(scoreColour(0, [9, 9, 9], 1)).toEqual([0xd5, 0x5e, 0x00])
  expect(scoreColour(0.5, [9, 9, 9], 1)).toEqual([9, 9, 9])
})
