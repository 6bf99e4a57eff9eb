/** The closed forms against hand-made sums, and against a count of what a step really asks of its kernels. */
import { registerArrayKernels } from '../../../src/worker/compute/kernels/arrays/register.ts'
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../src/worker/gan/game.ts'
import { shapeOf } from '../../../src/common/items/kinds.ts'
import { countProducts } from '../../helpers/truth/count-products.ts'
import { bytesPerStep, flopsPerStep, parameters } from './arithmetic.ts'
import { CASES, datasetFor, type SpeedCase } from './cases.ts'
import { planOf, type GamePlan } from './plan.ts'

/** One layer each: G 2 → 3, D 3 → 1. */
const TINY: GamePlan = {
  generator: [{ op: 'dense', inputs: 2, units: 3, activation: 'linear' }],
  discriminator: [{ op: 'dense', inputs: 3, units: 1, activation: 'linear' }],
}

describe('by hand', () => {
  test('the operations of one dense layer each, batch 10', () => {
    // G: 12 operations an item, thrice. D: 6 an item; its own update forward and by the weights on 20, G's update on 10
    // forward and by the input.
    expect(flopsPerStep(TINY, { batch: 10, penalty: 'none' })).toBe(3 * 120 + 2 * 120 + 2 * 60)
  })

  test('R1 adds the forward pass, its slope by the input, and that by the weights', () => {
    const plain = flopsPerStep(TINY, { batch: 10, penalty: 'none' })
    expect(flopsPerStep(TINY, { batch: 10, penalty: 'r1' }) - plain).toBe(3 * 60)
  })

  test('the bytes of one dense layer each, batch 10', () => {
    const product = (items: number, inputs: number, units: number) =>
      4 * (items * inputs + inputs * units + items * units)
    const products = 3 * product(10, 2, 3) + 2 * product(20, 3, 1) + 2 * product(10, 3, 1)
    const adam = 28 * (6 + 3 + 3 + 1)
    expect(bytesPerStep(TINY, { batch: 10, penalty: 'none' })).toBe(products + adam)
  })

  test('dcgan28: 7×7×64 dense, 64 → 32 → 1 and back; batch 64', () => {
    const spec = CASES[1]
    const [dense, deep, shallow, last] = [2 * 64 * 3136, 2 * 49 * 16 * 64 * 32, 2 * 196 * 16 * 32, 2 * 3136]
    const generator = 4 * (dense + deep + shallow) - dense
    const discriminator = 8 * (shallow + deep + last) - 2 * shallow
    const plan = planOf(spec.config, spec.channels)
    expect(flopsPerStep(plan, spec.config)).toBe(64 * (generator + discriminator))
    // Kernels and biases of G, then of D.
    const weights = 64 * 3136 + 3136 + (16 * 64 * 32 + 32) + (16 * 32 + 1)
    expect(parameters(plan)).toBe(weights + (16 * 32 + 32) + (16 * 32 * 64 + 64) + (3136 + 1))
  })
})

describe('counted in the kernels of a real step', () => {
  let undo: (() => void)[] = []
  beforeAll(async () => {
    await tf.setBackend('cpu')
    registerArrayKernels()
  })
  afterEach(() => {
    undo.forEach((restore) => restore())
    undo = []
  })

  const small: SpeedCase[] = [
    {
      name: 'mlp',
      config: shrunk(CASES[0].config, { gLayers: [5, 7], dLayers: [6, 3], batch: 4 }),
      channels: 1,
    },
    { name: 'dcgan28', config: shrunk(CASES[1].config, { width: 2, latent: 3, batch: 2 }), channels: 1 },
    { name: 'dcgan32-r1', config: shrunk(CASES[2].config, { width: 2, latent: 3, batch: 2 }), channels: 3 },
  ]

  test.for(small)('$name', (spec) => {
    const { config, channels } = spec
    const dataset = datasetFor(spec)
    const shape = shapeOf(dataset.item)
    const game = createGame(config, shape)
    const feed = createFeed(
      () => config,
      shape,
      (stream, count) => dataset.draw(stream, count),
    )
    const plan = planOf(config, channels)
    expect(game.generator.parameters + game.discriminator.parameters).toBe(parameters(plan))
    let counted = 0
    undo = countProducts((flops) => (counted += flops))
    game.step(config, feed, 0).dispose()
    game.dispose()
    expect(counted).toBe(flopsPerStep(plan, config))
  })
})

function shrunk(config: RunConfig, change: Partial<RunConfig>): RunConfig {
  return { ...config, ...change }
}
