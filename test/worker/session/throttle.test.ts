import { expect, test } from 'vitest'
import { Throttle } from '../../../src/worker/session/schedule/throttle.ts'

/** How long it waits after a run of so many milliseconds. */
function waitAfter(cadence: Throttle, cost: number): number {
  cadence.spent(0, cost)
  let wait = 0
  while (!cadence.due(wait)) wait++
  return wait
}

test('waits for its interval, and longer where a run is dear', () => {
  const cadence = new Throttle(400, 0.02)
  expect(waitAfter(cadence, 1)).toBe(400)
  expect(waitAfter(cadence, 100)).toBe(5000)
})

test('with a least pace a dear run comes as often, until it takes the larger share', () => {
  const cadence = new Throttle(400, 0.02, { interval: 4000, share: 0.1 })
  expect(waitAfter(cadence, 1)).toBe(400)
  expect(waitAfter(cadence, 60)).toBe(3000)
  expect(waitAfter(cadence, 300)).toBe(4000)
  // One dear run is no rule; if it stays so dear, it is.
  expect(waitAfter(cadence, 1000)).toBe(4000)
  expect(waitAfter(cadence, 1000)).toBe(8000)
  expect(waitAfter(cadence, 1000)).toBe(10_000)
})
