import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import type { StepYield } from '../../../src/worker/session/schedule/step-yield.ts'
import type { Observer } from '../../../src/worker/session/measure/observer.ts'
import { ReadbackThrottle } from '../../../src/worker/session/schedule/readback-throttle.ts'
import type { Run } from '../../../src/worker/session/train/run.ts'
import { Diverged, Trainer } from '../../../src/worker/session/train/trainer.ts'
import { SERIES_WIDTH } from '../../../src/common/numbers/series-columns.ts'

test('sixteen steps for each read-back, four of them at most', () => {
  const pace = new ReadbackThrottle()
  expect(pace.due(0, 0, 0)).toBe(true)
  pace.took(1, 10, 0)
  // One read-back since.
  expect([pace.due(16, 11, 1), pace.due(17, 11, 1)]).toEqual([false, true])
  expect([pace.due(33, 13, 1), pace.due(49, 13, 1)]).toEqual([false, true])
  expect([pace.due(64, 99, 1), pace.due(65, 99, 1)]).toEqual([false, true])
})

test('figures come where steps take long, where nothing is a read-back, and after going back', () => {
  const pace = new ReadbackThrottle()
  pace.took(100, 5, 1000)
  expect([pace.due(101, 6, 20_999), pace.due(101, 6, 21_000)]).toEqual([false, true])
  expect(pace.due(100, 5, 1001)).toBe(true)
  expect(pace.due(40, 6, 1001)).toBe(true)
  pace.took(100, 6, 2000)
  expect(pace.due(101, 7, 2001)).toBe(false)
  pace.hurry()
  expect(pace.due(101, 7, 2001)).toBe(true)
})

// The clock stands but where a test moves it.
beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

const QUIET = {
  begin: () => undefined,
  end: () => undefined,
  pause: () => Promise.resolve(),
  spent: 0,
} as unknown as StepYield

/** A run of slow steps on a device that reads back; `bad` is a step without a loss. */
function slowRun(bad = Infinity) {
  let readbacks = 0
  let unread: number[] = []
  const run = {
    step: 0,
    replay: null,
    log: {
      get length() {
        return unread.length
      },
      read: () => {
        readbacks++
        const rows = unread.flatMap((step) => [
          step,
          ...new Array<number>(SERIES_WIDTH - 1).fill(step === bad ? NaN : 1),
        ])
        unread = []
        return Promise.resolve(Float32Array.from(rows))
      },
    },
    advanceFor: () => {
      run.step++
      unread.push(run.step)
      return Promise.resolve()
    },
    config: { warmStart: 0 },
    checkpoint: () => Promise.resolve({ version: 1, step: run.step, tensors: [] } as unknown as Checkpoint),
  }
  const engine = {
    settle: () => {
      vi.advanceTimersByTime(70)
      return Promise.resolve()
    },
    counters: () => {
      const taken = { dispatches: 0, submits: 0, readbacks }
      readbacks = 0
      return taken
    },
  } as unknown as Engine
  const events: WorkerEvent[] = []
  const observer = { draw: () => null, observe: () => Promise.resolve(null), verdict: { kind: 'warming-up' } }
  const trainer = new Trainer(engine, observer as unknown as Observer, (event) => events.push(event), 'run')
  const slices = async (count: number, until = Infinity) => {
    for (let i = 0; i < count; i++) await trainer.slice(run as unknown as Run, until, 1, QUIET)
  }
  return { trainer, slices, run: run as unknown as Run, events }
}

test('a run of slow steps tells its step at every tick, and its figures together, at less than a read in ten steps', async () => {
  const { trainer, slices, run, events } = slowRun()
  trainer.restart(run)
  await slices(39)
  await slices(1, 40)
  const ticks = events.flatMap((event) => (event.type === 'tick' ? [event.tick] : []))
  expect(ticks.map(({ step }) => step)).toEqual(Array.from({ length: 40 }, (_, at) => at + 1))
  const rows = ticks.map((tick) => tick.rows.length / SERIES_WIDTH)
  expect(rows.filter((count) => count > 0)).toEqual([1, 16, 16, 7])
  expect(trainer.cost.take().readbacksPerStep).toBeCloseTo(0.1, 5)
})

test('nothing of a step without a loss is kept', async () => {
  const { trainer, slices, run } = slowRun(1)
  trainer.restart(run)
  let kept = 0
  trainer.beside = {
    ask: (_, save) =>
      save().then(() => () => {
        kept++
      }),
  }
  await expect(slices(1)).rejects.toBeInstanceOf(Diverged)
  expect([kept, trainer.lastGood]).toEqual([0, null])
})
