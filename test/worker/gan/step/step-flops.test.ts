/** What a step is said to ask of a device: against a count by hand, and against what its kernels were really asked. */
import * as tf from '@tensorflow/tfjs'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { forwardFlops, stepFlops } from '../../../../src/common/networks/step-flops.ts'
import { registerArrayKernels } from '../../../../src/worker/compute/kernels/arrays/register.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import { createGame } from '../../../../src/worker/gan/game.ts'
import { summarise } from '../../../../src/worker/gan/networks/network.ts'
import { PAIRS } from '../../../../src/worker/gan/networks/pairs.ts'
import { countProducts } from '../../../helpers/truth/count-products.ts'

const own = (change: Partial<RunConfig> = {}): RunConfig => ({ ...defaultsFor('own'), ...change })

function flopsOf(config: RunConfig, shape: readonly number[]): number {
  const { generator, discriminator } = PAIRS[config.model](config, shape)
  const layers = { generator: summarise(generator).layers, discriminator: summarise(discriminator).layers }
  return stepFlops(forwardFlops(layers), config)
}

test('a DCGAN of 8 × 8 gray pixels, width 2, latent 3, batch 2, by hand', () => {
  // 4 × 4 × 2 and 8 × 8 × 1 pixels. G: 3 → 32 dense, then 4 × 4 kernels from 2 channels to 1, each used at 16 places.
  const dense = 2 * 3 * 32
  const up = 2 * 16 * 16 * 2
  // D: 4 × 4 kernels from 1 channel to 2 at 16 places, then 32 → 1 dense.
  const down = 2 * 16 * 16 * 2
  const logit = 2 * 32
  const discriminator = 2 * 2 * (2 * down + 3 * logit)
  const fakes = 2 * (dense + up)
  const generator = 2 * (2 * dense + 3 * up) + 2 * 2 * (down + logit)
  const config = own({ model: 'dcgan', penalty: 'none', dSteps: 1, size: 8, width: 2, latent: 3, batch: 2 })
  expect(flopsOf(config, [8, 8, 1])).toBe(discriminator + fakes + generator)
  expect(flopsOf({ ...config, dSteps: 3 }, [8, 8, 1])).toBe(3 * (discriminator + fakes) + generator)
})

test('the first edition’s default in colour costs what the study outside the project says, to 3 %', () => {
  const of = (size: number) =>
    flopsOf({ ...own(), model: 'dcgan', width: 32, batch: 64, size }, [size, size, 3])
  expect(Math.abs(of(32) / 7.1e9 - 1)).toBeLessThan(0.03)
  expect(Math.abs(of(64) / 41e9 - 1)).toBeLessThan(0.03)
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

  const SMALL = {
    model: 'dcgan',
    penalty: 'none',
    loss: 'non-saturating',
    diversity: 'none',
    size: 8,
    width: 2,
    latent: 3,
    batch: 4,
  } as const
  test.for<[string, Partial<RunConfig>]>([
    ['as shipped', {}],
    ['with two updates of D', { dSteps: 2 }],
    ['with a loss that compares reals', { loss: 'relativistic-paired' }],
    ['with R1 + R2', { gNorm: 'none', penalty: 'r1r2' }],
    ['of residual networks', { model: 'residual', gNorm: 'none' }],
    ['of dense layers', { model: 'mlp', gNorm: 'none', gLayers: [5], dLayers: [6] }],
    ['in packs', { diversity: 'packing', pack: 2 }],
  ])('%s', ([, change]) => {
    const config = own({ ...SMALL, ...change })
    const shape = [8, 8, 1]
    const game = createGame(config, shape)
    const feed = createFeed(
      () => config,
      shape,
      (_, count) => new Float32Array(count * 64).fill(0.5),
    )
    let counted = 0
    undo = countProducts((flops) => (counted += flops))
    game.step(config, feed, 0).dispose()
    game.dispose()
    expect(flopsOf(config, shape) / counted).toBeCloseTo(1, 6)
  })
})
