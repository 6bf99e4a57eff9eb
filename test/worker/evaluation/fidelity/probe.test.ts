import { beforeAll, describe, expect, test } from 'vitest'
import { fork, normals, streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { blurred } from '../../../../src/worker/evaluation/fidelity/blur.ts'
import {
  canJudge,
  fidelityOf,
  fitProbe,
  leastOf,
  type Probe,
} from '../../../../src/worker/evaluation/fidelity/probe.ts'
import type { PictureBatch } from '../../../../src/worker/evaluation/features/feature-map.ts'
import { SHORTFALLS, SPOILINGS } from '../../../../src/worker/evaluation/fidelity/spoil.ts'
import { shippedPerceptualNet } from '../../../helpers/data/shipped.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'

/** White crosses and rings, each of its own size and place. */
function marks(count: number, seed: number, size = 16): PictureBatch {
  const dice = uniforms(streamFor(seed, 'data'), 3 * count)
  const pixels = new Float32Array(count * size * size).fill(-1)
  for (let i = 0; i < count; i++) {
    const [a = 0, b = 0, c = 0] = dice.subarray(3 * i)
    const [y, x, reach] = [size * (0.4 + 0.2 * a), size * (0.4 + 0.2 * b), size * (0.2 + 0.15 * c)]
    for (let place = 0; place < size * size; place++) {
      const [down, right] = [Math.floor(place / size) - y, (place % size) - x]
      const ring = Math.abs(Math.hypot(down, right) - reach) < size / 14
      const near = Math.max(Math.abs(down), Math.abs(right)) < reach
      const cross = near && Math.abs(Math.abs(down) - Math.abs(right)) < size / 14
      if (i % 2 === 0 ? ring : cross) pixels[i * size * size + place] = 1
    }
  }
  return { pixels, size, channels: 1 }
}

function each(images: PictureBatch, change: (picture: Float32Array) => Float32Array): PictureBatch {
  const length = images.size * images.size
  const pixels = images.pixels.slice()
  for (let at = 0; at < pixels.length; at += length)
    pixels.set(change(images.pixels.subarray(at, at + length)), at)
  return { ...images, pixels }
}

const inRange = (value: number) => Math.min(1, Math.max(-1, value))

const net = shippedPerceptualNet()
let probe: Probe
const unseen = marks(60, 2)
const judge = (fakes: PictureBatch, by = probe) => finish(fidelityOf(by, fakes))

beforeAll(() => {
  probe = finish(fitProbe(net, marks(120, 1)))
})

describe('a probe', () => {
  test('takes unseen pictures of the kind for whole', () => {
    const { soft, rough, broken } = judge(unseen)
    for (const way of [soft, rough, broken]) expect(Math.abs(way - 1)).toBeLessThan(0.25)
  })

  test('finds what is out of focus soft', () => {
    expect(judge(each(unseen, (picture) => blurred(picture, unseen, 1.2))).soft).toBeLessThan(0.3)
  })

  test('finds noise rough, also such as it was not taught', () => {
    const grain = normals(streamFor(3, 'data'), unseen.pixels.length, 0, 0.5)
    const pixels = unseen.pixels.map((value, i) => inRange(value + (grain[i] ?? 0)))
    expect(judge({ ...unseen, pixels }).rough).toBeLessThan(0.3)
  })

  test.each(SHORTFALLS)('tells unseen pictures that are spoilt in a way it knows: %s', (way) => {
    for (const [at, spoil] of SPOILINGS[way].entries()) {
      const length = unseen.size ** 2
      const pixels = new Float32Array(unseen.pixels.length)
      for (let i = 0; i * length < pixels.length; i++)
        pixels.set(spoil(unseen, i, fork(streamFor(6 + at, 'data'), i)), i * length)
      expect(judge({ ...unseen, pixels })[way]).toBeLessThan(0.5)
    }
  })

  test('asks for no variety: one whole picture over and over is whole', () => {
    const pixels = new Float32Array(unseen.pixels.length)
    const one = unseen.pixels.subarray(0, unseen.size ** 2)
    for (let at = 0; at < pixels.length; at += one.length) pixels.set(one, at)
    expect(leastOf(judge({ ...unseen, pixels }))).toBeGreaterThan(0.6)
  })

  test('is the same whenever it is taught', () => {
    expect(finish(fitProbe(net, marks(120, 1)))).toEqual(probe)
  })

  test('finds no fault where spoiling changes nothing, and says that it cannot judge', () => {
    const flat = { pixels: new Float32Array(40 * 64).fill(0.5), size: 8, channels: 1 }
    const blind = finish(
      fitProbe(net, { ...flat, pixels: flat.pixels.map((v, i) => v * (Math.floor(i / 64) % 2)) }),
    )
    const never = { ...blind, ways: { ...blind.ways } }
    for (const way of ['soft', 'rough', 'broken'] as const)
      never.ways[way] = { ...blind.ways[way], spoilt: blind.ways[way].whole }
    expect(canJudge(never)).toBe(false)
    expect(judge(flat, never)).toEqual({ soft: 1, rough: 1, broken: 1 })
    expect(canJudge(probe)).toBe(true)
  })

  test('judges larger pictures at 32 px, whatever their side', () => {
    const large = finish(fitProbe(net, marks(40, 1, 48)))
    const few = marks(24, 2, 48)
    const grain = normals(fork(streamFor(4, 'data'), 0), few.pixels.length, 0, 1)
    const pixels = few.pixels.map((value, i) => inRange(value + (grain[i] ?? 0)))
    expect(judge(few, large).rough).toBeGreaterThan(0.7)
    expect(judge({ ...few, pixels }, large).rough).toBeLessThan(0.4)
  })
})
