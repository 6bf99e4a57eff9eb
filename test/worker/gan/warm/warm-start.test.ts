/** The warm start within a run: what it trains and leaves alone, and how the game begins after it. */
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { randomWords, streamFor } from '../../../../src/common/numbers/random.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import type { NamedTensor } from '../../../../src/common/protocol/report.ts'
import { splitOfItems } from '../../../../src/worker/data/split.ts'
import { smallPictures } from '../../../../src/worker/kinds/picture/small-pictures.ts'
import { principalCodes, REACH } from '../../../../src/worker/kinds/principal-codes.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

const WARM = 12
const CONFIG: RunConfig = {
  ...defaultsFor('mnist'),
  ...{ size: 8, model: 'mlp', gLayers: [12], dLayers: [6], gNorm: 'batch', batch: 6, latent: 5, seed: 4 },
  ...{ warmStart: WARM, warmRate: 0.01 },
}

/** Stripes of two kinds, so that there is something to learn. */
const pixels = Uint8Array.from(randomWords(streamFor(8, 'data'), 48), (word) => word % 2).reduce<number[]>(
  (all, kind, item) => [
    ...all,
    ...Array.from({ length: 64 }, (_, i) =>
      (kind === 0 ? i % 8 : Math.floor(i / 8)) % 4 < 2 ? 230 : 20 + item,
    ),
  ],
  [],
)
const set = picturesOf({ size: 8, pixels: Uint8Array.from(pixels) }, { fingerprint: 'stripes' })

beforeAll(useCpu)

function runOf(change: Partial<RunConfig> = {}): Run {
  return new Run({ ...CONFIG, ...change }, set)
}

async function stateOf(run: Run): Promise<Map<string, NamedTensor>> {
  return new Map((await run.game.save()).map((tensor) => [tensor.name, tensor]))
}

/** Figures of all steps so far, by column. */
async function columnOf(run: Run, column: number): Promise<number[]> {
  const rows = await run.log.read()
  return Array.from({ length: rows.length / SERIES_WIDTH }, (_, i) => rows[i * SERIES_WIDTH + column] ?? NaN)
}

function values(state: ReadonlyMap<string, NamedTensor>, name: string): number[] {
  const tensor = state.get(name)
  if (tensor === undefined) throw new Error(`There is no ${name} among ${[...state.keys()].join(', ')}.`)
  return [...tensor.data]
}

const ofDiscriminator = (state: ReadonlyMap<string, NamedTensor>) =>
  [...state].filter(([name]) => name.startsWith('discriminator')).map(([, { data }]) => [...data])

