/**
 * What a batch says reaches both networks wherever they are run: networks that refuse to run untold go through all that a
 * game can do. And a generator without a latent trains, samples, is traced and saved.
 */
import {
  abs,
  mean,
  memory,
  sub,
  tensor2d,
  tidy,
  type Scalar,
  type Tensor,
  type Tensor2D,
} from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import { lazyBatch } from '../../../../src/worker/gan/batches/batch.ts'
import { createGame, gameOf } from '../../../../src/worker/gan/game.ts'
import type { Feed, Game } from '../../../../src/worker/gan/game-types.ts'
import type { Conditions } from '../../../../src/worker/gan/networks/conditions.ts'
import { variancePreserving } from '../../../../src/worker/gan/networks/initialisers.ts'
import type { Layer } from '../../../../src/worker/gan/networks/layer.ts'
import { batchNormLayer } from '../../../../src/worker/gan/networks/layers/batch-norm.ts'
import { besideLayer } from '../../../../src/worker/gan/networks/layers/beside.ts'
import { denseLayer } from '../../../../src/worker/gan/networks/layers/dense.ts'
import type { GeneratorTerm, Task } from '../../../../src/worker/gan/tasks/task.ts'
import { normals } from '../../../../src/common/numbers/random.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { patchGame, SHAPE } from '../../../helpers/engine/patch-game.ts'
import { twoClassFeed } from '../../../helpers/engine/two-classes.ts'
import { sampleTensor } from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

const SMALL: RunConfig = {
  ...defaultsFor('ring'),
  ...{ batch: 4, latent: 3, gLayers: [6], dLayers: [5], ema: 0.9, gamma: 1 },
}

describe('networks that refuse to run untold', () => {
  const ROW = 2
  const rule = variancePreserving(1)
  const beside = (shape: readonly number[]) =>
    besideLayer({ name: 'told', shape, condition: 'row', conditionShape: [ROW] })
  const dense = (network: string, name: string, inputs: number, units: number): Layer =>
    denseLayer({ network, name, inputs, units, activation: 'tanh', biased: true, rule })

  function rowGame(config: RunConfig, coupled: boolean): Game {
    const norm = {
      network: 'discriminator',
      name: 'norm',
      shape: [5],
      activation: 'tanh',
      scaleDeviation: 0,
    } as const
    const pair = {
      generator: [beside([3]), dense('generator', 'a', 3 + ROW, 6), dense('generator', 'output', 6, 2)],
      discriminator: [
        beside([2]),
        dense('discriminator', 'a', 2 + ROW, 5),
        ...(coupled ? [batchNormLayer(norm)] : []),
        dense('discriminator', 'output', 5, 1),
      ],
    }
    return gameOf(pair, config, { itemShape: [2], told: { row: ROW }, terms: [] })
  }

  function rowFeed(config: RunConfig, told = true): Feed {
    const row = (): Conditions => (told ? { row: sampleTensor([config.batch, ROW], 9) as Tensor2D } : {})
    return {
      batch: (step, update) =>
        lazyBatch({
          real: () => sampleTensor([config.batch, 2], 10 * step + update),
          noise: () => sampleTensor([config.batch, config.latent], 50 + 10 * step + update) as Tensor2D,
          conditions: row,
        }),
      normal: (_, slot, shape) => sampleTensor(shape, slot),
      uniform: (_, slot, shape) => sampleTensor(shape, slot),
    }
  }

  const CHANGES: Partial<RunConfig>[] = [
    { penalty: 'r1r2', loss: 'relativistic-paired', unroll: 2 },
    { penalty: 'gradient', loss: 'wasserstein', dSteps: 2 },
    { penalty: 'dragan', featureMatching: 1, lecam: 0.1 },
  ]

  test.each(CHANGES.flatMap((change) => [false, true].map((coupled) => ({ ...change, coupled }))))(
    'are told in every pass: %o',
    async ({ coupled, ...change }) => {
      const config = { ...SMALL, ...change }
      const game = rowGame(config, coupled)
      const feed = rowFeed(config)
      game.step(config, feed, 0).dispose()
      const flat = memory().numTensors
      game.step(config, feed, 1).dispose()
      expect(memory().numTensors).toBe(flat)
      ;(await game.stepInParts(config, feed, 2, () => Promise.resolve())).dispose()
      const { row, trace } = await game.trace(config, feed, 3)
      row.dispose()
      const expected = [...sampleTensor([4, ROW], 9).dataSync()]
      for (const update of [...trace.discriminator, trace.generator]) {
        expect(update.row?.shape).toEqual([4, ROW])
        expect([...(update.row?.data ?? [])]).toEqual(expected)
      }
      for (const part of ['forwards', 'discriminator', 'generator'] as const) {
        const made = await game.tracePart(config, feed, 4, { part, turn: 1 })
        expect([...made.discriminator, made.generator].at(part === 'generator' ? -1 : 0)?.row).toBeDefined()
      }
      const told = { row: sampleTensor([5, ROW], 8) as Tensor2D }
      const latents = sampleTensor([5, 3], 1) as Tensor2D
      const fakes = game.sample(config, latents, told)
      expect(game.score(fakes, told).shape).toEqual([5])
      expect(game.inputGradient(fakes, told).shape).toEqual([5, 2])
      expect(game.generatorDirection(config, feed, 5, fakes, sampleTensor([5, 2], 2), told).shape).toEqual([
        5, 2,
      ])
      expect(game.featureGram(config, latents, told).shape).toEqual([5, 5])
      game.dispose()
    },
  )

  test('and do refuse', () => {
    const game = rowGame(SMALL, false)
    expect(() => game.step(SMALL, rowFeed(SMALL, false), 0)).toThrow('was not told the row')
    expect(() => game.score(sampleTensor([5, 2], 1))).toThrow('was not told the row')
    game.dispose()
  })
})

