import { describe, expect, test } from 'vitest'
import {
  cutInTwo,
  halfEdges,
  halfOf,
  isAboutDouble,
  isDouble,
  lieOverEachOther,
} from '../../../../src/worker/data/pixels/halves.ts'
import type { Picture } from '../../../../src/worker/data/pixels/picture.ts'

/** [side, 2 · side] gray */
const double = (level: (x: number, y: number) => number, side = 32): Picture => ({
  width: 2 * side,
  height: side,
  channels: 1,
  bytes: Uint8Array.from({ length: 2 * side * side }, (_, i) =>
    level(i % (2 * side), Math.floor(i / (2 * side))),
  ),
})
/** Between 0 and 1, the same for the same three numbers. */
const chance = (i: number, x: number, y: number) => {
  const value = Math.sin(i * 12.9 + x * 78.2 + y * 37.7) * 43758.5
  return value - Math.floor(value)
}
/** Blocks of four pixels, other ones in each picture. */
const blocks = (i: number, x: number, y: number) =>
  chance(i, Math.floor(x / 4), Math.floor(y / 4)) > 0.7 ? 200 : 40
const many = (level: (i: number, x: number, y: number) => number, count = 8) =>
  Array.from({ length: count }, (_, i) => halfEdges(double((x, y) => level(i, x, y))))

describe('a picture in two', () => {
  test('is cut in the middle, and of an odd width without the column there', () => {
    const bytes = Uint8Array.from([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    const { left, right } = cutInTwo({ width: 5, height: 2, channels: 1, bytes })
    expect(left).toEqual({ width: 2, height: 2, channels: 1, bytes: Uint8Array.of(1, 2, 6, 7) })
    expect(right).toEqual({ width: 2, height: 2, channels: 1, bytes: Uint8Array.of(4, 5, 9, 10) })
  })

  test('keeps its channels and its depth', () => {
    const bytes = Uint16Array.from({ length: 12 }, (_, i) => i * 1000)
    const { right } = cutInTwo({ width: 4, height: 1, channels: 3, bytes })
    expect(right).toEqual({ width: 2, height: 1, channels: 3, bytes: bytes.slice(6) })
  })

  test.each([
    [64, 32, true, true],
    [65, 32, true, true],
    [63, 32, true, true],
    [66, 32, false, true],
    [58, 32, false, true],
    [56, 32, false, false],
    [72, 32, false, false],
    [32, 64, false, false],
  ])('%d × %d', (width, height, exactly, about) => {
    expect([isDouble({ width, height }), isAboutDouble({ width, height })]).toEqual([exactly, about])
  })

  test('has half its longer side, whichever way the file lies', () => {
    expect(halfOf({ width: 512, height: 256 })).toEqual({ width: 256, height: 256 })
    expect(halfOf({ width: 256, height: 513 })).toEqual({ width: 256, height: 256 })
  })
})

describe('halves', () => {
  test('with their edges in the same places lie over each other, whatever their tones', () => {
    const inverted = (i: number, x: number, y: number) =>
      x < 32 ? blocks(i, x, y) : 255 - blocks(i, x - 32, y) / 3
    expect(lieOverEachOther(many(inverted))).toBe(true)
    expect(lieOverEachOther(many(inverted, 4))).toBe(true)
    const noisy = (i: number, x: number, y: number) =>
      x < 32 ? blocks(i, x, y) + 55 * chance(i + 99, x, y) : blocks(i, x - 32, y)
    expect(lieOverEachOther(many(noisy))).toBe(true)
  })

  test('of strangers do not', () => {
    expect(lieOverEachOther(many(blocks))).toBe(false)
  })

  test('of one view do not: its horizon goes through both, higher or lower from picture to picture', () => {
    const horizon = (i: number, x: number, y: number) => (y > 4 + 3 * i ? 60 : 220) + 20 * chance(i, x, y)
    expect(lieOverEachOther(many(horizon))).toBe(false)
  })

  test('that all pictures share do not: a frame around each half tells nothing', () => {
    const frame = (i: number, x: number, y: number) =>
      x % 32 < 4 || x % 32 > 27 || y < 4 || y > 27 ? 255 : blocks(i, x, y)
    expect(lieOverEachOther(many(frame))).toBe(false)
  })

  test('without any edge tell nothing', () => {
    expect(lieOverEachOther(many(() => 7))).toBe(false)
  })
})