describe('a warm start', () => {
  test('trains the generator alone, whose error falls', async () => {
    const run = runOf({ warmStart: 60 })
    const before = await stateOf(run)
    run.advance(60)
    const after = await stateOf(run)
    expect(ofDiscriminator(after)).toEqual(ofDiscriminator(before))
    const errors = await columnOf(run, 2)
    expect(errors).toHaveLength(60)
    expect(errors.at(-1)).toBeLessThan(0.6 * (errors[0] ?? NaN))
    run.dispose()
  })

  test('is over after so many steps: then both are trained, with moments that know nothing of it', async () => {
    const run = runOf()
    run.advance(WARM)
    const warm = await stateOf(run)
    expect(values(warm, 'generator:updates')).toEqual([0])
    expect(values(warm, 'generator:warm:updates')).toEqual([WARM])
    run.advance(2)
    const game = await stateOf(run)
    expect(values(game, 'generator:updates')).toEqual([2])
    expect(values(game, 'generator:warm:updates')).toEqual([WARM])
    expect(ofDiscriminator(game)).not.toEqual(ofDiscriminator(warm))
    run.dispose()
  })

  test('the game it leads to is that of a run without one, from the same weights', async () => {
    const run = runOf()
    run.advance(WARM)
    const checkpoint = await run.checkpoint()
    run.advance(3)
    const after = await stateOf(run)
    const plain = runOf({ warmStart: 0 })
    const kept = checkpoint.tensors.filter(({ name }) => !name.includes(':warm'))
    plain.restore({ ...checkpoint, tensors: kept })
    plain.advance(3)
    for (const [name, { data }] of await stateOf(plain)) expect(values(after, name), name).toEqual([...data])
    run.dispose()
    plain.dispose()
  })

  test('goes on from a checkpoint in its midst as if nothing had been', async () => {
    const [whole, halved] = [runOf(), runOf()]
    whole.advance(WARM + 3)
    halved.advance(5)
    const checkpoint = await halved.checkpoint()
    halved.advance(4)
    halved.restore(checkpoint)
    halved.advance(WARM - 2)
    const [a, b] = [await stateOf(whole), await stateOf(halved)]
    expect(halved.step).toBe(whole.step)
    for (const [name, { data }] of a) expect(values(b, name), name).toEqual([...data])
    whole.dispose()
    halved.dispose()
  })

  test('shows each real beside what is made of its latent, and says that D was not asked', async () => {
    const run = runOf({ warmNoise: 0 })
    const { discriminator, generator } = await run.trace()
    expect(discriminator).toEqual([])
    expect(generator.warm).toBe(true)
    expect(generator.fakeLogits).toEqual([])
    const [real, fake] = [generator.real?.data ?? [], generator.fake.data]
    expect(real).toHaveLength(6 * 64)
    const apart = [...fake].reduce((sum, value, i) => sum + Math.abs(value - (real[i] ?? NaN)), 0)
    expect(generator.loss).toBeCloseTo(apart / fake.length, 5)
    expect(run.step).toBe(1)
    run.dispose()
  })

  test('without noise, an item has the same latent whenever it is drawn, and alike items have like ones', async () => {
    const run = runOf({ warmNoise: 0 })
    const known = new Map<string, string>()
    for (let step = 0; step < 10; step++) {
      const { real, codes } = run.feed.batch(step, 0)
      const [items, latents] = [await real.array(), await codes?.array()]
      ;(items as number[][]).forEach((item, i) => {
        const key = String(item)
        const latent = String(latents?.[i])
        expect(known.get(key) ?? latent).toBe(latent)
        known.set(key, latent)
      })
    }
    expect(new Set(known.values()).size).toBe(known.size)
    run.dispose()
  })

  test('draws the codes of the items it draws, whatever room a row takes', async () => {
    const run = runOf()
    const { training } = splitOfItems(set)
    const bytes = principalCodes(smallPictures(set), 5, 5, training)
    const { real, codes } = run.feed.batch(3, 0)
    const [items, latents] = [(await real.array()) as number[][], (await codes?.array()) ?? []]
    items.forEach((item, i) => {
      const pictures = Array.from({ length: 48 }, (_, at) => String([...set.list.at([at])]))
      const at = pictures.indexOf(String(item.flat(2)))
      const code = [...bytes.subarray(5 * at, 5 * at + 5)].map((byte) => (byte / 127.5 - 1) * REACH)
      code.forEach((value, k) => expect(latents[i]?.[k]).toBeCloseTo(value, 5))
    })
    run.dispose()
  })

  test('of another noise or rate is another run; a run without one has no such state', async () => {
    const states = await Promise.all(
      [{}, { warmNoise: 0.6 }, { warmRate: 0.02 }].map(async (change) => {
        const run = runOf(change)
        run.advance(2)
        const state = await stateOf(run)
        run.dispose()
        return values(state, 'generator/dense1/kernel').join()
      }),
    )
    expect(new Set(states).size).toBe(3)
    const plain = runOf({ warmStart: 0 })
    expect([...(await stateOf(plain)).keys()].filter((name) => name.includes('warm'))).toEqual([])
    expect(plain.feed.batch(0, 0).codes).toBeNull()
    plain.dispose()
  })
})
