import { expect, test } from 'vitest'
import { Target } from '../../../src/worker/session/target.ts'

test('nobody waits at first; who waits is told once the step is there', async () => {
  const target = new Target()
  expect(target.step).toBe(Infinity)
  const waiting = target.wait(40)
  expect(target.step).toBe(40)
  target.reached()
  await waiting
  expect(target.step).toBe(Infinity)
})

test('another who waits takes the place of the first, who waits no longer', async () => {
  const target = new Target()
  const first = target.wait(40)
  const second = target.wait(10)
  await first
  expect(target.step).toBe(10)
  target.reached(new Error('It broke.'))
  await expect(second).rejects.toThrow('It broke.')
})
