/** TVAE on every back end: three steps of the same rows, and what is drawn after them, are nearly those of WASM. */
import * as tf from '@tensorflow/tfjs'
import { afterAll, expect, test } from 'vitest'
import type { BackendChoice } from '../../../src/common/catalog/backends.ts'
import type { Failure } from '../../../src/common/failure.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import { trainTvae } from '../../../src/worker/gan/tvae/train.ts'
import { TVAE_DEFAULTS } from '../../../src/worker/gan/tvae/networks.ts'
import { createTvae } from '../../../src/worker/gan/tvae/tvae.ts'
import { LAYOUT, plantedTable } from '../../helpers/engine/planted-table.ts'
import { worstError } from '../../helpers/truth/naive.ts'
import { ASSETS } from '../engine-assets.ts'

const CONFIG = { ...TVAE_DEFAULTS, encoder: [9, 7], decoder: [7, 8], latent: 3, batch: 11 }
const { items } = plantedTable(33)

let lost: Failure | undefined
async function open(backend: Exclude<BackendChoice, 'auto'>) {
  const engine = await openEngine(backend, ASSETS)
  if (engine.report.backend !== backend) throw new Error(JSON.stringify(engine.report.passedOver))
  void engine.lost.then((failure) => (lost = failure))
}
afterAll(() => void tf.setBackend('cpu'))

async function trained() {
  const tvae = createTvae({ layout: LAYOUT, config: CONFIG, seed: 7 })
  let loss = NaN
  const stream = streamFor(1, 'data')
  await trainTvae(tvae, items, { epochs: 1, stream, onProgress: (progress) => (loss = progress.loss) })
  const weights = await Promise.all([...tvae.weights.values()].map((weight) => weight.data<'float32'>()))
  const rows = await tvae.sample(20, stream)
  tvae.dispose()
  return { loss, rows, weights: Float32Array.from(weights.flatMap((values) => [...values])) }
}

test.for(['cpu', 'webgl', 'webgpu'] as const)('trains and draws on %s as on WASM', async (backend) => {
  await open('wasm')
  const expected = await trained()
  await open(backend)
  const actual = await trained()
  expect(expected.weights.length).toBeGreaterThan(200)
  expect(actual.loss / expected.loss).toBeCloseTo(1, 4)
  expect(worstError(actual.weights, expected.weights)).toBeLessThan(1e-4)
  expect(worstError(actual.rows, expected.rows)).toBeLessThan(1e-4)
  expect(lost).toBeUndefined()
})
