import { describe, expect, test } from 'vitest'
import { lines } from '../../../src/worker/data/builtin/lines.ts'
import { moons } from '../../../src/worker/data/builtin/moons.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import { spiral } from '../../../src/worker/data/builtin/spiral.ts'
import { drawn } from '../../../src/worker/data/builtin/drawn.ts'
import { grid } from '../../../src/worker/data/builtin/grid.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import { blurredDensity } from '../../../src/worker/probe/blurred.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'

const WINDOW = { x: 0.3, y: -0.2, half: 2 }
const SIDE = 40
const CELL = 4 / SIDE

/** Middle of a cell. */
const middle = (i: number) => ({
  x: WINDOW.x - WINDOW.half + ((i % SIDE) + 0.5) * CELL,
  y: WINDOW.y + WINDOW.half - (Math.floor(i / SIDE) + 0.5) * CELL,
})

describe('blurred densities', () => {
  test('one Gaussian has the textbook density of its variance and the blur’s together', () => {
    const values = blurredDensity(
      { kind: 'atoms', centres: Float32Array.of(0.5, 0.1), std: 0.3 },
      WINDOW,
      SIDE,
      0.4,
    )
    const variance = 0.09 + 0.16
    values.forEach((value, i) => {
      const { x, y } = middle(i)
      const exact = Math.exp(-((x - 0.5) ** 2 + (y - 0.1) ** 2) / (2 * variance)) / (2 * Math.PI * variance)
      expect(Math.abs(value - exact)).toBeLessThan(0.005)
    })
  })

  test('what lies in the window sums to its share; NaN lies nowhere', () => {
    const centres = Float32Array.of(0.3, -0.2, 0.3, -0.2, 40, 40, NaN, 1)
    const values = blurredDensity({ kind: 'atoms', centres, std: 0 }, WINDOW, SIDE, 0.1)
    const total = values.reduce((sum, value) => sum + value * CELL * CELL, 0)
    expect(total).toBeCloseTo(0.5, 4)
  })

  test.for([
    ['ring', ring(defaultsFor('ring'))],
    ['grid', grid(defaultsFor('grid'))],
    ['lines', lines(defaultsFor('lines'))],
    ['spiral', spiral(defaultsFor('spiral'))],
    ['moons', moons(defaultsFor('moons'))],
    ['a drawing', drawn(null)],
  ] as const)('the formula of %s agrees with its own samples', ([, set]) => {
    const window = { x: 0.1 * set.item.extent, y: 0, half: set.item.extent }
    const side = 24
    const blur = 0.06 * set.item.extent
    const exact = blurredDensity(set.density(), window, side, blur)
    const samples = set.draw(streamFor(5, 'evaluate'), 40_000)
    const sampled = blurredDensity({ kind: 'atoms', centres: samples, std: 0 }, window, side, blur)
    const peak = Math.max(...exact)
    const worst = Math.max(...exact.map((value, i) => Math.abs(value - (sampled[i] ?? NaN))))
    // Chance alone, at 40,000 samples: a few per cent of the peak.
    expect(worst / peak).toBeLessThan(0.06)
    expect(peak).toBeGreaterThan(0)
  })
})
