/** Choosing plans by measuring, with a clock and a shelf that say what they are told to. */
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Kept, PlanCache } from '../../../../src/worker/compute/tuning/plan-cache.ts'
import {
  millisecondsBetween,
  NoAnswer,
  type Stopwatch,
} from '../../../../src/worker/compute/tuning/stopwatch.ts'
import { type Claim, Tuner, type Piece } from '../../../../src/worker/compute/tuning/tuner.ts'

type TestPlan = { readonly size: number }

/** A clock that takes the last trial's word for its time. */
function bench(times: Readonly<Record<number, number>>, budget = 10_000) {
  const log: number[] = []
  const shelf = { kept: { choices: {}, verdicts: {} } as Kept, loads: 0 }
  const watch = {
    time: (work: () => number) => {
      const share = work()
      return Promise.resolve((times[log.at(-1) ?? NaN] ?? NaN) / share)
    },
    within: <T>(promise: Promise<T>) => promise,
  }
  const planCache: PlanCache = {
    load: () => {
      shelf.loads++
      return Promise.resolve(shelf.kept)
    },
    save: (kept) => {
      shelf.kept = kept
      return Promise.resolve()
    },
  }
  const tuner = (): Tuner => new Tuner(watch as unknown as Stopwatch, planCache, budget)
  const piece = (key: string, sizes: readonly number[]): Piece<TestPlan> => ({
    key,
    plans: sizes.map((size) => ({ size })),
    trial: ({ size }) => {
      log.push(size)
      return 1
    },
  })
  return { tuner, piece, log, shelf }
}

test('the sensible plan until measured, then the quickest', async () => {
  const { tuner, piece, log } = bench({ 1: 9, 2: 5, 3: 7 })
  const tuned = tuner()
  const work = piece('a', [1, 2, 3])
  expect(tuned.pick(work)).toEqual({ size: 1 })
  expect(log).toEqual([])
  await tuned.tune(() => void tuned.pick(work))
  expect(tuned.pick(work)).toEqual({ size: 2 })
  expect(tuned.pick(piece('b', [1, 2]))).toEqual({ size: 1 })
})

test('a plan that is hardly better is not worth leaving the sensible one', async () => {
  const { tuner, piece } = bench({ 1: 100, 2: 97 })
  const tuned = tuner()
  await tuned.tune(() => void tuned.pick(piece('a', [1, 2])))
  expect(tuned.pick(piece('a', [1, 2]))).toEqual({ size: 1 })
})

test('what was measured is kept, and not measured again on the next visit', async () => {
  const { tuner, piece, log, shelf } = bench({ 1: 9, 2: 5 })
  const first = tuner()
  await first.tune(() => void first.pick(piece('a', [1, 2])))
  const trials = log.length
  expect(Object.keys(shelf.kept.choices)).toEqual(['a'])
  const second = tuner()
  await second.tune(() => void second.pick(piece('a', [1, 2])))
  expect(log).toHaveLength(trials)
  expect(second.pick(piece('a', [1, 2]))).toEqual({ size: 2 })
  // A kept plan that no longer exists gives way to the sensible one.
  expect(second.pick(piece('a', [3, 4]))).toEqual({ size: 3 })
})

test('a single plan is not measured, and a step that throws leaves the tuner as it was', async () => {
  const { tuner, piece, log } = bench({ 1: 9, 2: 5 })
  const tuned = tuner()
  await tuned.tune(() => void tuned.pick(piece('a', [1])))
  expect(log).toEqual([])
  const failed = tuned.tune(() => {
    tuned.pick(piece('b', [1, 2]))
    throw new Error('no')
  })
  await expect(failed).rejects.toThrow('no')
  tuned.pick(piece('c', [1, 2]))
  expect(tuned.choices()).toEqual({ b: '{"size":2}' })
})

test('measuring ends when its time is over; the rest waits for the next time', async () => {
  const { tuner, piece } = bench({ 1: 9, 2: 5 }, -1)
  const tuned = tuner()
  await tuned.tune(() => void tuned.pick(piece('a', [1, 2])))
  expect(tuned.choices()).toEqual({})
})

test('a device that does not answer is asked once, and nobody waits for it again', async () => {
  const { piece, shelf } = bench({})
  const asked: string[] = []
  const watch = {
    time: () => {
      asked.push('time')
      return Promise.reject(new NoAnswer())
    },
  }
  const kept: PlanCache = { load: () => Promise.resolve(shelf.kept), save: () => Promise.resolve() }
  const tuned = new Tuner(watch as unknown as Stopwatch, kept, 10_000)
  for (const key of ['a', 'b']) await tuned.tune(() => void tuned.pick(piece(key, [1, 2])))
  expect(asked).toHaveLength(1)
  expect(tuned.choices()).toEqual({})
  expect(tuned.pick(piece('a', [1, 2]))).toEqual({ size: 1 })
})

