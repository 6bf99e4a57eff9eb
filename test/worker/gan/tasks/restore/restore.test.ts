/** A run that restores: its terms against plain numbers, the two ends of its slider, its warm start, and that it learns. */
import { grad, memory, tensor, type Tensor } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { conflictsIn } from '../../../../../src/common/config/check.ts'
import { applyChange } from '../../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../../src/common/config/run-config.ts'
import { normals, streamFor, uniforms } from '../../../../../src/common/numbers/random.ts'
import { createFeed } from '../../../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../../../src/worker/gan/game.ts'
import { FIGURES, type Game } from '../../../../../src/worker/gan/game-types.ts'
import { restore } from '../../../../../src/worker/gan/tasks/restore/restore.ts'
import { sourceOf } from '../../../../../src/worker/gan/tasks/restore/sources.ts'
import { fakesOnDevice } from '../../../../../src/worker/probe/on-device.ts'
import { generateItems, sampleFakes } from '../../../../../src/worker/probe/samples.ts'
import { useCpu } from '../../../../helpers/engine/backend.ts'
import { sampleTensor } from '../../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const SIDE = 16
const ITEM = [SIDE, SIDE, 1] as const
const configOf = (change: Partial<RunConfig> = {}): RunConfig =>
  applyChange(defaultsFor('mnist'), { task: 'restore', width: 2, batch: 4, ema: 0, warmStart: 0, ...change })

/** Stripes of a width and a phase each, with sharp edges: something that bicubic enlargement blurs. */
const feedOf = (config: () => RunConfig) =>
  createFeed(
    config,
    ITEM,
    (stream, count) => {
      const [phases, all] = [uniforms(stream, count, 0, 6), new Float32Array(count * SIDE * SIDE)]
      return all.map((_, i) => {
        const picture = Math.floor(i / SIDE ** 2)
        return ((i % SIDE) + Math.floor(phases[picture] ?? NaN)) % 6 < 3 ? 0.8 : -0.8
      })
    },
    undefined,
    null,
    restore,
  )

const values = (of: Tensor): number[] => [...of.dataSync()]
const gradientsOf = async (game: Game) => (await game.weights()).generator.flatMap(({ data }) => [...data])

test('its default settings go together, and bring a U-Net without a latent', () => {
  const config = configOf()
  expect(conflictsIn(config, null)).toEqual([])
  const game = createGame(config, ITEM)
  expect(game.latent).toBe(0)
  expect(feedOf(() => config).batch(0, 0).noise).toBeNull()
  game.dispose()
})

describe('L1', () => {
  const [fake, real] = [() => sampleTensor([2, 4, 4, 1], 1), () => sampleTensor([2, 4, 4, 1], 2)]
  const term = (source: Tensor, config: RunConfig): number => {
    const [l1] = restore.terms
    const batch = { fake: fake(), real: real(), beforeHead: null, conditions: { source } }
    return l1?.value(batch, config).dataSync()[0] ?? NaN
  }
  const apart = () => values(fake()).map((value, i) => Math.abs(value - (values(real())[i] ?? NaN)))

  test('is the mean difference times its weight', () => {
    const all = apart()
    const mean = all.reduce((sum, one) => sum + one, 0) / all.length
    expect(term(real(), configOf({ l1: 7 }))).toBeCloseTo(7 * mean, 5)
    expect(term(real(), configOf({ l1: 0 }))).toBe(0)
  })

  test('leaves pixels that are right where they are: its slope is nothing there, and a step of one sign elsewhere', () => {
    const [l1] = restore.terms
    const config = configOf({ l1: 8 })
    const wanted = tensor([0.5, -1, 0.25, 0], [1, 2, 2, 1])
    const slope = grad((fake) => {
      const batch = { fake, real: wanted, beforeHead: null, conditions: { source: wanted } }
      return l1?.value(batch, config) ?? fake.sum()
    })(tensor([0.5, -1, 0.5, -0.5], [1, 2, 2, 1]))
    expect(values(slope)).toEqual([0, 0, 2, -2])
  })

  test('of a hole is the mean over what is missing alone', () => {
    const missing = Array.from({ length: 32 }, (_, i) => (i % 5 === 0 ? 1 : 0))
    const source = tensor(
      missing.flatMap((one) => [0.3, one]),
      [2, 4, 4, 2],
    )
    const inside = apart().filter((_, i) => missing[i] === 1)
    const mean = inside.reduce((sum, one) => sum + one, 0) / inside.length
    expect(term(source, configOf({ source: 'hole', l1: 3 }))).toBeCloseTo(3 * mean, 5)
    const nowhere = tensor(new Float32Array(64), [2, 4, 4, 2])
    expect(term(nowhere, configOf({ source: 'hole', l1: 3 }))).toBe(0)
  })
})

