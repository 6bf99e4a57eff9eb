/** What a hand draws, and what the forger is given of it. */
import { describe, expect, test } from 'vitest'
import { sourceShape, USUAL_RESTORE } from '../../../../src/common/restore/restore-config.ts'
import { RESTORE_SOURCES, type RestoreSourceId } from '../../../../src/common/restore/sources.ts'
import {
  cleared,
  copyOf,
  drawingOf,
  padKindOf,
  shownDrawing,
  sourceOf,
  strokeOn,
} from '../../../../src/page/ui/pad/drawing.ts'

const SIDE = 16
const START = {
  shape: [SIDE, SIDE, 3] as const,
  values: Float32Array.from({ length: SIDE * SIDE * 3 }, (_, i) => Math.sin(i)),
}
const BRUSH = { radius: 2, erase: false, ink: [1, -1, 0.5] }
const ACROSS = { fromX: 3, fromY: 8, toX: 13, toY: 8 }
const how = (source: RestoreSourceId) => ({ ...USUAL_RESTORE, source })
const at = (x: number, y: number): number => y * SIDE + x

test.each(RESTORE_SOURCES.map(({ id }) => id))('a drawing for %s gives a source of its shape', (source) => {
  for (const channels of [1, 3]) {
    const values = START.values.slice(0, SIDE * SIDE * channels)
    const drawing = drawingOf({ shape: [SIDE, SIDE, channels], values }, how(source))
    const length = sourceShape(source, [SIDE, SIDE, channels]).reduce((product, n) => product * n, 1)
    expect(sourceOf(drawing, how(source)).length).toBe(length)
    expect(shownDrawing(drawing).values.length).toBe(SIDE * SIDE * drawing.channels)
    // The person's picture is not drawn on.
    strokeOn(drawing, padKindOf(source, channels), ACROSS, { ...BRUSH, ink: BRUSH.ink.slice(0, channels) })
    expect(values).toEqual(START.values.slice(0, SIDE * SIDE * channels))
  }
})

describe('a stroke', () => {
  test('is a white line where lines are drawn, and rubbed out again', () => {
    const drawing = cleared(drawingOf(START, how('edges')), 'edges')
    expect(new Set(drawing.values)).toEqual(new Set([-1]))
    strokeOn(drawing, 'lines', ACROSS, BRUSH)
    expect(drawing.values[at(8, 8)]).toBeGreaterThan(0)
    expect(drawing.values[at(8, 2)]).toBe(-1)
    expect(sourceOf(drawing, how('edges'))).toEqual(drawing.values)
    strokeOn(drawing, 'lines', ACROSS, { ...BRUSH, erase: true })
    expect(drawing.values[at(8, 8)]).toBeLessThan(0)
  })

  test('wipes a hole, says so in the last channel, and brings the very pixels back', () => {
    const drawing = cleared(drawingOf(START, how('hole')), 'hole')
    const source = () => sourceOf(drawing, how('hole'))
    expect(
      source()
        .filter((_, i) => i % 4 === 3)
        .some((gone) => gone === 1),
    ).toBe(false)
    strokeOn(drawing, 'hole', ACROSS, BRUSH)
    expect([...source().subarray(4 * at(8, 8), 4 * at(8, 8) + 4)]).toEqual([0, 0, 0, 1])
    expect(source()[4 * at(8, 2)]).toBe(START.values[3 * at(8, 2)])
    strokeOn(drawing, 'hole', ACROSS, { ...BRUSH, radius: 3, erase: true })
    expect(source()).toEqual(sourceOf(cleared(drawing, 'hole'), how('hole')))
  })

  test('has the ink’s colour in its middle, and what is lost of it is given', () => {
    const drawing = drawingOf(START, how('half'))
    strokeOn(drawing, 'colours', ACROSS, BRUSH)
    expect([...drawing.values.subarray(3 * at(8, 8), 3 * at(8, 8) + 3)]).toEqual([1, -1, 0.5])
    expect(sourceOf(drawing, how('half'))).not.toEqual(drawing.values)
    // The noise stands still while a hand draws.
    const noisy = how('noise')
    const [before, after] = [copyOf(drawing), copyOf(drawing)].map((one) => sourceOf(one, noisy))
    expect(after).toEqual(before)
  })
})

test('an empty ground is as dark or as light as what pictures stand on', () => {
  const ground = (value: number): number | undefined => {
    const values = new Float32Array(SIDE * SIDE).fill(value)
    return cleared(drawingOf({ shape: [SIDE, SIDE, 1], values }, how('half')), 'half').values[5]
  }
  expect([ground(-0.9), ground(0.9)]).toEqual([-1, 1])
})
