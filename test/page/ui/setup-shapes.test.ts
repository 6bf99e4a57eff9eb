import { expect, test } from 'vitest'
import { drawn } from '../../../src/worker/data/builtin/drawn.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { inked } from '../../../src/page/ui/setup/drawing/brush.ts'
import { shapeDensity, SHAPES } from '../../../src/page/ui/setup/drawing/shapes.ts'

test.for(SHAPES)('$label is a density worth learning, and all of it is on the stage', (shape) => {
  const density = shapeDensity(shape, 48)
  expect(density.every((weight) => weight >= 0 && weight <= 1)).toBe(true)
  const share = inked(density)
  expect(share).toBeGreaterThan(0.03)
  expect(share).toBeLessThan(0.75)
  const rim = Array.from({ length: 48 }, (_, i) => [i, 47 * 48 + i, i * 48, i * 48 + 47]).flat()
  expect(rim.every((at) => density[at] === 0)).toBe(true)
  const points = drawn({ density, side: 48 }).draw(streamFor(1, 'evaluate'), 500)
  expect(points.every((value) => Math.abs(value) < 1.5)).toBe(true)
})

test('shapes stand upright: the heart has its tip below, the waves go across', () => {
  const density = (id: string) => {
    const shape = SHAPES.find((one) => one.id === id)
    if (shape === undefined) throw new Error(id)
    return shapeDensity(shape, 48)
  }
  const inRow = (values: Float32Array, row: number) =>
    values.subarray(48 * row, 48 * row + 48).reduce((sum, weight) => sum + weight, 0)
  const heart = density('heart')
  expect(inRow(heart, 14)).toBeGreaterThan(2 * inRow(heart, 36))
  // The notch.
  const top = Array.from({ length: 48 }, (_, row) => row).find((row) => inRow(heart, row) > 0) ?? 0
  expect(heart[48 * top + 24]).toBe(0)
})
