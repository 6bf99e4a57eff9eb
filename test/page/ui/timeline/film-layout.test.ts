import { describe, expect, test } from 'vitest'
import { layOutFilm, stepUnder, xOfStep } from '../../../../src/page/ui/timeline/film-layout.ts'
import { walkFilm } from '../../../../src/page/ui/timeline/walk-film.ts'

const many = Array.from({ length: 90 }, (_, i) => i * 37)

describe('the cells of the film', () => {
  test('few steps are all shown', () => {
    expect(layOutFilm([0, 3, 9], 500, 50, null).shown).toEqual([0, 3, 9])
  })

  test.each([120, 330, 560, 1100])(
    'in %i px: no more than fit, spread over the run, both ends there',
    (width) => {
      const { shown } = layOutFilm(many, width, 56, null)
      const room = Math.floor(width / 56)
      expect(shown.length).toBeLessThanOrEqual(room)
      expect(shown.length).toBeGreaterThan(0.6 * room)
      expect(shown[0]).toBe(0)
      expect(shown.at(-1)).toBe(89 * 37)
      const gaps = shown.slice(1).map((step, at) => step - (shown[at] ?? 0))
      expect(Math.max(...gaps.slice(0, -1), 1)).toBeLessThanOrEqual(
        (2.2 * 89 * 37) / Math.max(1, shown.length - 1),
      )
    },
  )

  test('the step looked at is among them', () => {
    expect(layOutFilm(many, 560, 56, 37).shown).toContain(37)
    expect(layOutFilm(many, 560, 56, null).shown).not.toContain(37)
  })

  test('stay where they are while the run grows, until it has outgrown them', () => {
    const before = layOutFilm(many.slice(0, 80), 560, 56, null).shown
    const after = layOutFilm(many.slice(0, 81), 560, 56, null).shown
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1))
  })
})

describe('places on the film', () => {
  const layout = { shown: [0, 100, 400], cell: 50 }

  test('a step shown lies in the middle of its cell, another between its neighbours', () => {
    expect(xOfStep(layout, 0)).toBe(25)
    expect(xOfStep(layout, 100)).toBe(75)
    expect(xOfStep(layout, 250)).toBe(100)
    expect(xOfStep(layout, 999)).toBe(125)
  })

  test('and back; right of the film is the present', () => {
    expect(stepUnder(layout, 3)).toBe(0)
    expect(stepUnder(layout, 75)).toBe(100)
    expect(stepUnder(layout, 100)).toBe(250)
    expect(stepUnder(layout, 149)).toBe(400)
    expect(stepUnder(layout, 151)).toBeNull()
    expect(stepUnder({ shown: [], cell: 50 }, 3)).toBeNull()
  })
})

test.each([
  ['ArrowLeft', null, 20],
  ['ArrowLeft', 20, 10],
  ['ArrowLeft', 0, 0],
  ['ArrowRight', 20, 30],
  ['ArrowRight', 30, null],
  ['Home', 20, 0],
  ['End', 20, null],
  ['Escape', 20, null],
  ['PageDown', 30, 0],
  ['PageUp', 0, null],
  ['x', 20, undefined],
])('%s at %s leads to %s', (key, from, to) => {
  expect(walkFilm(key, [0, 10, 20, 30], from)).toBe(to)
})
