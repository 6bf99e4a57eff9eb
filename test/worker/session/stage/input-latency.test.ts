/** How long the hand waited: the last time, and the longest of those that are remembered. */
import { expect, test } from 'vitest'
import { InputLatency } from '../../../../src/worker/session/stage/input-latency.ts'

test('nothing is known before the first move', () => {
  const latency = new InputLatency()
  expect([latency.last, latency.longest]).toEqual([NaN, NaN])
})

test('the last and the longest are told; a move of unknown time counts for nothing', () => {
  const latency = new InputLatency()
  for (const ms of [5, 40, 8, NaN]) latency.note(ms)
  expect([latency.last, latency.longest]).toEqual([8, 40])
})

test('a long wait is forgotten after 120 more', () => {
  const latency = new InputLatency()
  latency.note(900)
  for (let i = 0; i < 119; i++) latency.note(3)
  expect(latency.longest).toBe(900)
  latency.note(3)
  expect(latency.longest).toBe(3)
})
