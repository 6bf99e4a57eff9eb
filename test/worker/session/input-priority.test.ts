import { expect, test } from 'vitest'
import { InputPriority } from '../../../src/worker/session/schedule/input-priority.ts'

test('training that can be interrupted at once never waits', () => {
  const hand = new InputPriority()
  hand.trained(16)
  hand.move(20)
  expect(hand.waits(21)).toBe(false)
  expect(hand.moves(21)).toBe(true)
})

test('training of long parts waits while the hand moves, and goes on soon after it rests', () => {
  const hand = new InputPriority()
  hand.trained(200)
  expect(hand.waits(200)).toBe(false)
  hand.move(210)
  expect(hand.waits(260)).toBe(true)
  expect(hand.waits(311)).toBe(false)
  expect(hand.moves(311)).toBe(false)
})

test('a walk without an end does not stop it: after two seconds it takes its turns; a new drag goes first again', () => {
  const hand = new InputPriority()
  hand.trained(200)
  let waited = 0
  for (let now = 1000; now < 9000; now += 16) {
    hand.move(now)
    if (hand.waits(now)) waited = now
    expect(hand.moves(now)).toBe(true)
  }
  expect(waited).toBeGreaterThan(2900)
  expect(waited).toBeLessThan(3001)
  hand.move(9700)
  expect(hand.waits(9701)).toBe(true)
})

test('dear looks wait longer than training does, but a walk without an end does not put them off for ever', () => {
  const hand = new InputPriority()
  let quiet = 0
  for (let now = 1000; now < 20_000; now += 16) {
    hand.move(now)
    if (hand.wantsQuiet(now)) quiet = now
  }
  expect(quiet).toBeGreaterThan(10_900)
  expect(quiet).toBeLessThan(11_001)
  hand.move(21_000)
  expect(hand.wantsQuiet(21_001)).toBe(true)
  expect(hand.wantsQuiet(21_200)).toBe(false)
})
