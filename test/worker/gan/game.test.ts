/** The whole game: against an independent GAN on plain numbers, and for what it promises its callers. */
import { beforeAll, describe, expect, test } from 'vitest'
import { memory, type Tensor2D } from '@tensorflow/tfjs'
import { LOSSES } from '../../../src/common/catalog/losses.ts'
import { PENALTIES } from '../../../src/common/catalog/penalties.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { Feed, Game } from '../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { expectClose, sampleTensor } from '../../helpers/truth/differences.ts'
import {
  flatten,
  plainStep,
  type Activation,
  type PlainGan,
  type PlainNet,
} from '../../helpers/truth/plain-gan.ts'
import { centre, noiseFeed, ringFeed } from '../../helpers/engine/ring-feed.ts'

beforeAll(useCpu)

const SMALL: RunConfig = { ...defaultsFor('ring'), gLayers: [6], dLayers: [5], latent: 3, batch: 8, ema: 0.9 }
const POINTS: ItemShape = [2]

function figures(game: Game, config: RunConfig, feed: Feed, step: number): number[] {
  const row = game.step(config, feed, step)
  const values = [...row.dataSync()]
  row.dispose()
  return values
}

function rows(tensor: Tensor2D | null): number[][] {
  if (tensor === null) throw new Error('nothing was drawn')
  const values = tensor.arraySync()
  tensor.dispose()
  return values
}

async function allWeights(game: Game): Promise<number[]> {
  const { generator, discriminator } = await game.weights()
  return [...generator, ...discriminator].flatMap(({ data }) => [...data])
}

async function plainCopy(game: Game): Promise<PlainGan> {
  const { generator, discriminator } = await game.weights()
  const net = (tensors: typeof generator): PlainNet => {
    const matrix = (i: number) => {
      const { data, shape } = tensors[i] ?? { data: [], shape: [0, 0] }
      const [height = 0, width = 0] = shape
      return Array.from({ length: height }, (_, r) => [...data.slice(r * width, (r + 1) * width)])
    }
    const vector = (i: number) => [...(tensors[i]?.data ?? [])]
    return { w1: matrix(0), b1: vector(1), w2: matrix(2), b2: vector(3) }
  }
  const adam = () => ({ m: [], v: [], t: 0 })
  return { g: net(generator), d: net(discriminator), gAdam: adam(), dAdam: adam() }
}

describe.each<[RunConfig['activation'], Activation]>([
  ['leaky-relu', 'leaky'],
  ['tanh', 'tanh'],
])('with %s', (activation, kind) => {
  test('three steps are those of an independent GAN on plain numbers', async () => {
    const config = { ...SMALL, activation }
    const game = createGame(config, POINTS)
    const feed = ringFeed(config)
    const plain = await plainCopy(game)
    const rates = { rate: config.gLr, beta1: config.beta1, beta2: config.beta2 }
    for (let step = 0; step < 3; step++) {
      const ours = figures(game, config, feed, step)
      const theirs = plainStep(
        plain,
        rows(feed.batch(step, 0).real as Tensor2D),
        rows(feed.batch(step, 0).noise),
        rows(feed.batch(step, config.dSteps).noise),
        rates,
        kind,
      )
      expectClose(ours, theirs, 1e-5)
    }
    expectClose(await allWeights(game), [...flatten(plain.g), ...flatten(plain.d)], 1e-5)
    game.dispose()
  })
})

test('k updates of the detective precede each of the forger', async () => {
  const config = { ...SMALL, dSteps: 3, instanceNoise: 0.1 }
  const game = createGame(config, POINTS)
  const { row, trace } = await game.trace(config, ringFeed(config), 0)
  row.dispose()
  expect(trace.discriminator).toHaveLength(3)
  const saved = await game.save()
  const updates = (name: string) => saved.find((tensor) => tensor.name === name)?.data[0]
  expect(updates('discriminator:updates')).toBe(3)
  expect(updates('generator:updates')).toBe(1)
  game.dispose()
})

