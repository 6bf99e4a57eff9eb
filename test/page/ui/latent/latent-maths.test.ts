import { describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import type { PageState } from '../../../../src/page/state/store-types.ts'
import { fork, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { lerp, norm, slerp, withCoordinates, within } from '../../../../src/page/ui/latent/latent-maths.ts'
import { coordinateText, portraitWords } from '../../../../src/page/ui/latent/latent-words.ts'
import { fromPad, movePair, toPad } from '../../../../src/page/ui/latent/cursor/pad-geometry.ts'
import { pageOfSliders, PER_PAGE } from '../../../../src/page/ui/latent/cursor/pages.ts'
import { freshSeed, readSeed } from '../../../../src/page/ui/latent/seed.ts'
import { freshSide } from '../../../../src/page/state/run/sides.ts'
import { selectLost } from '../../../../src/page/ui/latent/use-lost-place.ts'
import { placeOf, startWalk, walkOn } from '../../../../src/page/ui/latent/pins/walk.ts'
import { ring, SUMMARY } from '../../../helpers/page/scripted-client.ts'

const vector = (...values: number[]) => Float32Array.from(values)
const draw = (index: number, size: number) => normals(fork(streamFor(7, 'walk'), index), size)
const angleBetween = (a: Float32Array, b: Float32Array) =>
  Math.acos(Math.min(1, a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0) / (norm(a) * norm(b))))

describe('ways between two vectors', () => {
  test('a quarter circle in the plane', () => {
    const half = slerp(vector(2, 0), vector(0, 2), 0.5)
    expect(half[0]).toBeCloseTo(Math.SQRT2, 6)
    expect(half[1]).toBeCloseTo(Math.SQRT2, 6)
    const third = slerp(vector(1, 0), vector(0, 1), 1 / 3)
    expect(third[0]).toBeCloseTo(Math.cos(Math.PI / 6), 6)
    expect(third[1]).toBeCloseTo(Math.sin(Math.PI / 6), 6)
  })

  test('in many dimensions: length goes evenly, and so does the angle, in one plane', () => {
    const [a, b] = [draw(1, 64), draw(2, 64)]
    for (const t of [0, 0.2, 0.5, 0.9, 1]) {
      const at = slerp(a, b, t)
      expect(norm(at)).toBeCloseTo(norm(a) + (norm(b) - norm(a)) * t, 3)
      expect(angleBetween(a, at) + angleBetween(at, b)).toBeCloseTo(angleBetween(a, b), 2)
      expect(angleBetween(a, at)).toBeCloseTo(t * angleBetween(a, b), 2)
    }
  })

  test('the straight line would leave the shell, the great circle does not', () => {
    const [a, b] = [draw(3, 256), draw(4, 256)]
    expect(norm(lerp(a, b, 0.5))).toBeLessThan(0.8 * norm(a))
    expect(norm(slerp(a, b, 0.5))).toBeGreaterThan(0.95 * Math.min(norm(a), norm(b)))
  })

  test('where no great circle is defined it goes straight, without NaN', () => {
    expect(Array.from(slerp(vector(0, 0), vector(2, 4), 0.5))).toEqual([1, 2])
    expect(Array.from(slerp(vector(1, 1), vector(3, 3), 0.5))).toEqual([2, 2])
    expect(Array.from(slerp(vector(1, 0), vector(-1, 0), 0.25))).toEqual([0.5, 0])
    expect(Array.from(slerp(vector(3), vector(1), 0.5))).toEqual([2])
  })

  test('coordinates are replaced in a copy, and held within the prior', () => {
    const before = vector(1, 2, 3)
    expect(
      Array.from(
        withCoordinates(before, [
          [1, 9],
          [7, 5],
        ]),
      ),
    ).toEqual([1, 9, 3])
    expect(before[1]).toBe(2)
    expect([within(4, 'normal'), within(-4, 'uniform'), within(0.5, 'uniform')]).toEqual([3, -1, 0.5])
  })
})

describe('a walk', () => {
  test('begins under the hand and comes to the seed’s draws in turn', () => {
    const start = startWalk(vector(0.3, -0.2), 7, 'normal')
    expect(Array.from(placeOf(start))).toEqual([expect.closeTo(0.3, 6), expect.closeTo(-0.2, 6)])
    expect(placeOf(walkOn(start, 1))).toEqual(draw(1, 2))
    expect(placeOf(walkOn(start, 5))).toEqual(draw(5, 2))
  })

  test('is the same in many small steps as in one', () => {
    let walk = startWalk(draw(0, 8), 7, 'normal')
    for (let i = 0; i < 1000; i++) walk = walkOn(walk, 0.00275)
    const once = walkOn(startWalk(draw(0, 8), 7, 'normal'), 2.75)
    expect(walk.leg).toBe(3)
    placeOf(walk).forEach((value, i) => expect(value).toBeCloseTo(placeOf(once)[i] ?? NaN, 4))
  })

  test('never leaps', () => {
    let walk = startWalk(draw(0, 64), 7, 'normal')
    let before = placeOf(walk)
    for (let i = 0; i < 600; i++) {
      walk = walkOn(walk, 0.01)
      const now = placeOf(walk)
      expect(norm(now.map((value, at) => value - (before[at] ?? 0)))).toBeLessThan(0.35)
      before = now
    }
  })

  test('stays within the uniform prior', () => {
    let walk = startWalk(vector(0.9, -0.9), 3, 'uniform')
    for (let i = 0; i < 500; i++) {
      walk = walkOn(walk, 0.037)
      for (const value of placeOf(walk)) expect(Math.abs(value)).toBeLessThanOrEqual(1)
    }
  })
})

describe('pages of sliders', () => {
  test('hold every dimension once, whatever page is asked for', () => {
    for (const dimensions of [1, 2, 8, 9, 64, 100, 256]) {
      const { pages } = pageOfSliders(0, dimensions)
      const shown = Array.from({ length: pages }, (_, page) => pageOfSliders(page, dimensions)).flatMap(
        ({ first, last }) => Array.from({ length: last - first + 1 }, (_, i) => first + i),
      )
      expect(shown).toEqual(Array.from({ length: dimensions }, (_, i) => i))
    }
    expect(pageOfSliders(99, 64)).toEqual({ first: 64 - PER_PAGE, last: 63, page: 7, pages: 8 })
    expect(pageOfSliders(-3, 64).page).toBe(0)
  })
})

describe('the pad', () => {
  test('up is up: the corners', () => {
    expect(toPad({ x: -3, y: 3 }, 'normal')).toEqual({ x: 0, y: 0 })
    expect(toPad({ x: 1, y: -1 }, 'uniform')).toEqual({ x: 1, y: 1 })
    expect(fromPad({ x: 0.5, y: 0.5 }, 'normal')).toEqual({ x: 0, y: 0 })
    expect(fromPad({ x: 1.4, y: -2 }, 'normal')).toEqual({ x: 3, y: 3 })
  })

  test('there and back', () => {
    const { x, y } = fromPad(toPad({ x: 0.7, y: -1.9 }, 'normal'), 'normal')
    expect([x, y]).toEqual([expect.closeTo(0.7, 9), expect.closeTo(-1.9, 9)])
  })

  test('keys move it and stop at the edge', () => {
    expect(movePair({ x: 0, y: 0 }, 'ArrowUp', false, 'normal')).toEqual({
      x: 0,
      y: expect.closeTo(0.1, 9) as number,
    })
    expect(movePair({ x: 2.9, y: 0 }, 'ArrowRight', true, 'normal')).toEqual({ x: 3, y: 0 })
    expect(movePair({ x: 2, y: 1 }, 'Home', false, 'normal')).toEqual({ x: 0, y: 0 })
    expect(movePair({ x: 0, y: 0 }, ' ', false, 'normal')).toBeNull()
  })
})

describe('seeds', () => {
  test.each([
    ['42', 42],
    [' 12,480 ', 12_480],
    ['4294967295', 4_294_967_295],
    ['4294967296', null],
    ['-1', null],
    ['1.5', null],
    ['1,5', null],
    ['1.000', null],
    ['1e4', 10_000],
    ['seven', null],
    ['', null],
  ])('“%s” is %s', (text, seed) => {
    expect(readSeed(text)).toBe(seed)
  })

  test('chance never gives the same twice running', () => {
    let last = 5
    for (let i = 0; i < 50; i++) {
      const seed = freshSeed(last)
      expect(seed).not.toBe(last)
      expect(readSeed(String(seed))).toBe(seed)
      last = seed
    }
  })
})

/** Whether the vector under the hand has no place in this run's prior. */
const lost = (latentCursor: Float32Array | null, config: RunConfig): boolean =>
  selectLost({ latentCursor, sides: { run: freshSide(config), twin: null } })

test('a place is lost where the uniform prior never draws it', () => {
  expect(lost(null, ring())).toBe(false)
  expect(lost(vector(2, 0), ring())).toBe(false)
  expect(lost(vector(2, 0), ring({ prior: 'uniform' }))).toBe(true)
  expect(lost(vector(0.5, 0), ring({ prior: 'uniform' }))).toBe(false)
})

test('the sample in words', () => {
  expect(coordinateText(-0.001)).toBe('0.00')
  expect(coordinateText(-1.256)).toBe('−1.26')
  const view = { pickedClass: null } as PageState['view']
  const latentCursor = vector(1, -0.5, 0, 0.25, 2, 3)
  const dataset = { ...SUMMARY, classes: ['cat', 'dog'] }
  const config = defaultsFor('own')
  const words = portraitWords({ config, view, latentCursor, dataset })
  expect(words).toBe(
    'The fake picture under the hand, made from z 1 1.00, z 2 −0.50, z 3 0.00, z 4 0.25 and 2 more.',
  )
  expect(portraitWords({ config, view, latentCursor: null, dataset })).toContain('No sample')
  const told: RunConfig = { ...config, conditional: 'projection' }
  expect(portraitWords({ config: told, view, latentCursor, dataset })).toContain('one of each class')
  const picked = { ...view, pickedClass: 1 }
  expect(portraitWords({ config: told, view: picked, latentCursor, dataset })).toContain('of class dog under')
  expect(portraitWords({ config, view: picked, latentCursor, dataset })).toBe(words)
})
