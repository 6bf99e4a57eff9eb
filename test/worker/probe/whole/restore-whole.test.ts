/**
 * Pictures of any size through fresh networks, which hand on what they are given: what comes back must be the picture itself, whatever
 * tiles it went through. And what is certain is so to the byte, when they have learnt as well.
 */
import { memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { streamFor, uniforms } from '../../../../src/common/numbers/random.ts'
import { MOST_RESTORED_PIXELS } from '../../../../src/common/restore/protocol.ts'
import type { RestoreSourceId } from '../../../../src/common/restore/sources.ts'
import type { Picture } from '../../../../src/worker/data/pixels/picture.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { restorePrepared } from '../../../../src/worker/probe/whole/restore-prepared.ts'
import { restoreWhole } from '../../../../src/worker/probe/whole/restore-whole.ts'
import { wholeOf, type Prepared } from '../../../../src/worker/probe/whole/whole-of.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const SIDE = 8

function gameFor(source: RestoreSourceId, channels: 1 | 3, change: Partial<RunConfig> = {}) {
  const config = applyChange(
    { ...defaultsFor('emoji'), size: SIDE },
    { task: 'restore', source, width: 4, ...change },
  )
  return { config, game: createGame(config, [SIDE, SIDE, channels]) }
}

/** One that has learnt something: its last layer, which begins at nothing, holds chance. */
async function taught(source: RestoreSourceId, channels: 1 | 3) {
  const made = gameFor(source, channels)
  const tensors = await made.game.save()
  made.game.restore(
    tensors.map((tensor) =>
      tensor.name.startsWith('generator/') && tensor.name.includes('picture/')
        ? { ...tensor, data: uniforms(streamFor(9, 'data'), tensor.data.length, -0.5, 0.5) }
        : tensor,
    ),
  )
  return made
}

function pictureOf(width: number, height: number, channels: 1 | 3 | 4): Picture {
  const bytes = Uint8Array.from(
    uniforms(streamFor(width * 31 + height, 'data'), width * height * channels, 0, 256),
    Math.floor,
  )
  return { width, height, channels, bytes }
}

const UNCHANGED = { given: pictureOf(1, 1, 1), shrunkFrom: null }

async function through({ game, config }: ReturnType<typeof gameFor>, prepared: Prepared) {
  const work = restorePrepared({ game, config }, prepared)
  const shares: number[] = []
  for (;;) {
    const turn = await work.next()
    if (turn.done === true) return { picture: turn.value, shares }
    shares.push(turn.value)
  }
}

const luma = (bytes: ArrayLike<number>, i: number): number =>
  0.299 * (bytes[3 * i] ?? 0) + 0.587 * (bytes[3 * i + 1] ?? 0) + 0.114 * (bytes[3 * i + 2] ?? 0)

describe('fresh networks hand a picture on', () => {
  test.each([
    [5, 3],
    [8, 8],
    [21, 13],
    [40, 9],
  ])('of %i × %i pixels, to the byte', async (width, height) => {
    for (const channels of [1, 3] as const) {
      const networks = gameFor('noise', channels)
      const picture = pictureOf(width, height, channels)
      const before = memory().numTensors
      const made = await through(networks, wholeOf(picture, 'noise', channels))
      expect(memory().numTensors).toBe(before)
      expect(made.picture).toEqual(picture)
      expect(made.shares.at(-1)).toBe(1)
      expect(made.shares).toEqual(made.shares.toSorted((a, b) => a - b))
      networks.game.dispose()
    }
  })

  test('in colour, though they know gray alone: each colour by itself', async () => {
    const networks = gameFor('blur', 1)
    const picture = pictureOf(19, 11, 3)
    const prepared = wholeOf(picture, 'blur', 1)
    expect(prepared.planes.length).toBe(3)
    expect((await through(networks, prepared)).picture).toEqual(picture)
    networks.game.dispose()
  })

  test('enlarged, as a cubic enlarges it', async () => {
    const networks = gameFor('half', 3)
    const flat: Picture = { ...pictureOf(10, 6, 3), bytes: new Uint8Array(180).fill(77) }
    const { picture } = await through(networks, wholeOf(flat, 'half', 3))
    expect([picture.width, picture.height]).toEqual([20, 12])
    expect(new Set(picture.bytes)).toEqual(new Set([77]))
    expect(wholeOf(flat, 'quarter', 3)).toMatchObject({ width: 40, height: 24 })
    networks.game.dispose()
  })
})

describe('what is certain', () => {
  test('brightness stays, to a rounded byte, whatever colour was learnt', async () => {
    const networks = await taught('gray', 3)
    const picture = pictureOf(23, 17, 3)
    const made = await through(networks, wholeOf(picture, 'gray', 3))
    let coloured = 0
    for (let i = 0; i < 23 * 17; i++) {
      expect(Math.abs(luma(made.picture.bytes, i) - luma(picture.bytes, i))).toBeLessThan(0.51)
      if (made.picture.bytes[3 * i] !== made.picture.bytes[3 * i + 1]) coloured++
    }
    expect(coloured).toBeGreaterThan(100)
    networks.game.dispose()
  })

  test.each([
    ['small', 3],
    ['larger than any in training', 12],
  ])('all but a %s hole stays to the byte, and the hole is filled', async (_, hole) => {
    const networks = await taught('hole', 3)
    const [width, height] = [30, 22]
    const picture = pictureOf(width, height, 4)
    const bytes = Uint8Array.from(picture.bytes, (value, i) => (i % 4 === 3 ? 255 : value))
    const inside = (i: number): boolean => {
      const [x, y] = [i % width, Math.floor(i / width)]
      return x >= 5 && x < 5 + hole && y >= 4 && y < 4 + hole
    }
    for (let i = 0; i < width * height; i++) if (inside(i)) bytes.set([0, 0, 0, 0], 4 * i)
    const made = await through(networks, wholeOf({ ...picture, bytes }, 'hole', 3))
    let filled = 0
    for (let i = 0; i < width * height; i++) {
      const [now, then] = [made.picture.bytes.subarray(3 * i, 3 * i + 3), bytes.subarray(4 * i, 4 * i + 3)]
      if (!inside(i)) expect([...now]).toEqual([...then])
      else if (now.some((value) => value > 0)) filled++
    }
    expect(filled).toBe(hole ** 2)
    networks.game.dispose()
  })
})

test('a hole beyond what networks can bridge is filled in a smaller picture: softly, not with chance', async () => {
  const networks = await taught('hole', 1)
  const [side, from, to] = [40, 10, 30]
  const missing = Uint8Array.from({ length: side * side }, (_, i) =>
    [i % side, Math.floor(i / side)].every((at) => at >= from && at < to) ? 1 : 0,
  )
  const bytes = pictureOf(side, side, 1).bytes as Uint8Array
  const whole = { width: side, height: side, channels: 1 as const, bytes, missing }
  const rough = (made: ArrayLike<number>): number => {
    let sum = 0
    for (let y = from; y < to; y++)
      for (let x = from + 1; x < to; x++)
        sum += Math.abs((made[y * side + x] ?? 0) - (made[y * side + x - 1] ?? 0))
    return sum
  }
  const work = restoreWhole(networks, whole)
  let turn = await work.next()
  while (turn.done !== true) turn = await work.next()
  const soft = await through(networks, { planes: [whole], width: side, height: side, ...UNCHANGED })
  expect(rough(soft.picture.bytes)).toBeLessThan(0.65 * rough(turn.value))
  networks.game.dispose()
})

describe('what cannot be', () => {
  test('is refused in a sentence', () => {
    expect(() => wholeOf(pictureOf(9, 9, 3), 'hole', 3)).toThrow('Nothing is missing in this picture.')
    const gone: Picture = { width: 4, height: 4, channels: 4, bytes: new Uint8Array(64) }
    expect(() => wholeOf(gone, 'hole', 3)).toThrow('Nothing is left of this picture')
  })

  test('a very large picture is made smaller first, and that is told', () => {
    const picture: Picture = { width: 3000, height: 2400, channels: 1, bytes: new Uint8Array(7_200_000) }
    const prepared = wholeOf(picture, 'blur', 1)
    expect(prepared.width * prepared.height).toBeLessThanOrEqual(MOST_RESTORED_PIXELS)
    expect(prepared.width / prepared.height).toBeCloseTo(1.25, 2)
    expect(prepared.shrunkFrom).toEqual({ width: 3000, height: 2400 })
    expect(wholeOf(pictureOf(20, 20, 1), 'blur', 1).shrunkFrom).toBeNull()
  })
})
