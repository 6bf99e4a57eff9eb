import { expect, test } from 'vitest'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { difference, exactTwins, nearTwins } from '../../../../src/worker/data/card/twins.ts'

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
  return { bytes, count: all.length, length: SIDE * SIDE, side: SIDE, channels: 1 } as const
}
/** As another program saves it: each value a little otherwise. */
const savedAgain = (picture: Uint8Array) => picture.map((value, i) => value + ((i * 7) % 5) - 2)

test('exact twins are those equal to an earlier one, whatever lies between', () => {
  expect(exactTwins(pictures(disc(3, 3), disc(9, 9), disc(3, 3), disc(3, 3)))).toEqual([2, 3])
  expect(exactTwins(pictures(disc(3, 3), disc(3, 4)))).toEqual([])
})

test('a picture saved again is near, one drawn elsewhere is not', () => {
  const set = pictures(disc(4, 4), disc(11, 5), savedAgain(disc(4, 4)), disc(5, 11))
  expect(nearTwins(set, [])).toEqual([2])
})

test('exact twins are not told as near ones as well', () => {
  const set = pictures(disc(4, 4), disc(4, 4), savedAgain(disc(4, 4)))
  expect(nearTwins(set, exactTwins(set))).toEqual([2])
})

test('flat pictures share every hash and are left out of the question', () => {
  const flat = (value: number) => new Uint8Array(SIDE * SIDE).fill(value)
  expect(nearTwins(pictures(flat(10), flat(11), flat(12)), [])).toEqual([])
})

test('the difference of two items is the mean over their bytes', () => {
  expect(difference(Uint8Array.of(0, 10, 4, 4), 0, 2, 2)).toBe(5)
})

test('ten thousand pictures of noise have no twins', () => {
  const count = 10_000
  const side = 16
  const noise = uniforms(streamFor(1, 'data'), count * side * side)
  const bytes = Uint8Array.from(noise, (value) => Math.floor(value * 256))
  const set = { bytes, count, length: side * side, side, channels: 1 } as const
  expect(exactTwins(set)).toEqual([])
  expect(nearTwins(set, [])).toEqual([])
})
