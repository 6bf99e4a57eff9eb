/**
 * The game against PyTorch: every loss with every penalty on a dense pair and on convolutional pairs with 1 and 3
 * channels. Losses, penalties, all gradients, and all weights after ten Adam steps. The fixtures are made by
 * test/fixtures/parity/make.py in double precision; the inputs are waves that both sides make for themselves.
 *
 * Gradients come out through the public door: one plain step of rate 1 moves each weight by minus its gradient.
 */
import { readFileSync } from 'node:fs'
import { tensor, tensor2d } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import type { LossId } from '../../../src/common/catalog/losses.ts'
import type { PenaltyId } from '../../../src/common/catalog/penalties.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { lazyBatch } from '../../../src/worker/gan/batches/batch.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { Feed, Game } from '../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import {
  distance,
  fanIn,
  KIND,
  moved,
  SHIFT_FREE,
  sizeOf,
  TOLERANCE,
  wave,
  weightsOf,
} from '../../helpers/truth/parity.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'

type Net = 'dense' | 'conv1' | 'conv3'
interface Case {
  net: Net
  loss: LossId
  penalty: PenaltyId
  at: number
  lengths: [number, number, number, number, number]
}

const folder = new URL('../../fixtures/parity/', import.meta.url)
const index = JSON.parse(readFileSync(new URL('parity.json', folder), 'utf8')) as {
  constants: Record<'latent' | 'gamma' | 'clip' | 'steps' | 'rate' | 'beta1' | 'beta2', number>
  cases: Case[]
}
const bytes = readFileSync(new URL('parity.bin', folder))
const truth = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
const { latent, gamma, clip, steps, rate, beta1, beta2 } = index.constants

const SHAPES: Record<Net, ItemShape> = { dense: [2], conv1: [16, 16, 1], conv3: [16, 16, 3] }
const BATCH: Record<Net, number> = { dense: 8, conv1: 4, conv3: 4 }

function feedFor(net: Net): Feed {
  const n = BATCH[net]
  const item = SHAPES[net]
  const noise = (kind: number, step: number) => tensor2d(wave(kind, step, n * latent, 1.5), [n, latent])
  return {
    batch: (step, update) =>
      lazyBatch({
        real: () =>
          tensor(wave(update === 0 ? KIND.real : KIND.generatorReal, step, n * sizeOf(item)), [n, ...item]),
        noise: () => noise(update === 0 ? KIND.discriminatorNoise : KIND.generatorNoise, step),
      }),
    normal: (step, slot, shape) =>
      tensor(wave(KIND.normal + 10 * slot, step, sizeOf(shape), 1.5), [...shape]),
    uniform: () => {
      throw new Error('No layer of these leaves anything to chance.')
    },
  }
}

function configFor({ net, loss, penalty }: Case, change: Partial<RunConfig>): RunConfig {
  return {
    ...defaultsFor(net === 'dense' ? 'ring' : 'mnist'),
    size: 16,
    model: net === 'dense' ? 'mlp' : 'dcgan',
    gLayers: [5],
    dLayers: [6, 5],
    activation: 'tanh',
    width: 2,
    latent,
    gNorm: 'none',
    loss,
    penalty,
    gamma: penalty === 'clip' ? clip : gamma,
    batch: BATCH[net],
    beta1,
    beta2,
    ...change,
  }
}

/** Puts the wave into every weight, in build order. */
async function wavyGame(config: RunConfig, net: Net): Promise<Game> {
  const game = createGame(config, SHAPES[net])
  const { generator, discriminator } = await game.weights()
  const start = new Map<string, Float32Array>()
  for (const [weights, first] of [[generator, 0] as const, [discriminator, 50] as const]) {
    weights.forEach(({ name, shape }, i) => {
      const spread = name === 'discriminator/output/kernel' ? 5 : 1.2
      const scale = shape.length === 1 ? 0.1 : spread / Math.sqrt(fanIn(shape, name.includes('/up')))
      start.set(name, wave(KIND.weight, first + i, sizeOf(shape), scale))
    })
  }
  const state = await game.save()
  game.restore(state.map((held) => ({ ...held, data: start.get(held.name) ?? held.data })))
  return game
}

/** Runs steps and returns the first row of figures and the weights before and after. */
async function play(entry: Case, change: Partial<RunConfig>, count: number) {
  const config = configFor(entry, change)
  const game = await wavyGame(config, entry.net)
  const feed = feedFor(entry.net)
  const before = await weightsOf(game)
  let figures: Float32Array | null = null
  for (let step = 0; step < count; step++) {
    const row = game.step(config, feed, step)
    figures ??= Float32Array.from(await row.data())
    row.dispose()
  }
  const after = await weightsOf(game)
  game.dispose()
  return { figures: figures ?? new Float32Array(0), before, after }
}

function truthOf({ at, lengths }: Case): Float32Array[] {
  let from = at
  return lengths.map((length) => truth.subarray(from, (from += length)))
}

beforeAll(async () => {
  await openWasmEngine()
})

describe.each(['dense', 'conv1', 'conv3'] as const)('%s networks agree with PyTorch', (net) => {
  test.each(index.cases.filter((entry) => entry.net === net))('$loss with $penalty', async (entry) => {
    const [values, gradG, gradD, weightsG, weightsD] = truthOf(entry)
    if (!values || !gradG || !gradD || !weightsG || !weightsD) throw new Error('The fixture is not whole.')
    const plain = { optimizer: 'sgd', beta1: 0 } as const

    const generator = await play(entry, { ...plain, gLr: 1, dLr: 0 }, 1)
    expect(distance(moved(generator.before.generator, generator.after.generator), gradG)).toBeLessThan(
      TOLERANCE.gradients,
    )
    const { figures } = generator
    const ours = Float32Array.of(figures[0] ?? NaN, figures[6] ?? NaN, figures[1] ?? NaN)
    expect(distance(ours, values)).toBeLessThan(TOLERANCE.values)

    if (entry.penalty !== 'clip') {
      const discriminator = await play(entry, { ...plain, gLr: 0, dLr: 1 }, 1)
      const gradient = moved(discriminator.before.discriminator, discriminator.after.discriminator)
      expect(distance(gradient, gradD)).toBeLessThan(TOLERANCE.gradients)
    }

    const trained = await play(entry, { optimizer: 'adam', gLr: rate, dLr: rate }, steps)
    expect(distance(trained.after.generator, weightsG)).toBeLessThan(TOLERANCE.weights)
    const end = SHIFT_FREE.includes(entry.loss) ? -1 : weightsD.length
    const discriminator = trained.after.discriminator.subarray(0, end)
    expect(distance(discriminator, weightsD.subarray(0, end))).toBeLessThan(TOLERANCE.weights)
  })
})

test('the fixtures hold every loss with every penalty', () => {
  expect(new Set(index.cases.map(({ loss, penalty, net }) => `${net} ${loss} ${penalty}`)).size).toBe(
    3 * 7 * 7,
  )
})
