/** Thinning, against what it promises: bounded, dense near the present, spread over the whole run, and nothing marked lost. */
import { describe, expect, test } from 'vitest'
import { nearestStep, stepToDrop, type KeptStep } from '../../../src/common/numbers/timeline-thinning.ts'

const NOBODY: ReadonlySet<number> = new Set()

/** Keeps every `every`-th step up to `last`, with room for `room`. */
function grow(
  last: number,
  every: number,
  room: number,
  marks: ReadonlySet<number> = NOBODY,
  held: ReadonlySet<number> = NOBODY,
): number[] {
  let kept: KeptStep[] = []
  for (let step = 0; step <= last; step += every) {
    kept.push({ step, marked: step === 0 || marks.has(step) })
    while (kept.length > room) {
      const gone = stepToDrop(kept, held)
      expect(gone).not.toBeNull()
      kept = kept.filter((entry) => entry.step !== gone)
    }
  }
  return kept.map(({ step }) => step)
}

function gaps(steps: readonly number[]): number[] {
  return steps.slice(1).map((step, at) => step - (steps[at] ?? 0))
}

describe('a long run in little room', () => {
  const steps = grow(100_000, 50, 48)

  test('stays within it, from the first step to the newest', () => {
    expect(steps).toHaveLength(48)
    expect(steps[0]).toBe(0)
    expect(steps.at(-1)).toBe(100_000)
  })

  test('is dense near the present and sparse long ago', () => {
    const all = gaps(steps)
    const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(mean(all.slice(-8))).toBeLessThan(mean(all.slice(0, 8)) / 4)
    expect(all.at(-1)).toBeLessThan(500)
  })

  test('leaves no hole larger than a quarter of its age, and no half of the run without several steps', () => {
    steps.slice(1).forEach((step, at) => {
      const before = steps[at] ?? 0
      // A quarter of the age, or of a twentieth of the run near the present.
      expect(step - before).toBeLessThanOrEqual((100_000 - before + 5000) / 4)
    })
    expect(steps.filter((step) => step < 50_000).length).toBeGreaterThanOrEqual(8)
  })
})

test('marked steps stay, the newest dozen of them', () => {
  const marks = new Set(Array.from({ length: 20 }, (_, i) => 1000 + 50 * i))
  const steps = grow(50_000, 50, 40, marks)
  const newest = [...marks].slice(-12)
  expect(steps).toEqual(expect.arrayContaining(newest))
  expect(steps.filter((step) => marks.has(step)).length).toBeLessThan(20)
})

test('a step somebody looks at stays', () => {
  expect(grow(50_000, 50, 24, NOBODY, new Set([350]))).toContain(350)
  expect(grow(50_000, 50, 24)).not.toContain(350)
})

test('nothing is dropped where all must stay', () => {
  expect(stepToDrop([{ step: 0, marked: true }], NOBODY)).toBeNull()
  const both = [
    { step: 0, marked: true },
    { step: 9, marked: false },
  ]
  expect(stepToDrop(both, NOBODY)).toBeNull()
})

test.each([
  [[0, 10, 20], 14, 10],
  [[0, 10, 20], 15, 10],
  [[0, 10, 20], 16, 20],
  [[0, 10, 20], 999, 20],
  [[], 5, null],
])('of %j the nearest to %i is %s', (steps, wanted, nearest) => {
  expect(nearestStep(steps, wanted)).toBe(nearest)
})
