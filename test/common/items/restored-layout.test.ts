/** Rows of restored pictures: nothing is clipped, nothing overlaps, and a point finds the row it lies on. */
import { describe, expect, test } from 'vitest'
import {
  boxOfRow,
  DECIBELS,
  NAMES,
  restoredLayout,
  rowAt,
} from '../../../src/common/items/restored-layout.ts'

const BOXES = [
  { width: 608, height: 389 },
  { width: 1220, height: 620 },
  { width: 366, height: 366 },
  { width: 287, height: 325 },
  { width: 900, height: 120 },
]
const SHAPES = [28, 32, 64, 128].flatMap((size) =>
  [4, 5].flatMap((tiles) => [2, 8, 12].map((across) => ({ size, tiles, across }))),
)

describe('rows of restored pictures', () => {
  test.each(BOXES)('lie within $width × $height, below their names, and apart', (box) => {
    for (const scale of [1, 2, 1.25])
      for (const shape of SHAPES) {
        const { rows, side, numbered, beside } = restoredLayout(box, shape, scale)
        expect(rows.length).toBeGreaterThan(0)
        for (const [at, row] of rows.entries()) {
          expect(row.length).toBe(shape.tiles)
          const { x, y, width, height } = boxOfRow(row, numbered)
          expect(x).toBeGreaterThanOrEqual(0)
          expect(y).toBeGreaterThanOrEqual(NAMES - 1)
          expect(x + width).toBeLessThanOrEqual(box.width + 1)
          expect(y + height).toBeLessThanOrEqual(box.height + 1)
          for (const [i, tile] of row.entries()) {
            const next = row[i + 1]
            if (next !== undefined) expect(next.x).toBeGreaterThanOrEqual(tile.x + side)
          }
          const right = (at + 1) % beside === 0 ? undefined : rows[at + 1]?.[0]
          if (right !== undefined) expect(right.x).toBeGreaterThan(x + width)
          const below = rows[at + beside]?.[0]
          if (below !== undefined) expect(below.y).toBeGreaterThan(y + height)
        }
      }
  })

  test('stand as many beside each other as are asked for, but on a narrow screen one', () => {
    const beside = (width: number, across: number, tiles = 4) =>
      restoredLayout({ width, height: 600 }, { tiles, across, size: 28 }, 1).beside
    expect([beside(1200, 2), beside(1200, 8), beside(1200, 12)]).toEqual([1, 2, 3])
    expect(beside(366, 8)).toBe(1)
    expect(beside(608, 8, 5)).toBe(2)
  })

  test('are whole multiples of a picture’s pixels where that costs little', () => {
    const { side } = restoredLayout({ width: 608, height: 400 }, { tiles: 4, across: 8, size: 28 }, 1)
    expect(side).toBe(56)
  })

  test('are found by a point on any of their tiles or numbers', () => {
    const layout = restoredLayout({ width: 608, height: 400 }, { tiles: 4, across: 8, size: 28 }, 1)
    for (const [at, row] of layout.rows.entries()) {
      const [first, last] = [row[0], row[3]]
      if (first === undefined || last === undefined) throw new Error('A row has four tiles.')
      expect(rowAt(layout, first.x + 1, first.y + 1)).toBe(at)
      expect(rowAt(layout, last.x + last.width - 1, last.y + last.height + DECIBELS - 1)).toBe(at)
    }
    expect(rowAt(layout, 1, 1)).toBe(-1)
  })
})
