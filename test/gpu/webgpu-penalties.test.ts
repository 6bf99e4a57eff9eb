/**
 * Penalties differentiate a gradient again, through every convolution and its gradients: the same steps on WebGPU and on
 * WASM, whose game is held against finite differences and an independent library elsewhere.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, expect, test } from 'vitest'
import { openEngine } from '../../src/worker/compute/engine.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { createFeed } from '../../src/worker/gan/batches/feed.ts'
import { FIGURES } from '../../src/worker/gan/game-types.ts'
import type { ItemShape } from '../../src/common/items/item-shape.ts'
import { createGame } from '../../src/worker/gan/game.ts'
import { normals } from '../../src/common/numbers/random.ts'
import { worstError } from '../helpers/truth/naive.ts'
import { ASSETS } from './engine-assets.ts'

const STEPS = 3
const SHAPE: ItemShape = [16, 16, 3]
const SMALL: RunConfig = { ...defaultsFor('mnist'), size: 16, width: 4, batch: 3, latent: 5 }

async function figuresOn(backend: 'webgpu' | 'wasm', config: RunConfig): Promise<Float32Array> {
  const engine = await openEngine(backend, ASSETS)
  expect(engine.report.backend).toBe(backend)
  let lost: unknown = null
  void engine.lost.then((failure) => (lost = failure))
  const size = SHAPE.reduce<number>((product, side) => product * side, 1)
  const game = createGame(config, SHAPE)
  const feed = createFeed(
    () => config,
    SHAPE,
    (stream, count) => normals(stream, count * size).map((x) => Math.tanh(x)),
  )
  const rows = Array.from({ length: STEPS }, (_, step) => game.step(config, feed, step))
  const figures = await tf.concat(rows).data<'float32'>()
  await engine.settle()
  tf.dispose(rows)
  game.dispose()
  expect(lost).toBeNull()
  return figures
}

afterAll(() => void tf.setBackend('cpu'))

test.for([
  { penalty: 'r1', loss: 'non-saturating', gamma: 10 },
  { penalty: 'gradient', loss: 'wasserstein', gamma: 10 },
] as const)('$penalty: steps on WebGPU are those on WASM', async (choice) => {
  const config: RunConfig = { ...SMALL, ...choice }
  const expected = await figuresOn('wasm', config)
  const actual = await figuresOn('webgpu', config)
  const column = (figures: Float32Array, name: (typeof FIGURES)[number]) =>
    figures.filter((_, i) => i % FIGURES.length === FIGURES.indexOf(name))
  expect(expected).toHaveLength(STEPS * FIGURES.length)
  expect(Math.min(...column(expected, 'penalty'))).toBeGreaterThan(0)
  for (const name of FIGURES) {
    expect(worstError(column(actual, name), column(expected, name)), name).toBeLessThan(1e-4)
  }
})
