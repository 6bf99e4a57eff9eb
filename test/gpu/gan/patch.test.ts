/**
 * Many logits an item on WebGPU: the fused losses over all of them against plain doubles, and a game with a patch
 * discriminator and a generator without noise, recorded, replayed and compared with WASM.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { LOSSES } from '../../../src/common/catalog/losses.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { normals } from '../../../src/common/numbers/random.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { FIGURES } from '../../../src/worker/gan/game-types.ts'
import { lossOf } from '../../../src/worker/gan/losses/losses.ts'
import { gradientsOf } from '../../../src/worker/gan/ops/autodiff.ts'
import { flat } from '../../../src/worker/gan/step/logits.ts'
import type { Task } from '../../../src/worker/gan/tasks/task.ts'
import { DeviceReplay } from '../../../src/worker/session/train/replay.ts'
import { patchFeed, patchGame, SHAPE } from '../../helpers/engine/patch-game.ts'
import { pattern, worstError } from '../../helpers/truth/naive.ts'
import { discriminatorLoss, generatorLoss, slopesOf, type Numbers } from '../../helpers/truth/plain-patch.ts'
import { ASSETS } from '../engine-assets.ts'

let engine: Engine
const open = async (backend: 'webgpu' | 'wasm') => {
  engine = await openEngine(backend, ASSETS)
  expect(engine.report.backend).toBe(backend)
}
beforeAll(() => open('webgpu'))
afterAll(() => void tf.setBackend('cpu'))

/** More logits than the kernel has threads, and no multiple of them. */
const [ITEMS, K] = [5, 49]

describe.for(LOSSES.map(({ id }) => id))('%s', (loss) => {
  const values = [1, 2].map((seed) => pattern(ITEMS * K, seed).map((x) => 2 * x))
  const plain = new Map(['real', 'fake'].map((name, i): [string, Numbers] => [name, [...(values[i] ?? [])]]))
  const logits = () => values.map((side) => tf.tensor2d(side, [ITEMS, K]))
  const sideOf = (weights: ReadonlyMap<string, Numbers>, name: string) => weights.get(name) ?? []
  const cases = {
    discriminator: {
      ours: (real: tf.Tensor2D, fake: tf.Tensor2D) => lossOf(loss).discriminator(flat(real), flat(fake), 0.1),
      truth: (weights: ReadonlyMap<string, Numbers>) =>
        discriminatorLoss({ loss, smoothing: 0.1 }, sideOf(weights, 'real'), sideOf(weights, 'fake')),
    },
    generator: {
      ours: (real: tf.Tensor2D, fake: tf.Tensor2D) => lossOf(loss).generator(flat(fake), flat(real)),
      truth: (weights: ReadonlyMap<string, Numbers>) => {
        const fake = sideOf(weights, 'fake')
        return generatorLoss(loss, sideOf(weights, 'real'), fake, fake)
      },
    },
  }

  test.for(['discriminator', 'generator'] as const)('of the %s is the mean over all logits', async (role) => {
    const { ours, truth } = cases[role]
    const [real, fake] = logits()
    if (real === undefined || fake === undefined) throw new Error('no logits')
    const { value, grads } = gradientsOf(() => ours(real, fake), [real, fake])
    expect((await value.data())[0]).toBeCloseTo(truth(plain), 5)
    const slopes = await tf.concat(grads.map((grad) => flat(grad as tf.Tensor2D))).data()
    expect(worstError(slopes, slopesOf(truth, plain))).toBeLessThan(1e-5)
  })
})

const SMALL: RunConfig = {
  ...defaultsFor('mnist'),
  ...{ batch: 4, latent: 3, ema: 0, penalty: 'none', gamma: 1, loss: 'non-saturating' },
}
const CASES: Partial<RunConfig>[] = [
  { latent: 3, topK: 0.5, lecam: 0.2 },
  { latent: 0, penalty: 'r1r2', loss: 'relativistic-paired', featureMatching: 0.5 },
  { latent: 0, penalty: 'gradient', loss: 'wasserstein' },
]

describe.for(CASES)('%o', (change) => {
  const config: RunConfig = { ...SMALL, ...change }

  test('trains as on WASM', async () => {
    const trained = async (backend: 'webgpu' | 'wasm') => {
      await open(backend)
      const game = patchGame(config)
      const rows = [0, 1, 2].map((step) => game.step(config, patchFeed(config), step))
      const figures = await tf.concat(rows).data<'float32'>()
      const { generator, discriminator } = await game.weights()
      tf.dispose(rows)
      game.dispose()
      return { figures, weights: [...generator, ...discriminator].flatMap(({ data }) => [...data]) }
    }
    const [expected, actual] = [await trained('wasm'), await trained('webgpu')]
    expect(worstError(actual.figures, expected.figures)).toBeLessThan(1e-4)
    expect(worstError(Float32Array.from(actual.weights), expected.weights)).toBeLessThan(1e-3)
  })

  test('is replayed to the last bit', async () => {
    const noisy: Task = {
      tellsClass: false,
      source: { shape: (item) => item, of: (real, normal) => tf.add(tf.neg(real), normal(real.shape)) },
      terms: [],
    }
    const recorder = engine.openRecorder?.(FIGURES.length)
    if (recorder?.on !== 'device') throw new Error('nothing records here')
    const play = async (replay: DeviceReplay | null) => {
      const game = patchGame(config)
      const feed = createFeed(
        () => config,
        SHAPE,
        (stream, count) => normals(stream, count * 64).map(Math.tanh),
        undefined,
        null,
        config.latent === 0 ? noisy : undefined,
      )
      const run = {
        ...{ config, dataset: pointSetFor(defaultsFor('ring'), null), game, feed, step: 0 },
        stepReadably: () => game.step(config, feed, run.step++).dispose(),
      }
      if (replay !== null) {
        await replay.prepare(run, () => undefined)
        expect(replay.refused).toBeNull()
        while (run.step < 8) run.step += replay.play(run, 8 - run.step)
      }
      while (run.step < 8) run.stepReadably()
      const state = await game.save()
      feed.dispose()
      game.dispose()
      return state
    }
    const replay = new DeviceReplay(recorder)
    expect(await play(replay)).toEqual(await play(null))
    replay.dispose()
  })
})
