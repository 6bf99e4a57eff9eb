/** Minimising: functions whose lowest point is known, and how few looks at them it takes. */
import { expect, test } from 'vitest'
import { minimise, type Objective } from '../../../../src/worker/evaluation/learners/lbfgs.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'

/** Σ cᵢ(xᵢ − i)² / 2, a valley that is a thousand times steeper one way than another. */
function valley(looks: { count: number }): Objective {
  return function* (x, gradient) {
    looks.count++
    yield
    let value = 0
    for (let i = 0; i < x.length; i++) {
      const steep = 1000 ** (i / (x.length - 1))
      const off = (x[i] ?? 0) - i
      gradient[i] = steep * off
      value += (steep * off * off) / 2
    }
    return value
  }
}

test('finds the floor of a steep valley in few looks', () => {
  const looks = { count: 0 }
  const found = finish(minimise(valley(looks), new Float64Array(8), { steps: 200, tolerance: 1e-8 }))
  found.forEach((value, i) => expect(value).toBeCloseTo(i, 7))
  // Steepest descent takes thousands; measured 47, as the same steps written with NumPy.
  expect(looks.count).toBeLessThan(60)
})

test('stops at once where it stands at the floor, and after the steps allowed', () => {
  const looks = { count: 0 }
  const start = Float64Array.from({ length: 8 }, (_, i) => i)
  expect(finish(minimise(valley(looks), start, { steps: 200, tolerance: 1e-8 }))).toEqual(start)
  expect(looks.count).toBe(1)
  const few = finish(minimise(valley(looks), new Float64Array(8), { steps: 2, tolerance: 1e-8 }))
  expect(Math.abs((few[3] ?? 0) - 3)).toBeGreaterThan(0.1)
})
