import { describe, expect, test } from 'vitest'
import { compileStep } from '../../../src/worker/session/train/compile-step.ts'
import { ReplayBatching } from '../../../src/worker/session/schedule/replay-batching.ts'
import type { Run } from '../../../src/worker/session/train/run.ts'
import { StepCost } from '../../../src/worker/session/train/step-cost.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'

describe('how much is replayed at once', () => {
  test('little, while nothing is known', () => {
    const pace = new ReplayBatching()
    expect(pace.steps(30)).toBe(1)
    expect(pace.perSubmit(100)).toBeLessThan(0.5)
  })

  test('short steps fill a slice, whole steps to a submit', () => {
    const pace = new ReplayBatching()
    pace.note(10, 20)
    expect(pace.steps(30)).toBe(15)
    expect(pace.perSubmit(50)).toBeGreaterThan(2)
    // Well under the tenth of a second.
    expect(pace.perSubmit(50) * 2).toBeLessThan(80)
    pace.forget()
    expect(pace.steps(30)).toBe(1)
  })

  test('a long step is cut into several submits', () => {
    const pace = new ReplayBatching()
    pace.note(1, 1000)
    expect(pace.steps(30)).toBe(1)
    const share = pace.perSubmit(100)
    expect(share).toBeGreaterThan(0.05)
    expect(share * 1000).toBeLessThan(80)
  })

  test('one slow slice does not change everything', () => {
    const pace = new ReplayBatching()
    for (let i = 0; i < 10; i++) pace.note(10, 10)
    pace.note(10, 20)
    expect(pace.steps(30)).toBeGreaterThan(20)
  })
})

test('what a step costs is counted of steps alone, read-backs of everything, since the last question', () => {
  const queue = [
    { dispatches: 900, submits: 9, readbacks: 1 },
    { dispatches: 100, submits: 2, readbacks: 0 },
    { dispatches: 50, submits: 5, readbacks: 1 },
    { dispatches: 0, submits: 0, readbacks: 0 },
  ]
  const nothing = { dispatches: 0, submits: 0, readbacks: 0 }
  const cost = new StepCost({ counters: () => queue.shift() ?? nothing })
  cost.begin()
  cost.end(4, 8)
  const told = { dispatchesPerStep: 25, submitsPerStep: 0.5, readbacksPerStep: 0.5, encodeMsPerStep: 2 }
  expect(cost.take()).toEqual(told)
  // No step since: the last answer holds.
  expect(cost.take()).toEqual(told)
  cost.begin()
  cost.end(2, 1)
  expect(cost.take()).toMatchObject({ dispatchesPerStep: 0, encodeMsPerStep: 0.5 })
})

describe('compiling a running step', () => {
  async function compile(replay: { refused: string | null }, anew: boolean): Promise<WorkerEvent[]> {
    const told: WorkerEvent[] = []
    const run = {
      replay,
      compile: (onRecord: () => void) => {
        if (anew) onRecord()
        return Promise.resolve()
      },
    }
    await compileStep(run as unknown as Run, (event) => told.push(event))
    return told
  }

  test('is told while a step is recorded anew, and only then', async () => {
    expect(await compile({ refused: null }, true)).toEqual([
      { type: 'compiling', compiling: true },
      { type: 'compiling', compiling: false },
    ])
    expect(await compile({ refused: null }, false)).toEqual([])
  })

  test('that fails is told with its reason, and training goes on', async () => {
    const told = await compile({ refused: 'it reads numbers back' }, true)
    expect(told.slice(0, 2).map((event) => event.type)).toEqual(['compiling', 'compiling'])
    expect(told.at(-1)).toMatchObject({
      type: 'notice',
      code: 'not-replayed',
      sentence: expect.stringContaining('it reads numbers back') as string,
    })
  })
})
