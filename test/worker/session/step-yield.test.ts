import { expect, test } from 'vitest'
import { StepYield } from '../../../src/worker/session/schedule/step-yield.ts'

/** A clock of its own: hearing takes 1 ms, drawing the hand 2 ms. */
function scene(moving: () => boolean) {
  const clock = { now: 0, drawn: 0 }
  const interlude = new StepYield({
    showCursor: () => {
      clock.now += 2
      clock.drawn++
      return Promise.resolve()
    },
    hear: () => {
      clock.now += 1
      return Promise.resolve()
    },
    isMoving: moving,
    now: () => clock.now,
  })
  return { clock, interlude }
}

test('parts that together take a few milliseconds are not interrupted', async () => {
  const { clock, interlude } = scene(() => true)
  interlude.begin()
  clock.now += 3
  await interlude.pause()
  expect(clock.drawn).toBe(0)
  clock.now += 3
  await interlude.pause()
  expect(clock.drawn).toBe(1)
})

test('after a long part a hand in motion gets twice the time that the part took; a hand at rest gets one look', async () => {
  const resting = scene(() => false)
  resting.interlude.begin()
  resting.clock.now += 36
  await resting.interlude.pause()
  expect(resting.clock.drawn).toBe(1)
  expect(resting.interlude.spent).toBe(3)

  const moving = scene(() => true)
  moving.interlude.begin()
  moving.clock.now += 36
  await moving.interlude.pause()
  expect(moving.clock.drawn).toBe(24)
  expect(moving.interlude.spent).toBe(72)
})

test('it never rests for longer than the eye forgives the training, and tells the longest part', async () => {
  const { clock, interlude } = scene(() => true)
  interlude.begin()
  clock.now += 500
  await interlude.pause()
  expect(interlude.spent).toBeLessThan(154)
  clock.now += 20
  interlude.end()
  expect(interlude.longest).toBe(500)
})
