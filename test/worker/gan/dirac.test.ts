/**
 * The Dirac-GAN's orbits against their closed form (Mescheder et al. 2018): near the origin a step is a 2×2 matrix whose
 * trace and determinant are known for every loss. From (1, 0) and (0, 1) a logit ψθ is 0, so one step from each gives the
 * matrix's columns exactly, without having to be near.
 */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory } from '@tensorflow/tfjs'
import { diracOrbit, type DiracGame, type Point } from '../../bench/tables/dirac.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

beforeAll(useCpu)

const RATE = 0.2
const BASE: DiracGame = { loss: 'minimax', penalty: 'none', gamma: 0, rate: RATE, order: 'at once' }

function after(game: DiracGame, start: Point, steps = 1): Point {
  const end = diracOrbit(game, start, steps).at(-1)
  if (end === undefined) throw new Error('An orbit has at least its start.')
  return end
}

/** Trace and determinant of one step, from two starts at `size`. */
function invariants(game: DiracGame, size = 1) {
  const column = (start: Point) => after(game, start).map((value) => value / size)
  const [a = NaN, c = NaN] = column([size, 0])
  const [b = NaN, d = NaN] = column([0, size])
  return { trace: a + d, determinant: a * d - b * c }
}

const radius = ([theta, psi]: Point) => Math.hypot(theta, psi)

/** Slope f′(0) of each loss by the logit, at 0. */
const LOSSES = [
  ['minimax', 0.5],
  ['non-saturating', 0.5],
  ['relativistic-paired', 0.5],
  ['relativistic-average', 0.5],
  ['hinge', 1],
  ['wasserstein', 1],
] as const

describe.each(LOSSES)('%s, f′(0) = %d', (loss, slope) => {
  test.each([0, 0.3, 1, 2])('moves as I + ηJ says with R1, γ = %d', (gamma) => {
    const { trace, determinant } = invariants({ ...BASE, loss, penalty: 'r1', gamma })
    expect(trace).toBeCloseTo(2 - RATE * gamma, 5)
    expect(determinant).toBeCloseTo(1 - RATE * gamma + (RATE * slope) ** 2, 5)
  })

  test('moves in turn as the product of both half steps says', () => {
    const gamma = 0.3
    // The generator meets a logit that has left 0, so this matrix holds near the origin only.
    const { trace, determinant } = invariants({ ...BASE, loss, penalty: 'r1', gamma, order: 'in turn' }, 0.01)
    expect(trace).toBeCloseTo(2 - RATE * gamma - (RATE * slope) ** 2, 5)
    expect(determinant).toBeCloseTo(1 - RATE * gamma, 5)
  })

  test.each([
    ['r1', 2 * slope],
    ['r2', 2 * slope],
    ['r1r2', slope],
  ] as const)('is critically damped by %s at γ = %d, and at no other', (penalty, critical) => {
    const discriminant = (gamma: number) => {
      const { trace, determinant } = invariants({ ...BASE, loss, penalty, gamma })
      return (trace ** 2 - 4 * determinant) / RATE ** 2
    }
    expect(discriminant(critical)).toBeCloseTo(0, 3)
    expect(discriminant(0.8 * critical)).toBeLessThan(-0.1)
    expect(discriminant(1.2 * critical)).toBeGreaterThan(0.1)
  })
})

describe('unregularised', () => {
  test.each([0.1, 0.2, 0.5])('spirals out by √(1 + η²/4) a step, η = %d', (rate) => {
    const steps = 40
    const orbit = diracOrbit({ ...BASE, rate }, [0.01, 0], steps)
    const expected = 0.01 * (1 + rate ** 2 / 4) ** (steps / 2)
    expect(radius(orbit.at(-1) ?? [0, 0]) / expected).toBeCloseTo(1, 3)
  })

  test('keeps turning for ever when the players move in turn, as they do in training', () => {
    const orbit = diracOrbit({ ...BASE, order: 'in turn' }, [0.01, 0], 400)
    const late = orbit.slice(200).map(radius)
    expect(Math.min(...late)).toBeGreaterThan(0.009)
    expect(Math.max(...late)).toBeLessThan(0.011)
    expect(crossings(orbit)).toBeGreaterThan(10)
  })
})

/** How often θ changes its sign. */
function crossings(orbit: readonly Point[]): number {
  return orbit.slice(1).filter(([theta], i) => theta * (orbit[i]?.[0] ?? 0) < 0).length
}

describe('with R1', () => {
  const orbit = (gamma: number, steps: number) =>
    diracOrbit({ ...BASE, penalty: 'r1', gamma }, [0.1, 0.1], steps)

  test('turns below γ = 1 at the closed form’s pace and comes to rest', () => {
    const [gamma, steps] = [0.3, 200]
    const [trace, determinant] = [2 - RATE * gamma, 1 - RATE * gamma + RATE ** 2 / 4]
    const turn = Math.acos(trace / (2 * Math.sqrt(determinant)))
    const points = orbit(gamma, steps)
    expect(Math.abs(crossings(points) - (steps * turn) / Math.PI)).toBeLessThanOrEqual(1)
    expect(radius(points.at(-1) ?? [1, 1])).toBeLessThan(0.1 * determinant ** (steps / 2) * 3)
  })

  test.each([1, 1.5])('does not turn at γ = %d: θ crosses its goal once at most', (gamma) => {
    expect(crossings(orbit(gamma, 200))).toBeLessThanOrEqual(1)
  })

  test('shrinks by 1 − η/2 a step in the end at γ = 1, once for the double root and once more for its companion', () => {
    // (a + bn)(1 − η/2)ⁿ for θ: three equally spaced points take a and b out of it.
    const points = orbit(1, 60)
    const scaled = [20, 40, 60].map((n) => (points[n]?.[0] ?? NaN) / (1 - RATE / 2) ** n)
    const [first = NaN, second = NaN, third = NaN] = scaled
    expect((third - second) / (second - first)).toBeCloseTo(1, 2)
  })
})

describe('what does not converge', () => {
  // WGAN-GP, whose slope is pulled to 1 and not to 0; and WGAN with clipped weights.
  test.each([
    ['gradient', 1],
    ['clip', 0.3],
  ] as const)('Wasserstein with %s, γ = %d', (penalty, gamma) => {
    const orbit = diracOrbit({ ...BASE, loss: 'wasserstein', penalty, gamma, order: 'in turn' }, [1, 1], 500)
    const late = orbit.slice(250)
    expect(Math.max(...late.map(radius))).toBeGreaterThan(0.2)
    expect(crossings(late)).toBeGreaterThan(1)
  })

  test('while R1 on the same game does', () => {
    const game: DiracGame = { ...BASE, loss: 'wasserstein', penalty: 'r1', gamma: 1, order: 'in turn' }
    expect(radius(after(game, [1, 1], 500))).toBeLessThan(1e-6)
  })
})

test('leaves no tensor behind', () => {
  const before = memory().numTensors
  diracOrbit({ ...BASE, penalty: 'r1', gamma: 1 }, [1, 1], 3)
  expect(memory().numTensors).toBe(before)
})