describe('a generator that starts from a source', () => {
  const config: RunConfig = {
    ...defaultsFor('mnist'),
    ...{ latent: 0, batch: 8, ema: 0, gLr: 0.02, dLr: 0.005, beta1: 0.5, penalty: 'none', dSteps: 1 },
  }
  const l1: GeneratorTerm = {
    comparesReals: true,
    value: ({ fake, real }) => apart(fake, real ?? fake).mul(10),
  }
  /** The picture's negative. */
  const restore: Task = {
    tellsClass: false,
    source: { shape: (item) => item, of: (real) => real.neg() },
    terms: [l1],
  }
  const apart = (a: Tensor, b: Tensor): Scalar => mean(abs(sub(a, b)))
  /** Pictures of one brightness each, so that a small network can turn them. */
  const feedOf = (about: RunConfig) =>
    createFeed(
      () => about,
      SHAPE,
      (stream, count) =>
        Float32Array.from(normals(stream, count)).reduce(
          (all, level, i) => {
            all.fill(Math.tanh(level), 64 * i, 64 * (i + 1))
            return all
          },
          new Float32Array(64 * count),
        ),
      undefined,
      null,
      restore,
    )
  /** How far pictures made from their negatives are from themselves. */
  const off = (game: Game): number =>
    tidy(() => {
      const { real, conditions } = feedOf({ ...config, batch: 64 }).batch(9999, 0)
      return apart(game.sample(config, null, conditions), real).dataSync()[0] ?? NaN
    })

  test('learns what the source says, and needs no noise for it', async () => {
    const game = patchGame(config, restore.terms)
    const feed = feedOf(config)
    const before = off(game)
    game.step(config, feed, 0).dispose()
    const flat = memory().numTensors
    for (let step = 1; step < 150; step++) game.step(config, feed, step).dispose()
    expect(memory().numTensors).toBe(flat)
    expect(off(game)).toBeLessThan(0.15)
    expect(before).toBeGreaterThan(0.4)
    expect(game.latent).toBe(0)

    const { row, trace } = await game.trace(config, feed, 150)
    row.dispose()
    for (const update of [...trace.discriminator, trace.generator]) {
      expect(update.noise).toBeUndefined()
      expect(update.source?.shape).toEqual([8, 8, 8, 1])
      expect([...(update.source?.data ?? [])]).toEqual([...(update.real?.data ?? [])].map((value) => -value))
    }
    expect(() => game.sample(config, null)).toThrow('told nothing')

    const other = patchGame({ ...config, seed: 77 }, restore.terms)
    other.restore(await game.save())
    const figures = (of: Game) => [...of.step(config, feed, 151).dataSync()]
    expect(figures(other)).toEqual(figures(game))
    game.dispose()
    other.dispose()
  })

  test('its discriminator judges a picture by the source it is told', () => {
    const game = patchGame(config)
    const items = sampleTensor([3, ...SHAPE], 1)
    const scores = [2, 3].map((seed) => [
      ...game.score(items, { source: sampleTensor([3, ...SHAPE], seed) }).dataSync(),
    ])
    expect(scores[0]).not.toEqual(scores[1])
    game.dispose()
  })
})

describe('a generator that starts from a class', () => {
  const config: RunConfig = {
    ...defaultsFor('mnist'),
    ...{
      conditional: 'projection',
      model: 'mlp',
      gLayers: [8],
      dLayers: [8],
      gNorm: 'batch',
      latent: 0,
      batch: 8,
    },
  }
  const told = (...labels: number[]): Conditions => ({
    labels: tensor2d(labels.map((label) => [1 - label, label])),
  })

  test('makes one picture of each, and trains', () => {
    const game = createGame(config, [4, 4, 1], 2)
    const feed = twoClassFeed(config, [4, 4, 1])
    for (let step = 0; step < 3; step++) {
      const row = game.step(config, feed, step)
      expect([...row.dataSync()].every(Number.isFinite)).toBe(true)
      row.dispose()
    }
    const made = game.sample(config, null, told(0, 1, 0)).arraySync() as number[][][][]
    expect(made[0]).toEqual(made[2])
    expect(made[0]).not.toEqual(made[1])
    game.dispose()
  })

  test('a game with neither is refused with a next step', () => {
    expect(() => createGame({ ...config, conditional: 'none' }, [4, 4, 1])).toThrow(
      expect.objectContaining({ code: 'config-unsupported' }),
    )
  })
})