test('a trace holds the very numbers of the step it describes', async () => {
  const [traced, plain] = [createGame(SMALL, POINTS), createGame(SMALL, POINTS)]
  const feed = ringFeed(SMALL)
  const { row, trace } = await traced.trace(SMALL, feed, 0)
  const values = [...row.dataSync()]
  row.dispose()
  expect(values).toEqual(figures(plain, SMALL, feed, 0))
  expect(await allWeights(traced)).toEqual(await allWeights(plain))
  const [update] = trace.discriminator
  if (update === undefined) throw new Error('no update')
  expect([...update.real.data]).toEqual([...feed.batch(0, 0).real.dataSync()])
  expect([...(update.noise?.data ?? [NaN])]).toEqual([...(feed.batch(0, 0).noise?.dataSync() ?? [])])
  const sp = (x: number) => Math.log1p(Math.exp(x))
  const mean = (xs: number[]) => xs.reduce((sum, x) => sum + x, 0) / xs.length
  const loss = mean(update.realLogits.map((x) => sp(-x))) + mean(update.fakeLogits.map(sp))
  expect(update.loss).toBeCloseTo(loss, 5)
  expect(trace.generator.loss).toBeCloseTo(mean(trace.generator.fakeLogits.map((x) => sp(-x))), 5)
  expect(trace.generator.fake.shape).toEqual([8, 2])
})

test('a relativistic forger is shown reals of its own', async () => {
  const config: RunConfig = { ...SMALL, loss: 'relativistic-paired' }
  const game = createGame(config, POINTS)
  const feed = ringFeed(config)
  const { row, trace } = await game.trace(config, feed, 0)
  row.dispose()
  const { real, realLogits = [], fakeLogits, loss } = trace.generator
  expect([...(real?.data ?? [])]).toEqual([...feed.batch(0, config.dSteps).real.dataSync()])
  const pairs = fakeLogits.map((fake, i) => Math.log1p(Math.exp((realLogits[i] ?? NaN) - fake)))
  expect(loss).toBeCloseTo(pairs.reduce((sum, x) => sum + x, 0) / pairs.length, 5)
})

describe('what it promises', () => {
  const PAIRS: [string, RunConfig, ItemShape][] = [
    ['an MLP', SMALL, POINTS],
    [
      'a DCGAN with batch norm',
      { ...defaultsFor('mnist'), size: 16, width: 4, latent: 4, batch: 4, dNorm: 'batch' },
      [16, 16, 1],
    ],
  ]
  const feedOf = (config: RunConfig, shape: ItemShape) =>
    shape.length === 3 ? noiseFeed(config, shape) : ringFeed(config)

  test.each(PAIRS)('%s: the same seed gives the same weights after five steps', async (_, config, shape) => {
    const train = async (seed: number) => {
      const seeded = { ...config, seed }
      const game = createGame(seeded, shape)
      for (let step = 0; step < 5; step++) figures(game, seeded, feedOf(seeded, shape), step)
      const weights = await allWeights(game)
      game.dispose()
      return weights
    }
    const first = await train(1)
    expect(await train(1)).toEqual(first)
    expect(await train(2)).not.toEqual(first)
  })

  test.each(PAIRS)('%s: tensors stay flat, and none is left when it is gone', async (_, config, shape) => {
    const before = memory().numTensors
    const game = createGame(config, shape)
    const feed = feedOf(config, shape)
    figures(game, config, feed, 0)
    const flat = memory().numTensors
    for (let step = 1; step < 4; step++) figures(game, config, feed, step)
    const { row } = await game.trace(config, feed, 4)
    row.dispose()
    game.score(game.sample(config, sampleTensor([3, config.latent], 1) as Tensor2D)).dispose()
    await game.save()
    // The sample, its latents.
    expect(memory().numTensors - flat).toBe(2)
    game.dispose()
    expect(memory().numTensors - before).toBe(2)
  })

  test.each(PAIRS)('%s: a restored state goes on exactly as the saved one', async (_, config, shape) => {
    const feed = feedOf(config, shape)
    const game = createGame(config, shape)
    for (let step = 0; step < 2; step++) figures(game, config, feed, step)
    const saved = structuredClone(await game.save())
    const onward = [2, 3].map((step) => figures(game, config, feed, step))
    const other = createGame({ ...config, seed: 99 }, shape)
    other.restore(saved)
    expect([2, 3].map((step) => figures(other, config, feed, step))).toEqual(onward)
    expect(await other.save()).toEqual(await game.save())
  })

  test('what was saved does not change while training goes on', async () => {
    const game = createGame(SMALL, POINTS)
    const saved = await game.save()
    const copy = structuredClone(saved)
    figures(game, SMALL, ringFeed(SMALL), 0)
    expect(saved).toEqual(copy)
  })

  test('a state of another network is refused and changes nothing', async () => {
    const game = createGame(SMALL, POINTS)
    const before = await game.save()
    const other = await createGame({ ...SMALL, gLayers: [7] }, POINTS).save()
    expect(() => game.restore(other)).toThrow(expect.objectContaining({ code: 'checkpoint-mismatch' }))
    expect(() => game.restore(before.slice(1))).toThrow(/does not fit/)
    expect(await game.save()).toEqual(before)
  })

  test('samples come from the averaged forger, or from the live one when the average is off', async () => {
    const config = { ...SMALL, ema: 0.999, gLr: 0.1 }
    const game = createGame(config, POINTS)
    const latents = sampleTensor([5, 3], 1) as Tensor2D
    for (let step = 0; step < 20; step++) figures(game, config, ringFeed(config), step)
    const averaged = [...game.sample(config, latents).dataSync()]
    const live = [...game.sample({ ...config, ema: 0 }, latents).dataSync()]
    expect(averaged).not.toEqual(live)
    const saved = await game.save()
    const swapped = saved.map((tensor) => ({
      ...tensor,
      data: saved.find(({ name }) => name === `${tensor.name}:average`)?.data ?? tensor.data,
    }))
    game.restore(swapped)
    expect([...game.sample({ ...config, ema: 0 }, latents).dataSync()]).toEqual(averaged)
  })

  test.each(PAIRS)('%s: scoring and sampling change nothing', async (_, config, shape) => {
    const game = createGame(config, shape)
    const before = await game.save()
    game.score(game.sample(config, sampleTensor([7, config.latent], 1) as Tensor2D))
    expect(await game.save()).toEqual(before)
  })
})

