import { describe, expect, test } from 'vitest'
import {
  clampedViewport,
  MOST_ZOOM,
  panBy,
  panelsIn,
  placeAt,
  pointOf,
  WHOLE,
  windowOf,
  zoomAbout,
} from '../../../src/common/items/viewport.ts'

const PANEL = { x: 50, y: 20, width: 300, height: 300 }

describe('a look at the plane', () => {
  test('as a whole is the dataset’s square', () => {
    expect(windowOf(WHOLE, 3.2)).toEqual({ x: 0, y: 0, half: 3.2 })
    expect(placeAt(WHOLE, PANEL, 50, 20)).toEqual({ x: -1, y: 1 })
    expect(placeAt(WHOLE, PANEL, 350, 320)).toEqual({ x: 1, y: -1 })
  })

  test('zoomed about a place keeps that place where it is', () => {
    let look = WHOLE
    for (const factor of [1.7, 2.1, 0.6]) {
      const under = placeAt(look, PANEL, 120, 250)
      look = zoomAbout(look, under.x, under.y, factor)
      const after = pointOf(look, PANEL, under)
      expect(after.left).toBeCloseTo(120, 9)
      expect(after.top).toBeCloseTo(250, 9)
    }
    expect(look.zoom).toBeCloseTo(1.7 * 2.1 * 0.6, 9)
  })

  test('moved by a share of the panel carries places along, y upwards', () => {
    const look = { x: 0.1, y: -0.2, zoom: 3 }
    const before = pointOf(look, PANEL, { x: 0.15, y: -0.1 })
    const after = pointOf(panBy(look, 0.1, 0.2), PANEL, { x: 0.15, y: -0.1 })
    expect(after.left - before.left).toBeCloseTo(30, 9)
    expect(after.top - before.top).toBeCloseTo(-60, 9)
  })

  test('is held within limits', () => {
    expect(clampedViewport({ x: 99, y: -99, zoom: 1e9 })).toEqual({ x: 1.5, y: -1.5, zoom: MOST_ZOOM })
  })
})

describe('panels', () => {
  test('one is the largest centred square', () => {
    expect(panelsIn(400, 300, 1, 1)).toEqual([{ x: 50, y: 0, width: 300, height: 300 }])
  })

  test.for([
    [700, 400],
    [400, 700],
    [300, 300],
    [1400, 300],
  ] as const)('two lie in %d × %d without overlap, as large as they go', ([width, height]) => {
    const [a, b] = panelsIn(width, height, 2, 1)
    if (a === undefined || b === undefined) throw new Error('no panels')
    expect(a.width).toBe(b.width)
    expect(a.x + a.width <= b.x || a.y + a.height <= b.y).toBe(true)
    for (const panel of [a, b]) {
      expect(panel.x).toBeGreaterThanOrEqual(0)
      expect(panel.y).toBeGreaterThanOrEqual(20)
      expect(panel.x + panel.width).toBeLessThanOrEqual(width)
      expect(panel.y + panel.height).toBeLessThanOrEqual(height)
    }
    expect(a.width).toBeGreaterThan(0.4 * Math.sqrt((width * height) / 2))
  })
})