describe('the slider', () => {
  /** The generator's loss in its first step, and its weights after it. */
  async function first(change: Partial<RunConfig>) {
    const config = configOf({ optimizer: 'sgd', beta1: 0, gLr: 1, ...change })
    const game = createGame(config, ITEM)
    const row = game.step(
      config,
      feedOf(() => config),
      0,
    )
    const loss = row.dataSync()[FIGURES.indexOf('lossG')] ?? NaN
    row.dispose()
    const weights = await gradientsOf(game)
    game.dispose()
    return { loss, weights }
  }

  test('mixes both losses, and the gradients too', async () => {
    const [faithful, lively, half, neither] = [
      await first({ lively: 0, l1: 2 }),
      await first({ lively: 1, l1: 0 }),
      await first({ lively: 0.5, l1: 2 }),
      await first({ lively: 0, l1: 0 }),
    ]
    expect(neither.loss).toBe(0)
    expect(faithful.loss).toBeGreaterThan(0)
    expect(lively.loss).toBeGreaterThan(0)
    expect(half.loss).toBeCloseTo(faithful.loss + 0.5 * lively.loss, 5)
    half.weights.forEach((weight, i) => {
      const [none = NaN, first = NaN, second = NaN] = [neither, faithful, lively].map((of) => of.weights[i])
      expect(Math.abs(weight - none - (first - none) - 0.5 * (second - none))).toBeLessThan(1e-5)
    })
    expect(lively.weights).not.toEqual(neither.weights)
  })
})

test('a warm start draws the generator to the true pictures by its source, and asks the detective nothing', async () => {
  const config = configOf({ warmStart: 90, warmRate: 0.01 })
  const game = createGame(config, ITEM)
  const feed = feedOf(() => config)
  const detective = async () => (await game.weights()).discriminator.flatMap(({ data }) => [...data])
  const before = await detective()
  const losses: number[] = []
  for (let step = 0; step < 90; step++) {
    const row = game.step(config, feed, step)
    losses.push(row.dataSync()[FIGURES.indexOf('lossG')] ?? NaN)
    row.dispose()
  }
  expect(losses.at(-1)).toBeLessThan(0.6 * (losses[0] ?? NaN))
  expect(await detective()).toEqual(before)
  game.step(config, feed, 90).dispose()
  expect(await detective()).not.toEqual(before)
  game.dispose()
})

describe.each(['half', 'gray', 'hole', 'noise', 'edges'] as const)('from %s', (source) => {
  test('trains, is traced and looked at, and stays flat', async () => {
    const item = [SIDE, SIDE, 3] as const
    const config = configOf({ source, hole: 'brush', augment: 'diffaugment', dSteps: 2 })
    const game = createGame(config, item)
    const feed = createFeed(
      () => config,
      item,
      (stream, count) => normals(stream, count * SIDE * SIDE * 3).map(Math.tanh),
      undefined,
      null,
      restore,
    )
    game.step(config, feed, 0).dispose()
    const flat = memory().numTensors
    const row = game.step(config, feed, 1)
    expect(values(row).every(Number.isFinite)).toBe(true)
    row.dispose()
    expect(memory().numTensors).toBe(flat)
    const { row: traced, trace } = await game.trace(config, feed, 2)
    traced.dispose()
    for (const update of [...trace.discriminator, trace.generator]) {
      expect(update.noise).toBeUndefined()
      expect(update.source?.shape.slice(0, 3)).toEqual([4, SIDE, SIDE])
    }
    const { conditions } = feed.batch(3, 0)
    const made = game.sample(config, null, conditions)
    expect(made.shape).toEqual([4, ...item])
    expect(Math.max(...values(made.abs()))).toBeLessThan(1 + 1e-5)
    expect(game.score(made, conditions).shape).toEqual([4])
    game.dispose()
  })
})

describe('where nobody gives a source', () => {
  const item = [SIDE, SIDE, 3] as const
  const fixed = (count: number) => normals(streamFor(9, 'data'), count * SIDE * SIDE * 3).map(Math.tanh)

  test('fixed pictures are restored, the same ones at each look, and items are judged by what is left of them', () => {
    const config = configOf({ source: 'hole', hole: 'centre' })
    const game = createGame(config, item, 0, undefined, null, null, { items: fixed })
    const made = game.sample(config, null, {}, 3)
    expect(made.shape).toEqual([3, ...item])
    expect(values(game.sample(config, null, {}, 3))).toEqual(values(made))
    // What is known of them is theirs: a corner of the second picture.
    expect(values(made).slice(SIDE * SIDE * 3, SIDE * SIDE * 3 + 3)).toEqual(
      [...fixed(3)].slice(SIDE * SIDE * 3, SIDE * SIDE * 3 + 3),
    )
    const source = sourceOf(made, () => made, { ...config, source: 'hole' })
    expect(values(game.score(made))).toEqual(values(game.score(made, { source })))
    expect(values(game.score(made))).not.toEqual(values(game.score(made, { source: source.mul(0) })))
    expect(game.inputGradient(made).shape).toEqual([3, ...item])
    game.dispose()
  })

  test('whoever looks at fakes without a latent sees as many as they ask for', async () => {
    const config = configOf()
    const game = createGame(config, item, 0, undefined, null, null, { items: fixed })
    const seen = await sampleFakes(game, config, new Float32Array(0), 3)
    expect([seen.items.length, seen.scores.length]).toEqual([3 * SIDE * SIDE * 3, 3])
    expect(await generateItems(game, config, new Float32Array(0), 3)).toEqual(seen.items)
    const { items, logits } = fakesOnDevice(game, config, new Float32Array(0), 3)
    expect([items.shape, logits.shape]).toEqual([[3, ...item], [3]])
    game.dispose()
  })

  test('and without such pictures it says that it was told nothing', () => {
    const config = configOf()
    const game = createGame(config, ITEM)
    expect(() => game.sample(config, null, {}, 3)).toThrow('told nothing')
    game.dispose()
  })
})
