/** What networks take over from others that have learnt before: which place of which layer, and what gray ones make of colour. */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { NamedTensor } from '../../../../src/common/protocol/report.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import type { Game } from '../../../../src/worker/gan/game-types.ts'
import { learntValues, type LearntWeights } from '../../../../src/worker/gan/networks/learnt.ts'
import { madeUpWeights } from '../../../helpers/engine/learnt.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

beforeAll(async () => {
  await openWasmEngine()
})

const made: Game[] = []
afterEach(() => made.splice(0).forEach((game) => game.dispose()))

const LEARNT = madeUpWeights()
const learnt = (name: string) => [...(LEARNT.get(name)?.data ?? [])]

async function stateOf(
  side: number,
  channels: number,
  change: Partial<RunConfig>,
  weights: LearntWeights | null,
) {
  const config: RunConfig = {
    ...defaultsFor('mnist'),
    model: 'dcgan',
    width: 32,
    latent: 4,
    gNorm: 'batch',
    ...change,
  }
  const game = createGame(config, [side, side, channels], 0, undefined, weights)
  made.push(game)
  return new Map((await game.save()).map((tensor) => [tensor.name, tensor]))
}

type State = ReadonlyMap<string, NamedTensor>

const valuesIn = (state: State, name: string) => [...(state.get(name)?.data ?? [])]

/** Said in a word: the runner would draw up the difference of a hundred thousand numbers. */
function isSame(values: readonly number[], expected: readonly number[]): boolean {
  return values.length === expected.length && values.every((value, i) => value === expected[i])
}

/** Names of the weights that two states do not have alike. */
function otherIn(one: State, two: State): string[] {
  const weights = [...one.keys()].filter((name) => !name.includes(':'))
  return weights.filter((name) => !isSame(valuesIn(one, name), valuesIn(two, name)))
}

describe('by the place counted from the picture', () => {
  test('32 × 32 in colour takes all of it, and the average with it', async () => {
    const state = await stateOf(32, 3, { ema: 0.9 }, LEARNT)
    const pairs = [
      ['generator/up3/kernel', 'generator/up/0/kernel'],
      ['generator/up3/bias', 'generator/up/0/bias'],
      ['generator/norm2/scale', 'generator/norm/1/scale'],
      ['generator/up2/kernel', 'generator/up/1/kernel'],
      ['generator/norm1/offset', 'generator/norm/2/offset'],
      ['generator/up1/kernel', 'generator/up/2/kernel'],
      ['generator/norm0/scale', 'generator/norm/3/scale'],
      ['discriminator/down1/kernel', 'discriminator/down/0/kernel'],
      ['discriminator/down1/bias', 'discriminator/down/0/bias'],
      ['discriminator/down2/kernel', 'discriminator/down/1/kernel'],
      ['discriminator/down3/kernel', 'discriminator/down/2/kernel'],
      ['discriminator/down3/bias', 'discriminator/down/2/bias'],
    ] as const
    for (const [here, there] of pairs) expect(isSame(valuesIn(state, here), learnt(there)), here).toBe(true)
    expect(
      isSame(valuesIn(state, 'generator/up3/kernel:average'), learnt('generator/up/0/kernel')),
      'generator/up3/kernel:average',
    ).toBe(true)
  })

  test('64 × 64 takes the layers next to the picture; the one further in begins by chance, as do first and last', async () => {
    const [state, chance] = [await stateOf(64, 3, {}, LEARNT), await stateOf(64, 3, {}, null)]
    expect(
      isSame(valuesIn(state, 'generator/up4/kernel'), learnt('generator/up/0/kernel')),
      'generator/up4/kernel',
    ).toBe(true)
    expect(
      isSame(valuesIn(state, 'generator/up2/kernel'), learnt('generator/up/2/kernel')),
      'generator/up2/kernel',
    ).toBe(true)
    expect(
      isSame(valuesIn(state, 'generator/norm1/scale'), learnt('generator/norm/3/scale')),
      'generator/norm1/scale',
    ).toBe(true)
    expect(
      isSame(valuesIn(state, 'discriminator/down3/kernel'), learnt('discriminator/down/2/kernel')),
      'discriminator/down3/kernel',
    ).toBe(true)
    for (const name of [
      'generator/up1/kernel',
      'generator/norm0/scale',
      'discriminator/down4/kernel',
      'generator/dense1/kernel',
      'discriminator/output/kernel',
    ]) {
      expect(valuesIn(state, name).length, name).toBeGreaterThan(0)
      expect(isSame(valuesIn(state, name), valuesIn(chance, name)), name).toBe(true)
    }
  })

  test('28 × 28 takes two of three', async () => {
    const state = await stateOf(28, 3, {}, LEARNT)
    expect(
      isSame(valuesIn(state, 'generator/up2/kernel'), learnt('generator/up/0/kernel')),
      'generator/up2/kernel',
    ).toBe(true)
    expect(
      isSame(valuesIn(state, 'generator/up1/kernel'), learnt('generator/up/1/kernel')),
      'generator/up1/kernel',
    ).toBe(true)
    expect(
      isSame(valuesIn(state, 'generator/norm0/scale'), learnt('generator/norm/2/scale')),
      'generator/norm0/scale',
    ).toBe(true)
    expect(
      isSame(valuesIn(state, 'discriminator/down2/kernel'), learnt('discriminator/down/1/kernel')),
      'discriminator/down2/kernel',
    ).toBe(true)
  })
})

