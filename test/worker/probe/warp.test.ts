import { describe, expect, test } from 'vitest'
import { cellDensities, gridLines, gridNoise, warpShape } from '../../../src/worker/probe/warp.ts'

const PLANE = { across: 0, up: 1 }

/** A linear generator: x = A z. */
function linear(noise: Float32Array, [a, b, c, d]: readonly [number, number, number, number]): Float32Array {
  return Float32Array.from(noise, (_, i) => {
    const [x, y] = [noise[i - (i % 2)] ?? NaN, noise[i - (i % 2) + 1] ?? NaN]
    return i % 2 === 0 ? a * x + b * y : c * x + d * y
  })
}

describe('the warped grid', () => {
  test('of a linear generator on a uniform prior is equally dense everywhere: ¼ by the determinant', () => {
    const shape = warpShape(2, PLANE)
    const noise = gridNoise({ latent: 2, prior: 'uniform' }, PLANE, null, shape)
    const densities = cellDensities(linear(noise, [2, 0.5, -1, 0.75]), 'uniform', shape)
    const expected = 1 / 4 / Math.abs(2 * 0.75 - 0.5 * -1)
    expect(densities).toHaveLength(1600)
    for (const density of densities) expect(density / expected).toBeCloseTo(1, 4)
  })

  test('of a linear generator on a normal prior has the density of the normal distribution it makes', () => {
    const shape = warpShape(2, PLANE)
    const noise = gridNoise({ latent: 2, prior: 'normal' }, PLANE, null, shape)
    const map = [1.5, 0, 0, -0.4] as const
    const places = linear(noise, map)
    const densities = cellDensities(places, 'normal', shape)
    const { columns, rows } = shape
    // The outermost cells are wide: their mean is not the density of any one place.
    for (let row = 3; row < rows - 3; row++) {
      for (let column = 3; column < columns - 3; column++) {
        const corner = 2 * (row * (columns + 1) + column)
        const middle = corner + 2 * (columns + 2)
        const x = ((places[corner] ?? NaN) + (places[middle] ?? NaN)) / 2
        const y = ((places[corner + 1] ?? NaN) + (places[middle + 1] ?? NaN)) / 2
        const density = Math.exp(-((x / 1.5) ** 2 + (y / 0.4) ** 2) / 2) / (2 * Math.PI * 1.5 * 0.4)
        expect((densities[row * columns + column] ?? NaN) / density).toBeCloseTo(1, 1)
      }
    }
    // All cells together hold the share of the prior that they cover: 99 % of either axis.
    const held = densities.reduce((sum, density, i) => {
      const corner = 2 * (Math.floor(i / columns) * (columns + 1) + (i % columns))
      const width = (places[corner + 2] ?? NaN) - (places[corner] ?? NaN)
      const height = (places[corner + 2 * (columns + 1) + 1] ?? NaN) - (places[corner + 1] ?? NaN)
      return sum + density * Math.abs(width * height)
    }, 0)
    expect(held).toBeCloseTo(0.99 ** 2, 4)
  })

  test('is infinitely dense where the generator folds it flat', () => {
    const shape = warpShape(2, PLANE)
    const noise = gridNoise({ latent: 2, prior: 'uniform' }, PLANE, null, shape)
    expect(cellDensities(linear(noise, [1, 1, 0, 0]), 'uniform', shape).every((d) => d > 1e6)).toBe(true)
  })

  test('with more dimensions is a plane through the held point', () => {
    const through = Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5)
    const shape = warpShape(5, { across: 3, up: 1 })
    const noise = gridNoise({ latent: 5, prior: 'normal' }, { across: 3, up: 1 }, through, shape)
    const lines = gridLines('normal', 40)
    const at = (row: number, column: number) => [
      ...noise.subarray((row * 41 + column) * 5, (row * 41 + column + 1) * 5),
    ]
    expect(at(7, 30)).toEqual([through[0], lines[7], through[2], lines[30], through[4]])
  })

  test('of one dimension is a curve, dense where it is short', () => {
    const shape = warpShape(1, PLANE)
    expect(shape.rows).toBe(0)
    const noise = gridNoise({ latent: 1, prior: 'uniform' }, PLANE, null, shape)
    const places = Float32Array.from(noise, () => 0)
    const both = new Float32Array(2 * noise.length)
    noise.forEach((z, i) => both.set([z < 0 ? z : 3 * z, places[i] ?? 0], 2 * i))
    const densities = cellDensities(both, 'uniform', shape)
    expect(densities[0]).toBeCloseTo(0.5, 4)
    expect(densities.at(-1)).toBeCloseTo(0.5 / 3, 4)
  })
})
