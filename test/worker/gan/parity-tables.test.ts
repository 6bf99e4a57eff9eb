/**
 * A step of CTGAN's pair against PyTorch: packs, dropout, the Gumbel softmax, the condition on both sides, the cross-entropy of the
 * choice and WGAN-GP for each pack. Losses, the penalty, and all weights after plain gradient descent, which tell the gradients. The
 * fixture is made by test/fixtures/parity/tables.py.
 */
import { readFileSync } from 'node:fs'
import { tensor, tensor2d, tidy } from '@tensorflow/tfjs'
import { describe, beforeAll, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { lazyBatch } from '../../../src/worker/gan/batches/batch.ts'
import { choiceRows } from '../../../src/worker/gan/batches/row-sampler.ts'
import { FIGURES, type Feed } from '../../../src/worker/gan/game-types.ts'
import { gameOf } from '../../../src/worker/gan/game.ts'
import { ctganPair } from '../../../src/worker/gan/networks/ctgan.ts'
import { rowTask } from '../../../src/worker/gan/tasks/chosen-category.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { CHOICES, LAYOUT, WIDTH } from '../../helpers/engine/planted-table.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
import { KIND, sizeOf, wave, weightsOf } from '../../helpers/truth/parity.ts'

const truth = JSON.parse(
  readFileSync(new URL('../../fixtures/parity/tables.json', import.meta.url), 'utf8'),
) as {
  constants: Record<'batch' | 'pack' | 'latent' | 'rate' | 'gamma', number>
  lossD: number
  penalty: number
  lossG: number
  generator: number[]
  discriminator: number[]
}
const { batch, pack, latent, rate, gamma } = truth.constants
const CHANCE = 6

const config: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [4, 3], dLayers: [9, 7], latent, batch, gNorm: 'batch', dNorm: 'none', ema: 0, dSteps: 1 },
  ...{ diversity: 'packing', pack, loss: 'wasserstein', penalty: 'gradient', gamma },
  ...{ optimizer: 'sgd', beta1: 0, gLr: rate, dLr: rate },
}

const feed: Feed = {
  batch: (_, update) =>
    lazyBatch({
      real: () => tensor(wave(KIND.real, update, batch * WIDTH, 3), [batch, WIDTH]),
      noise: () => tensor2d(wave(KIND.discriminatorNoise, update, batch * latent, 1.5), [batch, latent]),
      conditions: () => {
        const choices = Int32Array.from({ length: batch }, (__, i) => (i * i + i + update) % CHOICES)
        return { row: tensor2d(choiceRows(choices, CHOICES), [batch, CHOICES]) }
      },
    }),
  normal: (_, slot, shape) =>
    tensor(
      wave(KIND.normal, slot, 5 * sizeOf(shape), 1.5).filter((__, i) => i % 5 === 0),
      [...shape],
    ),
  uniform: (_, slot, shape) => tensor(wave(CHANCE, slot, sizeOf(shape), 0.9), [...shape]),
}

/** The largest difference, relative to the largest number. */
function off(found: ArrayLike<number>, wanted: readonly number[]): number {
  expect(found.length).toBe(wanted.length)
  const largest = Math.max(...wanted.map(Math.abs))
  return Math.max(...wanted.map((value, i) => Math.abs(value - (found[i] ?? NaN)))) / largest
}

describe.each([
  ['cpu', useCpu],
  ['wasm', openWasmEngine],
] as const)('%s', (_, open) => {
  beforeAll(async () => void (await open()))

  test('a step is PyTorch’s', async () => {
    const terms = rowTask(LAYOUT).terms
    const game = gameOf(ctganPair(config, LAYOUT), config, {
      itemShape: [WIDTH],
      told: { row: CHOICES },
      terms,
    })
    const { generator, discriminator } = await game.weights()
    const first = new Map(
      [...generator, ...discriminator].map(({ name, shape }, k) => [
        name,
        wave(KIND.weight, k, sizeOf(shape), 0.5),
      ]),
    )
    game.restore((await game.save()).map((held) => ({ ...held, data: first.get(held.name) ?? held.data })))
    const figures = tidy(() => [...game.step(config, feed, 0).dataSync()])
    const figure = (name: (typeof FIGURES)[number]) => figures[FIGURES.indexOf(name)] ?? NaN
    expect(figure('lossD')).toBeCloseTo(truth.lossD, 5)
    expect(figure('penalty')).toBeCloseTo(truth.penalty, 4)
    expect(figure('lossG')).toBeCloseTo(truth.lossG, 5)
    const after = await weightsOf(game)
    expect(off(after.discriminator, truth.discriminator)).toBeLessThan(1e-5)
    expect(off(after.generator, truth.generator)).toBeLessThan(1e-5)
    game.dispose()
  })
})
