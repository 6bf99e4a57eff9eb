/** Mean colours of shades, against sums by hand. */
import { describe, expect, test } from 'vitest'
import { grayTable, meanColoursOf, shadeOf, SHADES } from '../../../src/common/restore/colour-table.ts'
import { LUMA_WEIGHTS } from '../../../src/common/restore/luma-weights.ts'

const light = (...rgb: number[]) => LUMA_WEIGHTS.reduce((sum, weight, c) => sum + weight * (rgb[c] ?? 0), 0)

describe('mean colours', () => {
  // Two colours of one brightness, and a third.
  const [first, second, third] = [
    [0.2, 0, 0],
    [0.2 - 0.587, 0.299, 0],
    [1, 1, 1],
  ] as const
  const table = meanColoursOf(Float32Array.of(...first, ...second, ...second, ...third), 3)
  const at = (shade: number) => [...table.subarray(3 * shade, 3 * shade + 3)]

  test('are means over the pixels of one shade', () => {
    expect(light(...second)).toBeCloseTo(light(...first), 6)
    const mean = [0, 1, 2].map((c) => ((first[c] ?? 0) + 2 * (second[c] ?? 0)) / 3)
    at(shadeOf(light(...first))).forEach((value, c) => expect(value).toBeCloseTo(mean[c] ?? NaN, 6))
    expect(at(255)).toEqual([1, 1, 1])
  })

  test('of a shade that no pixel has are those of the nearest that has one', () => {
    const own = shadeOf(light(...first))
    expect(at(0)).toEqual(at(own))
    expect(at(own + 2)).toEqual(at(own))
    expect(at(254)).toEqual([1, 1, 1])
  })
})

test('a table that knows no colours hands on each shade', () => {
  const table = grayTable(3)
  expect(table).toHaveLength(SHADES * 3)
  for (const value of [-1, -0.2, 0, 0.7, 1]) {
    const found = table[shadeOf(value) * 3 + 1] ?? NaN
    expect(Math.abs(found - value)).toBeLessThanOrEqual(1 / 255 + 1e-7)
  }
})
