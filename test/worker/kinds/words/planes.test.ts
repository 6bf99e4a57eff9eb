/** Planes and slopes in latent space against ones that were planted, and moves against arithmetic by hand. */
import { describe, expect, test } from 'vitest'
import { normals, streamFor } from '../../../../src/common/numbers/random.ts'
import type { Word } from '../../../../src/common/words/word.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import {
  asidesOf,
  chanceDirection,
  flipsOf,
  movedTo,
  pixelChange,
} from '../../../../src/worker/kinds/picture/words/moves.ts'
import {
  cosineOf,
  explained,
  planeOf,
  slopeOf,
  without,
} from '../../../../src/worker/kinds/picture/words/planes.ts'

const D = 8
const N = 2000
const latents = normals(streamFor(3, 'walk'), N * D)
/** 3, 4 on the first two axes: length 5. */
const along = (row: number) => 0.6 * (latents[row * D] ?? 0) + 0.8 * (latents[row * D + 1] ?? 0)
const PLANTED = Float64Array.from({ length: D }, (_, k) => [0.6, 0.8][k] ?? 0)

describe('a plane', () => {
  test('is the one that was planted, and tells others as well as chance lets it', () => {
    const answers = Float32Array.from({ length: N }, (_, row) => 8 * (along(row) - 0.5))
    const { normal, score } = finish(planeOf({ latents, d: D, answers }))
    expect(Math.hypot(...normal)).toBeCloseTo(1, 6)
    expect(cosineOf(normal, PLANTED)).toBeGreaterThan(0.995)
    expect(score).toBeGreaterThan(0.96)
  })

  test('of answers that latents say nothing of is right half of the time', () => {
    const answers = normals(streamFor(4, 'walk'), N)
    expect(Math.abs(finish(planeOf({ latents, d: D, answers })).score - 0.5)).toBeLessThan(0.1)
  })

  test('of numbers is their slope', () => {
    const noise = normals(streamFor(5, 'walk'), N)
    const answers = Float32Array.from({ length: N }, (_, row) => 7 + 2 * along(row) + (noise[row] ?? 0))
    const { normal, score } = slopeOf({ latents, d: D, answers })
    expect(cosineOf(normal, PLANTED)).toBeGreaterThan(0.995)
    // A signal of variance 4 beside noise of variance 1.
    expect(Math.abs(score - 0.8)).toBeLessThan(0.06)
  })
})

test('R² is 1 of the truth, 0 of its mean, and below where a guess is worse', () => {
  expect(explained([1, 2, 3], [1, 2, 3])).toBe(1)
  expect(explained([1, 2, 3], [2, 2, 2])).toBe(0)
  expect(explained([1, 2, 3], [3, 2, 1])).toBe(-3)
})

describe('without others', () => {
  test('a direction keeps what is its own, at right angles to all of them', () => {
    const others = [Float64Array.of(1, 0, 0), Float64Array.of(0.6, 0.8, 0)]
    const { direction, length } = without(Float64Array.of(0.48, 0.64, 0.6), others)
    expect([...direction].map((x) => Math.round(x * 1e6) / 1e6)).toEqual([0, 0, 1])
    expect(length).toBeCloseTo(0.6, 9)
  })

  test('nothing is left of one that others say', () => {
    expect(without(Float64Array.of(0.6, 0.8), [Float64Array.of(0.6, 0.8)]).length).toBeLessThan(1e-9)
    // Two alike are taken away once.
    const twice = [Float64Array.of(1, 0), Float64Array.of(1, 0)]
    expect(without(Float64Array.of(0.6, 0.8), twice).length).toBeCloseTo(0.8, 9)
  })
})

describe('a move', () => {
  test('sets how far a latent lies along, and nothing else of it', () => {
    const moved = movedTo(Float32Array.of(1, 2, 5, 4), Float32Array.of(0, 1), -3, 'normal')
    expect([...moved]).toEqual([1, -3, 5, -3])
    const uniform = movedTo(Float32Array.of(0.5, 0.25), Float32Array.of(0, 1), 3, 'uniform')
    // 3/√3 = 1.73 lies outside of the prior.
    expect([...uniform]).toEqual([0.5, 1])
  })

  test('by chance has length 1', () => {
    expect(Math.hypot(...chanceDirection(D, streamFor(1, 'walk')))).toBeCloseTo(1, 6)
  })

  const words: Word[] = [
    { id: 'a', name: 'A', kind: 'yes-no', ends: ['not A', 'A'], family: 'a' },
    { id: 'b', name: 'B', kind: 'yes-no', ends: ['not B', 'B'], family: 'b' },
    { id: 'n', name: 'N', kind: 'number', ends: ['less', 'more'], family: 'n' },
  ]
  // Four latents, three words each.
  const looks = {
    before: Float32Array.of(-1, 1, 0, -1, 1, 0, 1, -1, 0, 1, -1, 0),
    low: Float32Array.of(-1, 1, -1, -1, 1, -1, -1, -1, -1, 1, 1, -1),
    high: Float32Array.of(1, 1, 1, -1, 1, 1, 1, -1, 2, 1, -1, 2),
  }
  const still = { before: looks.before, low: looks.before, high: looks.before }

  test('flips those that were otherwise, each way counted by itself', () => {
    expect(flipsOf(looks, words, 0)).toEqual({ up: 0.5, down: 0.5, apart: null })
    expect(flipsOf(looks, words, 1)).toEqual({ up: 0, down: 0, apart: null })
    expect(flipsOf(looks, words, 2)).toEqual({ up: null, down: null, apart: 2.5 })
    expect(flipsOf(still, words, 0)).toEqual({ up: 0, down: 0, apart: null })
  })

  test('changes the rest: shares of yes and no, distances of numbers, over both ends', () => {
    const [b, n] = asidesOf(looks, [still], words, 0)
    expect(b).toMatchObject({ name: 'B', change: 1 / 8, byChance: 0 })
    expect(n).toMatchObject({ name: 'N', change: 10 / 8, byChance: 0 })
    expect(
      asidesOf(looks, [still], [{ ...(words[0] as Word), family: 'b' }, ...words.slice(1)], 0),
    ).toHaveLength(1)
  })

  test('changes pixels by a share of their range', () => {
    expect(pixelChange(Float32Array.of(-1, 0), Float32Array.of(1, 0))).toBe(0.5)
  })
})
