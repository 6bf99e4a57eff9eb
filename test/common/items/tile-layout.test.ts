import { expect, test } from 'vitest'
import {
  CAPTION,
  layAll,
  layTiles,
  NUMBER,
  splitPanels,
  wholeMultiple,
} from '../../../src/common/items/tile-layout.ts'

const SIZES = [
  [700, 600],
  [320, 560],
  [1400, 300],
  [300, 90],
  [120, 120],
  [60, 700],
] as const

test.for(SIZES.flatMap(([width, height]) => [1, 1.5, 2].map((scale) => ({ width, height, scale }))))(
  'nothing is clipped and nothing overlaps at $width × $height, scale $scale',
  ({ width, height, scale }) => {
    for (const columns of [1, 3, 6, 8]) {
      for (const size of [16, 28, 64]) {
        for (const panel of splitPanels(width, height, 2)) {
          const box = { ...panel, y: panel.y + CAPTION, height: panel.height - CAPTION }
          const grid = layTiles(box, columns * columns, columns, size, scale)
          const below = grid.numbered ? NUMBER : 0
          expect(grid.tiles.length).toBeGreaterThan(0)
          for (const tile of grid.tiles) {
            expect(tile.x).toBeGreaterThanOrEqual(panel.x)
            expect(tile.y).toBeGreaterThanOrEqual(box.y)
            expect(tile.x + tile.width).toBeLessThanOrEqual(panel.x + panel.width + 1e-6)
            expect(tile.y + tile.height + below).toBeLessThanOrEqual(panel.y + panel.height + 1e-6)
          }
          for (const [i, tile] of grid.tiles.entries()) {
            const next = grid.tiles[i + 1]
            if (next?.y === tile.y) expect(next.x).toBeGreaterThanOrEqual(tile.x + tile.width + 4)
          }
        }
      }
    }
  },
)

test('a tall canvas puts one panel above the other, a wide one beside it', () => {
  expect(splitPanels(700, 600, 2).map(({ y }) => y)).toEqual([0, 0])
  expect(splitPanels(320, 560, 2).map(({ x }) => x)).toEqual([0, 0])
})

test('pictures are enlarged by whole numbers where that wastes little', () => {
  expect(wholeMultiple(90, 28, 1)).toBe(84)
  expect(wholeMultiple(90, 28, 2)).toBe(84)
  expect(wholeMultiple(50, 28, 1)).toBe(50)
  expect(wholeMultiple(20, 28, 1)).toBe(20)
})

test('fewer rows are shown when the canvas is low', () => {
  const rows = (height: number) => layTiles({ x: 0, y: 0, width: 400, height }, 36, 6, 28, 1).rows
  expect(rows(600)).toBe(6)
  expect(rows(220)).toBeLessThan(6)
  expect(rows(220)).toBeGreaterThan(0)
})

test.for(SIZES)('all of them are seen where none may be missing, at %s × %s', ([width, height]) => {
  for (const count of [2, 3, 10, 16]) {
    const columns = Math.ceil(Math.sqrt(count))
    const { tiles, numbered } = layAll({ x: 3, y: 5, width, height }, count, columns, 28, 1)
    expect(tiles).toHaveLength(count)
    expect(numbered).toBe(false)
    for (const tile of tiles) {
      expect(tile.x).toBeGreaterThanOrEqual(3)
      expect(tile.y).toBeGreaterThanOrEqual(5)
      expect(tile.x + tile.width).toBeLessThanOrEqual(3 + width)
      expect(tile.y + tile.height).toBeLessThanOrEqual(5 + height)
    }
  }
})