test('DiffAugment changes what the detective is shown, not what the trace calls real', async () => {
  const config: RunConfig = { ...defaultsFor('mnist'), size: 16, width: 2, latent: 4, batch: 4 }
  const feed = noiseFeed(config, [16, 16, 1])
  const logits = async (augment: RunConfig['augment']) => {
    const game = createGame(config, [16, 16, 1])
    const { row, trace } = await game.trace({ ...config, augment }, feed, 0)
    row.dispose()
    game.dispose()
    const [update] = trace.discriminator
    expect([...(update?.real.data ?? [])]).toEqual([...feed.batch(0, 0).real.dataSync()])
    return update?.realLogits
  }
  expect(await logits('diffaugment')).not.toEqual(await logits('none'))
})

describe('every loss with every penalty', () => {
  const cases = LOSSES.flatMap(({ id: loss }) => PENALTIES.map(({ id: penalty }) => ({ loss, penalty })))
  test.each(cases)('$loss, $penalty: figures are finite and tensors stay flat', ({ loss, penalty }) => {
    const config: RunConfig = { ...SMALL, loss, penalty, gamma: 0.5, dNorm: 'batch' }
    const game = createGame(config, POINTS)
    const feed = ringFeed(config)
    figures(game, config, feed, 0)
    const flat = memory().numTensors
    const row = figures(game, config, feed, 1)
    expect(row.every(Number.isFinite)).toBe(true)
    expect(row[6]).toBeGreaterThanOrEqual(penalty === 'none' || penalty === 'clip' ? 0 : 1e-6)
    expect(memory().numTensors).toBe(flat)
    game.dispose()
  })
})

test('weight clipping bounds the detective and spares the forger', async () => {
  const config: RunConfig = {
    ...SMALL,
    loss: 'wasserstein',
    penalty: 'clip',
    gamma: 0.01,
    optimizer: 'rmsprop',
  }
  const game = createGame(config, POINTS)
  figures(game, config, ringFeed(config), 0)
  const { generator, discriminator } = await game.weights()
  const largest = (tensors: typeof generator) =>
    Math.max(...tensors.flatMap(({ data }) => [...data].map(Math.abs)))
  expect(largest(discriminator)).toBeLessThanOrEqual(Math.fround(0.01))
  expect(largest(generator)).toBeGreaterThan(0.1)
})

test('a small MLP learns the ring: most of eight modes are hit within 1,500 steps', () => {
  const config: RunConfig = {
    ...defaultsFor('ring'),
    std: 0.05,
    gLayers: [24, 24],
    dLayers: [24, 24],
    batch: 48,
    latent: 2,
    ema: 0,
  }
  const game = createGame(config, POINTS)
  const feed = ringFeed(config)
  for (let step = 0; step < 1500; step++) game.step(config, feed, step).dispose()
  const points = rows(game.sample(config, sampleTensor([1000, 2], 3) as Tensor2D) as Tensor2D)
  const hits = Array.from({ length: config.modes }, (_, k) => {
    const [x, y] = centre(config, k)
    return points.filter(([a = NaN, b = NaN]) => Math.hypot(a - x, b - y) < 3 * config.std).length
  })
  expect(hits.filter((n) => n > 0).length, hits.join(' ')).toBeGreaterThanOrEqual(4)
}, 60_000)
