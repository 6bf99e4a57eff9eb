/** Every source against a few lines of plain numbers, on both back ends that Node has; and which part of a picture holes take. */
import { tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { separably, shrunkMatrix } from '../../../../../src/common/restore/matrices.ts'
import {
  sourceShape,
  USUAL_RESTORE,
  type LostConfig,
} from '../../../../../src/common/restore/restore-config.ts'
import { HOLES, LOST_SOURCES, type HoleId } from '../../../../../src/common/restore/sources.ts'
import { fork, normals, streamFor } from '../../../../../src/common/numbers/random.ts'
import { sourceOf } from '../../../../../src/worker/gan/tasks/restore/sources.ts'
import { useCpu } from '../../../../helpers/engine/backend.ts'
import { openWasmEngine } from '../../../../helpers/engine/wasm-engine.ts'

const SIDES = [8, 10, 14, 28, 32]
const MOST_DRAWS = 16

/** Fresh N(0, 1) at each call, and how often it was asked. */
function drawing(seed: number) {
  let calls = 0
  const normal = (shape: readonly number[]): Tensor =>
    tensor(
      normals(
        fork(streamFor(seed, 'instance-noise'), calls++),
        shape.reduce((product, side) => product * side, 1),
      ),
      [...shape],
    )
  return { normal, calls: () => calls }
}

function picturesOf(count: number, side: number, channels: number): Float32Array {
  return Float32Array.from(normals(streamFor(side, 'data'), count * side * side * channels), Math.tanh)
}

function made(pictures: Float32Array, shape: readonly number[], config: LostConfig, seed = 1): Float32Array {
  return tidy(() =>
    sourceOf(tensor(pictures, [...shape]), drawing(seed).normal, config).dataSync<'float32'>(),
  ).slice()
}

const setting = (change: Partial<LostConfig>): LostConfig => ({
  ...USUAL_RESTORE,
  source: 'half',
  ...change,
})

function expectAlike(actual: ArrayLike<number>, expected: readonly number[], within: number): void {
  expect(actual.length).toBe(expected.length)
  expect(Math.max(...expected.map((value, i) => Math.abs(value - (actual[i] ?? NaN))))).toBeLessThan(within)
}

describe.each([
  ['cpu', useCpu],
  ['wasm', openWasmEngine],
] as const)('on %s', (_, open) => {
  beforeAll(async () => {
    await open()
  })

  test.each(SIDES.flatMap((side) => [1, 3].map((channels) => [side, channels] as const)))(
    'all have the shape that is said of them: %i px, %i channels',
    (side, channels) => {
      const pictures = picturesOf(2, side, channels)
      for (const source of LOST_SOURCES)
        for (const { id: hole } of HOLES) {
          const drawn = drawing(3)
          tidy(() => {
            const real = tensor(pictures, [2, side, side, channels])
            const given = sourceOf(real, drawn.normal, setting({ source, hole }))
            expect(given.shape).toEqual([2, ...sourceShape(source, [side, side, channels])])
            expect([...given.dataSync()].every(Number.isFinite)).toBe(true)
          })
          expect(drawn.calls()).toBeLessThanOrEqual(MOST_DRAWS)
        }
    },
  )

  test.each(['half', 'quarter'] as const)('%s is each picture shrunk and enlarged', (source) => {
    const [side, channels] = [14, 3]
    const pictures = picturesOf(2, side, channels)
    const matrix = shrunkMatrix(side, source === 'half' ? 2 : 4, 'bicubic')
    const length = side * side * channels
    const expected = [0, 1].flatMap((i) => [
      ...separably(pictures.subarray(i * length, (i + 1) * length), channels, matrix),
    ])
    expectAlike(made(pictures, [2, side, side, channels], setting({ source })), expected, 1e-5)
  })

  test('gray is Rec. 601, and of gray pictures the picture', () => {
    const colour = picturesOf(1, 8, 3)
    const expected = Array.from({ length: 64 }, (__, i) => {
      const [r = 0, g = 0, b = 0] = colour.subarray(3 * i, 3 * i + 3)
      return 0.299 * r + 0.587 * g + 0.114 * b
    })
    expectAlike(made(colour, [1, 8, 8, 3], setting({ source: 'gray' })), expected, 1e-6)
    const gray = picturesOf(1, 8, 1)
    expect(made(gray, [1, 8, 8, 1], setting({ source: 'gray' }))).toEqual(gray)
  })

  test('noise has the deviation that is asked for, on a scale from 0 to 1', () => {
    const noisy = made(
      new Float32Array(4 * 28 * 28),
      [4, 28, 28, 1],
      setting({ source: 'noise', sourceNoise: 0.2 }),
    )
    const variance = noisy.reduce((sum, value) => sum + value ** 2, 0) / noisy.length
    expect(Math.sqrt(variance) / 2).toBeCloseTo(0.2, 2)
  })

  test('blur spreads a point evenly to all sides', () => {
    const side = 13
    const point = new Float32Array(side * side)
    point[6 * side + 6] = 1
    const blurred = made(point, [1, side, side, 1], setting({ source: 'blur', sourceBlur: 1 }))
    const at = (y: number, x: number) => blurred[(6 + y) * side + 6 + x] ?? NaN
    expect(at(1, 2)).toBeCloseTo(at(0, 0) * Math.exp(-5 / 2), 6)
    expect(at(1, 2)).toBeCloseTo(at(-2, -1), 7)
    expect(blurred.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5)
  })

  test('a mosaic’s blocks are their means', () => {
    const pictures = picturesOf(1, 8, 1)
    const blocks = made(pictures, [1, 8, 8, 1], setting({ source: 'mosaic', mosaic: 3 }))
    const mean = (top: number, left: number, size: number) => {
      let sum = 0
      for (let y = top; y < top + size; y++)
        for (let x = left; x < left + size; x++) sum += pictures[y * 8 + x] ?? NaN
      return sum / size ** 2
    }
    expect(blocks[0]).toBeCloseTo(mean(0, 0, 3), 6)
    expect(blocks[4 * 8 + 5]).toBeCloseTo(mean(3, 3, 3), 6)
    expect(blocks[63]).toBeCloseTo(mean(6, 6, 2), 6)
  })

  test('edges are bright where the picture changes, both ways alike, and dark elsewhere', () => {
    const side = 8
    for (const across of [true, false]) {
      const half = Float32Array.from({ length: side * side }, (__, i) =>
        (across ? i % side : Math.floor(i / side)) < 4 ? -1 : 1,
      )
      const edges = made(half, [1, side, side, 1], setting({ source: 'edges' }))
      edges.forEach((value, i) => {
        const place = across ? i % side : Math.floor(i / side)
        if (place === 3 || place === 4) expect(value).toBeGreaterThan(0.99)
        else expect(value).toBeLessThan(-0.9)
      })
    }
    // A change of a tenth of all there is is an edge only for those who look that closely.
    const faint = Float32Array.from({ length: side * side }, (__, i) => (i % side < 4 ? 0 : 0.2))
    expect(made(faint, [1, side, side, 1], setting({ source: 'edges', edgeLevel: 0.02 }))[3]).toBeGreaterThan(
      0.5,
    )
    expect(made(faint, [1, side, side, 1], setting({ source: 'edges', edgeLevel: 0.4 }))[3]).toBeLessThan(
      -0.9,
    )
  })

  describe('a hole', () => {
    const share = (hole: HoleId, side: number, count: number): number => {
      const known = made(
        picturesOf(count, side, 1),
        [count, side, side, 1],
        setting({ source: 'hole', hole }),
        7,
      )
      return known.reduce((sum, value, i) => sum + (i % 2 === 1 ? value : 0), 0) / (count * side * side)
    }

    test('leaves nothing of what is missing and all of the rest, and says which is which', () => {
      for (const { id: hole } of HOLES) {
        const pictures = picturesOf(3, 10, 3)
        const given = made(pictures, [3, 10, 10, 3], setting({ source: 'hole', hole }))
        const seen = new Set<number>()
        for (let pixel = 0; pixel < 300; pixel++) {
          const missing = given[4 * pixel + 3] ?? NaN
          seen.add(missing)
          for (let c = 0; c < 3; c++)
            expect(given[4 * pixel + c] === (missing === 1 ? 0 : pictures[3 * pixel + c])).toBe(true)
        }
        expect([...seen].sort()).toEqual([0, 1])
      }
    })

    test('takes as much as is said', () => {
      expect(share('centre', 28, 2)).toBe(0.25)
      expect(share('half', 28, 8)).toBe(0.5)
      // Half the side each way, but for what lies over the border: 7/16 of each side on average.
      expect(Math.abs(share('random', 28, 400) - (7 / 16) ** 2)).toBeLessThan(0.015)
      const strokes = share('brush', 28, 100)
      expect(strokes).toBeGreaterThan(0.15)
      expect(strokes).toBeLessThan(0.45)
    })

    test('of one half is each of the four sides’ in turn of chance', () => {
      const given = made(picturesOf(64, 8, 1), [64, 8, 8, 1], setting({ source: 'hole', hole: 'half' }), 5)
      const corners = new Set(
        Array.from({ length: 64 }, (__, i) =>
          [0, 7, 56, 63].map((pixel) => given[2 * (64 * i + pixel) + 1]).join(''),
        ),
      )
      expect([...corners].sort()).toEqual(['0011', '0101', '1010', '1100'])
    })
  })
})
