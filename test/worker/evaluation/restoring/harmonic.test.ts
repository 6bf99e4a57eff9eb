/** A harmonic fill is what it is by definition: the mean of the neighbours everywhere in the hole, and the picture elsewhere. */
import { describe, expect, test } from 'vitest'
import { fork, normals, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { harmonicFill } from '../../../../src/worker/evaluation/restoring/harmonic.ts'

const SIZE = 12
const square = (from: number, to: number) =>
  Float32Array.from({ length: SIZE * SIZE }, (_, at) => {
    const inside = (place: number) => place >= from && place < to
    return inside(Math.floor(at / SIZE)) && inside(at % SIZE) ? 1 : 0
  })
const plane = (a: number, b: number, c: number) =>
  Float32Array.from({ length: SIZE * SIZE }, (_, at) => a + b * Math.floor(at / SIZE) + c * (at % SIZE))
const fill = (picture: Float32Array, missing: Float32Array, channels = 1) =>
  finish(harmonicFill(picture, missing, { size: SIZE, channels }))
/** What was there must not matter. */
const emptied = (picture: Float32Array, missing: Float32Array) =>
  picture.map((value, at) => ((missing[at] ?? 0) === 1 ? 99 : value))

describe('a harmonic fill', () => {
  test('of a slope is the slope', () => {
    const [slope, missing] = [plane(-0.4, 0.03, -0.05), square(3, 9)]
    const filled = fill(emptied(slope, missing), missing)
    filled.forEach((value, at) => expect(value).toBeCloseTo(slope[at] ?? NaN, 4))
  })

  test('is the mean of the neighbours at every missing pixel, over the border as well, and keeps all others', () => {
    const picture = normals(streamFor(3, 'data'), SIZE * SIZE * 2)
    const missing = uniforms(fork(streamFor(3, 'data'), 1), SIZE * SIZE).map((draw, at) =>
      draw < 0.4 || at < 2 * SIZE ? 1 : 0,
    )
    const filled = fill(picture, missing, 2)
    for (let at = 0; at < SIZE * SIZE; at++)
      for (const c of [0, 1]) {
        const value = filled[at * 2 + c] ?? NaN
        if (missing[at] !== 1) {
          expect(value).toBe(picture[at * 2 + c])
          continue
        }
        const [y, x] = [Math.floor(at / SIZE), at % SIZE]
        const around = [
          [y - 1, x],
          [y + 1, x],
          [y, x - 1],
          [y, x + 1],
        ].filter(([a = -1, b = -1]) => a >= 0 && b >= 0 && a < SIZE && b < SIZE)
        const sum = around.reduce((all, [a = 0, b = 0]) => all + (filled[(a * SIZE + b) * 2 + c] ?? NaN), 0)
        expect(value).toBeCloseTo(sum / around.length, 3)
      }
  })

  test('of a half that reaches three borders goes on as its edge is', () => {
    const missing = Float32Array.from({ length: SIZE * SIZE }, (_, at) => (at % SIZE >= 6 ? 1 : 0))
    const filled = fill(emptied(plane(0.5, 0, 0), missing), missing)
    filled.forEach((value) => expect(value).toBeCloseTo(0.5, 4))
  })

  test('leaves a whole picture alone, and makes nothing of nothing', () => {
    const picture = plane(0.1, 0.02, 0.01)
    expect(fill(picture, square(0, 0))).toEqual(picture)
    expect(fill(picture, square(0, SIZE))).toEqual(new Float32Array(SIZE * SIZE))
  })
})
