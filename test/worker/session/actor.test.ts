import { describe, expect, test, vi } from 'vitest'
import { yieldToTasks } from '../../../src/common/yield.ts'
import { Actor } from '../../../src/worker/session/actor.ts'

describe('the actor', () => {
  test('runs jobs in order and never two at once', async () => {
    const log: string[] = []
    const actor = new Actor(
      () => Promise.resolve(false),
      () => undefined,
    )
    const job = (name: string) => async () => {
      log.push(`${name} in`)
      await yieldToTasks()
      log.push(`${name} out`)
    }
    actor.post(job('a'))
    actor.post(job('b'))
    const running = actor.run()
    actor.post(() => actor.stop())
    await running
    expect(log).toEqual(['a in', 'a out', 'b in', 'b out'])
  })

  test('works between jobs, and a job is heard while work never ends', async () => {
    let slices = 0
    const actor = new Actor(
      () => Promise.resolve(++slices > 0),
      () => undefined,
    )
    const running = actor.run()
    await vi.waitUntil(() => slices > 1)
    expect(slices).toBeGreaterThan(1)
    actor.post(() => actor.stop())
    await running
  })

  test('a nudge during the last slice is not slept through', async () => {
    let looks = 0
    const actor: Actor = new Actor(
      async () => {
        looks++
        if (looks === 1) {
          await yieldToTasks()
          actor.nudge()
        }
        return false
      },
      () => undefined,
    )
    const running = actor.run()
    await vi.waitUntil(() => looks > 1)
    for (let turn = 0; turn < 10; turn++) await yieldToTasks()
    expect(looks).toBe(2)
    actor.stop()
    await running
  })

  test('what a job throws is reported and the next job still runs', async () => {
    const thrown: unknown[] = []
    const actor = new Actor(
      () => Promise.resolve(false),
      (error) => void thrown.push(error),
    )
    const trouble = new Error('trouble')
    actor.post(() => {
      throw trouble
    })
    actor.post(() => actor.stop())
    await actor.run()
    expect(thrown).toEqual([trouble])
  })
})
