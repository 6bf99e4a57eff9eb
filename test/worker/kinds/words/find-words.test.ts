/** The whole search against a generator whose words lie along known axes, and data whose words are known. On the WASM back end. */
import { concat, memory, onesLike, tanh, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { Attribute } from '../../../../src/common/items/attributes.ts'
import { toFailure } from '../../../../src/common/failure.ts'
import { normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { wordsOf } from '../../../../src/common/words/word.ts'
import { pictureSet, type PictureSet } from '../../../../src/worker/data/picture-set.ts'
import type { Game } from '../../../../src/worker/gan/game-types.ts'
import { findWords } from '../../../../src/worker/kinds/picture/words/find-words.ts'
import type { WordsEffort } from '../../../../src/worker/kinds/picture/words/run.ts'
import { finishWork } from '../../../helpers/data/finish-work.ts'
import { pictureSummary } from '../../../helpers/data/sets.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

const SIDE = 8
const D = 6
const COUNT = 1200
const EFFORT: WordsEffort = { named: 600, moved: 200, teaching: { updates: 150, batch: 32, rate: 5e-3 } }

beforeAll(async () => void (await openWasmEngine()))

/** Rows 0 to 1, 2 to 3, … are as light as the first, second, … number of the latent. The forger has not learnt that the last may be dark. */
function rowsOf(latents: Float32Array): Float32Array {
  const out = new Float32Array((latents.length / D) * SIDE * SIDE)
  for (let at = 0; at < out.length; at++) {
    const row = Math.floor(at / SIDE) % SIDE
    out[at] = Math.tanh(latents[Math.floor(at / (SIDE * SIDE)) * D + Math.floor(row / 2)] ?? 0)
  }
  return out
}

/** A game that makes such pictures: nothing else is asked of it. */
const game = {
  latent: D,
  classes: 0,
  itemShape: [SIDE, SIDE, 1],
  sample: (_: unknown, latents: Tensor2D): Tensor => {
    const known = latents.slice([0, 0], [-1, 3])
    const light = concat([tanh(known), onesLike(latents.slice([0, 3], [-1, 1]))], 1).reshape([-1, 4, 1])
    const two = concat([light, light], 2).reshape([-1, SIDE, 1])
    return two.tile([1, 1, SIDE]).reshape([-1, SIDE, SIDE, 1])
  },
} as unknown as Game

function setOf(attributes: (latents: Float32Array) => Attribute[]): PictureSet {
  const latents = normals(streamFor(7, 'data'), COUNT * D)
  const bytes = Uint8Array.from(rowsOf(latents), (value) => Math.round((value + 1) * 127.5))
  const told = attributes(latents)
  const summary = pictureSummary(SIDE, 1, { count: COUNT, attributes: told })
  return pictureSet(summary, bytes, null, { attributes: told })
}

const word =
  (name: string, of: (latents: Float32Array, row: number) => number, kind: Attribute['kind'] = 'yes-no') =>
  (latents: Float32Array): Attribute => ({
    name,
    kind,
    values: Float32Array.from({ length: COUNT }, (_, row) => of(latents, row)),
  })
const at = (axis: number) => (latents: Float32Array, row: number) => latents[row * D + axis] ?? 0
const above = (axis: number) => (latents: Float32Array, row: number) => Number(at(axis)(latents, row) > 0)

async function found(...words: ((latents: Float32Array) => Attribute)[]) {
  const dataset = setOf((latents) => words.map((one) => one(latents)))
  const config = { ...defaultsFor('mnist'), latent: D }
  const shares: number[] = []
  const told = { words: () => undefined, progress: (share: number) => void shares.push(share) }
  const result = await finishWork(
    findWords({ game, config, dataset }, wordsOf(dataset.summary), told, EFFORT),
  )
  return { ...result, shares }
}

describe('words', () => {
  test('lie along the axes they were planted on, flip at the ends, and leave each other alone', async () => {
    const before = memory().numTensors
    const { words, caveats, shares } = await found(
      word('top', above(0)),
      word('next', above(1)),
      word('light', at(2), 'number'),
    )
    expect(memory().numTensors).toBe(before)
    expect(words.map(({ state }) => state)).toEqual(['found', 'found', 'found'])
    words.forEach(({ direction }, axis) => {
      expect(direction?.[axis]).toBeGreaterThan(0.95)
    })
    for (const { measured, judge, measurer, plane } of words.slice(0, 2)) {
      expect([judge.score, measurer.score, plane?.score].every((score) => (score ?? 0) > 0.85)).toBe(true)
      expect(measured?.flips.up).toBeGreaterThan(0.95)
      expect(measured?.flips.down).toBeGreaterThan(0.95)
      const [flipped, shifted] = measured?.asides ?? []
      expect(flipped?.change).toBeLessThan(0.1)
      // Deviations, of which a move by chance makes more.
      expect(shifted?.change).toBeLessThan(0.3)
    }
    expect(words[2]?.measured?.flips.apart).toBeGreaterThan(2)
    expect(caveats).toEqual([])
    expect(shares).toEqual([...shares].sort((a, b) => a - b))
  }, 60_000)

  test('flip more the farther they are moved', async () => {
    const { words } = await found(word('top', above(0)), word('next', above(1)))
    const [measured] = words.map((one) => one.measured)
    const ups = [...(measured?.course ?? []).map(({ flips }) => flips.up), measured?.flips.up]
    expect(ups).toEqual([...ups].sort((a, b) => (a ?? 0) - (b ?? 0)))
    expect(measured?.course.map(({ strength }) => strength)).toEqual([1, 2])
    expect(measured?.rest).toBe(measured?.asides[0]?.change)
  }, 60_000)

  test('that the forger has not learnt are not looked for yet', async () => {
    const { words } = await found(word('top', above(0)), word('unseen', above(3)))
    expect(words.map(({ state }) => state)).toEqual(['found', 'unlearnt'])
    expect(words[1]?.sentence).toContain('Train on')
  }, 60_000)

  test('that are one are said to be one, and that they come together', async () => {
    const { words, caveats } = await found(word('top', above(0)), word('also top', above(0)))
    expect(words.map(({ state, direction }) => [state, direction])).toEqual([
      ['one', null],
      ['one', null],
    ])
    expect(words[0]?.sentence).toContain('“also top”')
    expect(caveats).toHaveLength(1)
  }, 60_000)

  test('that pictures do not show are not looked for', async () => {
    const hidden = normals(streamFor(8, 'data'), COUNT)
    const { words } = await found(
      word('top', above(0)),
      word('hidden', (_, row) => Number((hidden[row] ?? 0) > 0)),
    )
    expect(words.map(({ state }) => state)).toEqual(['found', 'untold'])
    expect(words[1]).toMatchObject({ direction: null, plane: null, measured: null })
    expect(words[1]?.judge.score).toBeLessThan(0.7)
  }, 60_000)

  test('of too few pictures are refused by name', async () => {
    const thrown: unknown = await found(word('rare', (_, row) => Number(row < 5))).catch(
      (error: unknown) => error,
    )
    expect(toFailure(thrown)).toMatchObject({ code: 'words-few' })
    expect(toFailure(thrown).sentence).toContain('“rare”')
  })
})
