import { expect, test } from 'vitest'
import { difference, exactTwins } from '../../../../src/worker/data/card/twins.ts'

const SIDE = 16

/** A disc on a ramp: no two places look alike. */
function disc(x: number, y: number, ground = 40): Uint8Array {
  return Uint8Array.from({ length: SIDE * SIDE }, (_, i) => {
    const [column, row] = [i % SIDE, Math.floor(i / SIDE)]
    return Math.hypot(column - x, row - y) < 4 ? 220 : ground + 4 * column + 3 * row
  })
}
function pictures(...all: Uint8Array[]) {
  const bytes = Uint8Array.from(all.flatMap((one) => [...one]))
  return { bytes, count: all.length, length: SIDE * SIDE }
}

test('exact twins are those equal to an earlier one, whatever lies between', () => {
  expect(exactTwins(pictures(disc(3, 3), disc(9, 9), disc(3, 3), disc(3, 3)))).toEqual([2, 3])
  expect(exactTwins(pictures(disc(3, 3), disc(3, 4)))).toEqual([])
})

test('the difference of two items is the mean over their bytes', () => {
  expect(difference(Uint8Array.of(0, 10, 4, 4), 0, 2, 2)).toBe(5)
})