test('a plan that had no turn is not passed over for good', async () => {
  const { piece, shelf } = bench({})
  vi.useFakeTimers({ toFake: ['performance'] })
  onTestFinished(() => void vi.useRealTimers())
  const slowly = () => {
    vi.advanceTimersByTime(30)
    return Promise.resolve(1)
  }
  const kept: PlanCache = { load: () => Promise.resolve(shelf.kept), save: () => Promise.resolve() }
  const tuned = new Tuner({ time: slowly } as unknown as Stopwatch, kept, 40)
  await tuned.tune(() => void tuned.pick(piece('a', [1, 2, 3])))
  expect(tuned.choices()).toEqual({})
})

/** Plan 2 claims something; what becomes of it is said by `check`. */
function claiming(piece: Piece<TestPlan>, check: () => Promise<string | null>): Piece<TestPlan> {
  const claim: Claim = { name: 'two is as good as one', check }
  return { ...piece, claim: ({ size }) => (size === 2 ? claim : null) }
}

test('a plan that claims something is tried once the claim was proved, and proved once', async () => {
  const { tuner, piece, shelf } = bench({ 1: 9, 2: 5 })
  const checks: string[] = []
  const check = () => {
    checks.push('checked')
    return Promise.resolve(null)
  }
  const first = tuner()
  await first.tune(() => ['a', 'b'].forEach((key) => first.pick(claiming(piece(key, [1, 2]), check))))
  expect(checks).toHaveLength(1)
  expect(first.verdicts()).toEqual({ 'two is as good as one': '' })
  expect(first.pick(claiming(piece('a', [1, 2]), check))).toEqual({ size: 2 })
  const second = tuner()
  await second.tune(() => void second.pick(claiming(piece('c', [1, 2]), check)))
  expect(checks).toHaveLength(1)
  expect(second.pick(claiming(piece('c', [1, 2]), check))).toEqual({ size: 2 })
  // A choice that was kept without its proof is none.
  shelf.kept = { ...shelf.kept, verdicts: {} }
  const third = tuner()
  await third.tune(() => undefined)
  expect(third.pick(claiming(piece('a', [1, 2]), check))).toEqual({ size: 1 })
})

test('a plan whose claim does not hold is never tried, and the reason can be read', async () => {
  const { tuner, piece, log, shelf } = bench({ 1: 9, 2: 5, 3: 7 })
  const tuned = tuner()
  const work = claiming(piece('a', [1, 2, 3]), () => Promise.resolve('It is wrong.'))
  await tuned.tune(() => void tuned.pick(work))
  expect(log).not.toContain(2)
  expect(tuned.pick(work)).toEqual({ size: 3 })
  expect(shelf.kept.verdicts).toEqual({ 'two is as good as one': 'It is wrong.' })
})

test('a device that does not survive a proof is not asked for it again', async () => {
  const { tuner, piece, shelf } = bench({ 1: 9, 2: 5 })
  const tuned = tuner()
  await tuned.tune(() => void tuned.pick(claiming(piece('a', [1, 2]), () => Promise.reject(new NoAnswer()))))
  expect(shelf.kept.verdicts).toEqual({ 'two is as good as one': 'The device did not answer.' })
  const later = tuner()
  const work = claiming(piece('a', [1, 2]), () => Promise.reject(new Error('asked again')))
  await later.tune(() => void later.pick(work))
  expect(later.pick(work)).toEqual({ size: 1 })
})

test("a device's clock is believed only where it went on", () => {
  expect(millisecondsBetween(5_000_000n, 7_500_000n)).toBe(2.5)
  for (const [start, end] of [
    [0n, 0n],
    [7n, 7n],
    [9n, 5n],
    [0n, 5n],
  ] as const) {
    expect(millisecondsBetween(start, end)).toBeNull()
  }
})

test('tests can decide', () => {
  const { tuner, piece } = bench({})
  const tuned = tuner()
  tuned.forced = (key, plans) => (key === 'a' ? (plans[1] ?? null) : null)
  expect(tuned.pick(piece('a', [1, 2]))).toEqual({ size: 2 })
  expect(tuned.pick(piece('b', [1, 2]))).toEqual({ size: 1 })
})
