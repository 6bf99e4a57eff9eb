import { describe, expect, test } from 'vitest'
import { cellsFor, hasWords } from '../../../src/common/items/column-grid.ts'

describe('where columns stand', () => {
  test.each([1, 7, 14, 40, 200])('%d of them lie inside, and none over another', (count) => {
    const boxes = cellsFor(608, 400, count)
    expect(boxes).toHaveLength(count)
    boxes.forEach(({ x, y, width, height }, at) => {
      expect(width).toBeGreaterThan(1)
      expect(height).toBeGreaterThan(1)
      expect([x >= 0, y >= 0, x + width <= 608, y + height <= 400]).toEqual([true, true, true, true])
      const next = boxes[at + 1]
      if (next !== undefined) expect(next.x >= x + width || next.y >= y + height).toBe(true)
    })
  })

  test('on a phone they are wide enough for a name, and at hand on a desk as before', () => {
    for (const count of [5, 7, 9, 12]) {
      const [first, second] = cellsFor(366, 366, count)
      expect(first?.width).toBeGreaterThanOrEqual(96)
      expect((second?.x ?? 0) - (first?.x ?? 0) - (first?.width ?? 0)).toBeCloseTo(12, 9)
    }
    expect(cellsFor(608, 400, 9)[1]?.x).toBeCloseTo(16 + (608 - 32 - 2 * 28) / 3 + 28, 9)
    // Of many that have none either way as many as ever are shown.
    expect(cellsFor(366, 366, 60).every(({ y, height }) => y + height <= 366)).toBe(true)
  })

  test('few have room for their words, two hundred have not', () => {
    expect(cellsFor(608, 400, 7).every(hasWords)).toBe(true)
    expect(cellsFor(608, 400, 200).some(hasWords)).toBe(false)
  })
})
