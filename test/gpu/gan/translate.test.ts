/**
 * Runs that translate, on WebGPU: recorded and replayed to the last bit, with weights moved on the way, a memory of fakes and without; and
 * the same numbers as on WASM.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { randomWords, streamFor } from '../../../src/common/numbers/random.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { trainedInTwo } from '../../helpers/engine/trained.ts'
import { worstError } from '../../helpers/truth/naive.ts'
import { ASSETS } from '../engine-assets.ts'

let engine: Engine
const open = async (backend: 'webgpu' | 'wasm') => {
  engine = await openEngine(backend, ASSETS)
  expect(engine.report.backend).toBe(backend)
}
beforeAll(() => open('webgpu'))
afterAll(() => void tf.setBackend('cpu'))

const SIDE = 16
const COUNT = 40
const CONFIG: RunConfig = applyChange(defaultsFor('emoji'), {
  ...{ task: 'translate', size: SIDE, width: 3, batch: 4, ema: 0.9, from: 1, to: 0, pool: 6 },
})
const set = picturesOf(
  {
    size: SIDE,
    channels: 3,
    pixels: new Uint8Array(randomWords(streamFor(3, 'data'), (COUNT * SIDE * SIDE * 3) / 4).buffer),
    labels: Uint16Array.from({ length: COUNT }, (_, i) => (i % 5 === 0 ? 1 : 0)),
  },
  { fingerprint: 'coloured', classes: ['one', 'other'] },
)

const CASES: Partial<RunConfig>[] = [
  {},
  { pool: 0, augment: 'diffaugment' },
  { loss: 'relativistic-paired', penalty: 'r1r2', dNorm: 'spectral', featureMatching: 0.5 },
  { loss: 'wasserstein', penalty: 'gradient', gNorm: 'batch', dSteps: 2, batch: 3 },
]

/** Settings that change while it trains. */
const ON_THE_WAY: Partial<RunConfig> = { cycle: 3, identity: 0, gLr: 1e-4 }

const trained = (config: RunConfig, on: Engine | null, steps: number) =>
  trainedInTwo(config, set, on, steps, ON_THE_WAY)

describe.for(CASES)('%o', (change) => {
  test('is replayed to the last bit, and weights moved on the way are numbers put into the recording', async () => {
    const config = { ...CONFIG, ...change }
    const expected = await trained(config, null, 4)
    const actual = await trained(config, engine, 4)
    expect(actual.refused).toEqual([])
    expect(actual.made?.recordings).toBe(1)
    expect(actual.rows).toEqual(expected.rows)
    expect(actual.state).toEqual(expected.state)
  })
})

test('trains as on WASM', async () => {
  const figures = async (backend: 'webgpu' | 'wasm') => {
    await open(backend)
    return (await trained(CONFIG, null, 2)).rows
  }
  const [expected, actual] = [await figures('wasm'), await figures('webgpu')]
  expect(worstError(Float32Array.from(actual), [...expected])).toBeLessThan(1e-3)
})