test('gray is the mean of three colours that are made, and the sum of three that are seen', async () => {
  const state = await stateOf(32, 1, {}, LEARNT)
  const mixed = (name: string, share: number) => {
    const data = learnt(name)
    return Array.from({ length: 16 * 32 }, (_, i) => {
      const [place, other] = [Math.floor(i / 32), i % 32]
      return (
        share * [0, 1, 2].reduce((sum, colour) => sum + (data[(place * 3 + colour) * 32 + other] ?? NaN), 0)
      )
    })
  }
  const expectNear = (name: string, expected: readonly number[]) => {
    const values = valuesIn(state, name)
    expect(values, name).toHaveLength(expected.length)
    expect(Math.max(...values.map((value, i) => Math.abs(value - (expected[i] ?? NaN)))), name).toBeLessThan(
      1e-7,
    )
  }
  expectNear('generator/up3/kernel', mixed('generator/up/0/kernel', 1 / 3))
  expectNear('generator/up3/bias', [learnt('generator/up/0/bias').reduce((sum, value) => sum + value, 0) / 3])
  expectNear('discriminator/down1/kernel', mixed('discriminator/down/0/kernel', 1))
  expectNear('discriminator/down1/bias', learnt('discriminator/down/0/bias'))
})

test.for<[string, number, Partial<RunConfig>]>([
  ['another width', 32, { width: 16 }],
  ['other networks', 16, { model: 'residual', width: 8 }],
])('%s: all begins by chance', async ([, side, change]) => {
  const [state, chance] = [await stateOf(side, 3, change, LEARNT), await stateOf(side, 3, change, null)]
  // The bias of the picture is of one shape in every width.
  expect(otherIn(state, chance).filter((name) => name !== 'generator/up3/bias')).toEqual([])
})

test('a packing detective sees several pictures at once: its first layer begins by chance, the others do not', async () => {
  const change = { diversity: 'packing', pack: 2 } as const
  const [state, chance] = [await stateOf(32, 3, change, LEARNT), await stateOf(32, 3, change, null)]
  const other = otherIn(state, chance)
  expect(other).not.toContain('discriminator/down1/kernel')
  expect(other).toContain('discriminator/down2/kernel')
})

test('what is taken over is a copy', () => {
  const value = learntValues(LEARNT, [{ name: 'generator/up1/kernel' }])
  const taken = value({ name: 'generator/up1/bias', shape: [3] })
  taken?.fill(9)
  expect(learnt('generator/up/0/bias')).not.toContain(9)
})
