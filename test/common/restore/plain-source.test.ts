/** Sources on plain numbers against those that are trained on, which are made on the device and tested there by themselves. */
import { tensor, tidy } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { plainHole } from '../../../src/common/restore/plain-holes.ts'
import { plainSource, withHole } from '../../../src/common/restore/plain-source.ts'
import { sourceShape, USUAL_RESTORE } from '../../../src/common/restore/restore-config.ts'
import { HOLES, LOST_SOURCES } from '../../../src/common/restore/sources.ts'
import { fork, normals, streamFor } from '../../../src/common/numbers/random.ts'
import { sourceOf } from '../../../src/worker/gan/tasks/restore/sources.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

const STREAM = streamFor(7, 'evaluate')

beforeAll(async () => {
  await useCpu()
})

function pictureOf(side: number, channels: number): Float32Array {
  return Float32Array.from(normals(streamFor(side, 'data'), side * side * channels), Math.tanh)
}

const noChance = (): never => {
  throw new Error('Nothing here is left to chance.')
}

describe.each([10, 28, 32])('at %i px', (side) => {
  test.each(['half', 'quarter', 'gray', 'blur', 'mosaic', 'edges', 'hole'] as const)(
    '%s is what the device makes',
    (source) => {
      const picture = pictureOf(side, 3)
      const config = { ...USUAL_RESTORE, source }
      const there = tidy(() =>
        sourceOf(tensor(picture, [1, side, side, 3]), noChance, config)
          .dataSync<'float32'>()
          .slice(),
      )
      const here = plainSource(picture, { side, channels: 3 }, config, STREAM)
      expect(here.length).toBe(there.length)
      expect(Math.max(...here.map((value, i) => Math.abs(value - (there[i] ?? NaN))))).toBeLessThan(2e-5)
    },
  )

  test('every source has the shape that is said of it, and the same at every look', () => {
    for (const source of LOST_SOURCES)
      for (const { id: hole } of HOLES)
        for (const channels of [1, 3]) {
          const config = { ...USUAL_RESTORE, source, hole }
          const [first, again] = [0, 1].map(() =>
            plainSource(pictureOf(side, channels), { side, channels }, config, STREAM),
          )
          const length = sourceShape(source, [side, side, channels]).reduce((product, n) => product * n, 1)
          expect(first?.length).toBe(length)
          expect(again).toEqual(first)
        }
  })
})

test('noise has the deviation that is asked for, on a scale twice as long', () => {
  const side = 64
  const source = plainSource(
    new Float32Array(side * side),
    { side, channels: 1 },
    { ...USUAL_RESTORE, source: 'noise', sourceNoise: 0.25 },
    STREAM,
  )
  const deviation = Math.sqrt(source.reduce((sum, value) => sum + value ** 2, 0) / source.length)
  expect(deviation).toBeCloseTo(0.5, 1)
})

test('holes take as much as is said of them, wherever they are', () => {
  const share = (hole: 'centre' | 'random' | 'half' | 'brush'): number => {
    const shares = Array.from({ length: 400 }, (_, i) =>
      plainHole(hole, 32, fork(STREAM, i)).reduce((sum, gone) => sum + gone / 1024, 0),
    )
    return shares.reduce((sum, one) => sum + one / shares.length, 0)
  }
  expect(share('centre')).toBeCloseTo(0.25, 9)
  expect(share('half')).toBeCloseTo(0.5, 9)
  // A square of 16 whose middle lies at any of 33 places: 17 times wholly within, else 8 to 15 rows of it; and so its columns.
  const rows = (17 * 16 + 2 * (8 + 9 + 10 + 11 + 12 + 13 + 14 + 15)) / 33
  expect(share('random')).toBeCloseTo((rows / 32) ** 2, 2)
  expect(share('brush')).toBeGreaterThan(0.08)
  expect(share('brush')).toBeLessThan(0.35)
})

test('what is missing is 0 and said to be so; the rest is the picture’s', () => {
  expect([...withHole(Float32Array.of(0.5, -1), 1, Float32Array.of(0, 1))]).toEqual([0.5, 0, 0, 1])
})
