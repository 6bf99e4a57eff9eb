/**
 * Class-conditional games against PyTorch: each loss with a penalty, on a dense and on a convolutional pair. Losses,
 * penalties, all gradients (the class tables' among them), and all weights after ten Adam steps. The fixtures are made by
 * test/fixtures/parity/classes.py.
 */
import { readFileSync } from 'node:fs'
import { tensor, tensor2d } from '@tensorflow/tfjs'
import { beforeAll, expect, test } from 'vitest'
import type { LossId } from '../../../src/common/catalog/losses.ts'
import type { PenaltyId } from '../../../src/common/catalog/penalties.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { lazyBatch } from '../../../src/worker/gan/batches/batch.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import type { Feed, Game } from '../../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../../src/common/items/item-shape.ts'
import { oneHotRows } from '../../../src/worker/gan/batches/labels.ts'
import { openWasmEngine } from '../../helpers/engine/wasm-engine.ts'
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

type Net = 'dense' | 'conv1'
interface Case {
  net: Net
  loss: LossId
  penalty: PenaltyId
  at: number
  lengths: [number, number, number, number, number]
}

const folder = new URL('../../fixtures/parity/', import.meta.url)
const index = JSON.parse(readFileSync(new URL('classes.json', folder), 'utf8')) as {
  constants: Record<'latent' | 'gamma' | 'steps' | 'rate' | 'beta1' | 'beta2' | 'classes', number>
  cases: Case[]
}
const bytes = readFileSync(new URL('classes.bin', folder))
const truth = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4)
const { latent, gamma, steps, rate, beta1, beta2, classes } = index.constants

const SHAPES: Record<Net, ItemShape> = { dense: [2], conv1: [16, 16, 1] }
const BATCH: Record<Net, number> = { dense: 8, conv1: 4 }

function feedFor(net: Net): Feed {
  const n = BATCH[net]
  const noise = (kind: number, step: number) => tensor2d(wave(kind, step, n * latent, 1.5), [n, latent])
  return {
    batch: (step, update) =>
      lazyBatch({
        real: () => {
          const kind = update === 0 ? KIND.real : KIND.generatorReal
          return tensor(wave(kind, step, n * sizeOf(SHAPES[net])), [n, ...SHAPES[net]])
        },
        noise: () => noise(update === 0 ? KIND.discriminatorNoise : KIND.generatorNoise, step),
        conditions: () => {
          const each = Uint16Array.from({ length: n }, (_, i) => (i + i * i + step + update) % classes)
          return { labels: tensor2d(oneHotRows(each, classes), [n, classes]) }
        },
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
    ...defaultsFor('mnist'),
    conditional: 'projection',
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
    gamma,
    batch: BATCH[net],
    beta1,
    beta2,
    ...change,
  }
}

/** Spread of a weight's wave, as the fixtures take it. */
function spreadOf(name: string, shape: readonly number[]): number {
  if (name === 'generator/classes/table') return 0.7
  if (name === 'discriminator/classes/kernel') return 0.5
  if (shape.length === 1) return 0.1
  const spread = name === 'discriminator/output/kernel' ? 5 : 1.2
  return spread / Math.sqrt(fanIn(shape, name.includes('/up')))
}

async function wavyGame(config: RunConfig, net: Net): Promise<Game> {
  const game = createGame(config, SHAPES[net], classes)
  const { generator, discriminator } = await game.weights()
  const start = new Map<string, Float32Array>()
  for (const [weights, first] of [[generator, 0] as const, [discriminator, 50] as const]) {
    weights.forEach(({ name, shape }, i) => {
      start.set(name, wave(KIND.weight, first + i, sizeOf(shape), spreadOf(name, shape)))
    })
  }
  const state = await game.save()
  game.restore(state.map((held) => ({ ...held, data: start.get(held.name) ?? held.data })))
  return game
}

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

beforeAll(async () => {
  await openWasmEngine()
})

test.each(index.cases)('$net networks: $loss with $penalty', async (entry) => {
  let from = entry.at
  const parts = entry.lengths.map((length) => truth.subarray(from, (from += length)))
  const [values, gradG, gradD, weightsG, weightsD] = parts
  if (!values || !gradG || !gradD || !weightsG || !weightsD) throw new Error('The fixture is not whole.')
  const plain = { optimizer: 'sgd', beta1: 0 } as const

  const { before, after, figures } = await play(entry, { ...plain, gLr: 1, dLr: 0 }, 1)
  expect(distance(moved(before.generator, after.generator), gradG)).toBeLessThan(TOLERANCE.gradients)
  const ours = Float32Array.of(figures[0] ?? NaN, figures[6] ?? NaN, figures[1] ?? NaN)
  expect(distance(ours, values)).toBeLessThan(TOLERANCE.values)

  const discriminator = await play(entry, { ...plain, gLr: 0, dLr: 1 }, 1)
  const gradient = moved(discriminator.before.discriminator, discriminator.after.discriminator)
  expect(distance(gradient, gradD)).toBeLessThan(TOLERANCE.gradients)

  const trained = await play(entry, { optimizer: 'adam', gLr: rate, dLr: rate }, steps)
  expect(distance(trained.after.generator, weightsG)).toBeLessThan(TOLERANCE.weights)
  // The last layer's bias stands before the class table.
  const features = entry.net === 'dense' ? 5 : 64
  const bias = SHIFT_FREE.includes(entry.loss) ? weightsD.length - classes * features - 1 : -1
  const without = (all: Float32Array) => all.filter((_, i) => i !== bias)
  expect(distance(without(trained.after.discriminator), without(weightsD))).toBeLessThan(TOLERANCE.weights)
})

test('the fixtures hold every loss, on both pairs', () => {
  expect(new Set(index.cases.map(({ loss, net }) => `${net} ${loss}`)).size).toBe(2 * 7)
})
