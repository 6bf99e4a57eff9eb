/**
 * Runs that restore, on WebGPU: recorded and replayed to the last bit from every source, with the slider moved on the way, in the warm
 * start and in the game; and the same numbers as on WASM.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { randomWords, streamFor } from '../../../src/common/numbers/random.ts'
import { HOLES, RESTORE_SOURCES } from '../../../src/common/restore/sources.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
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
  ...{ task: 'restore', size: SIDE, width: 3, batch: 4, warmStart: 0, augment: 'diffaugment', ema: 0.9 },
})
function randomBytes(seed: number): Uint8Array {
  return new Uint8Array(randomWords(streamFor(seed, 'data'), (COUNT * SIDE * SIDE * 3) / 4).buffer)
}
const set = picturesOf(
  {
    size: SIDE,
    channels: 3,
    pixels: randomBytes(3),
    partners: randomBytes(4),
  },
  { fingerprint: 'coloured' },
)

const CASES: Partial<RunConfig>[] = [
  ...RESTORE_SOURCES.filter(({ id }) => id !== 'hole').map(({ id }) => ({ source: id })),
  ...HOLES.map(({ id }) => ({ source: 'hole' as const, hole: id })),
  { source: 'half', loss: 'relativistic-paired', penalty: 'r1r2', featureMatching: 0.5, dNorm: 'spectral' },
  { source: 'gray', loss: 'wasserstein', penalty: 'gradient', gNorm: 'batch', dSteps: 2 },
]

/** Settings of the source and of the objective that change while it trains. */
const ON_THE_WAY: Partial<RunConfig> = {
  ...{ lively: 0.3, l1: 20, sourceNoise: 0.3, sourceBlur: 0.8, mosaic: 3, edgeLevel: 0.4 },
}

const trained = (config: RunConfig, on: Engine | null, steps: number, change = ON_THE_WAY) =>
  trainedInTwo(config, set, on, steps, change)

describe.for(CASES)('%o', (change) => {
  const config = { ...CONFIG, ...change }

  test('is replayed to the last bit', async () => {
    const expected = await trained(config, null, 4)
    const actual = await trained(config, engine, 4)
    expect(actual.refused).toEqual([])
    expect(actual.rows).toEqual(expected.rows)
    expect(actual.state).toEqual(expected.state)
  })
})

test('moving the slider to either end puts a number into the recording, and records nothing anew', async () => {
  for (const lively of [0, 1, 0.5]) {
    const { made, refused } = await trained({ ...CONFIG, lively: 0.25 }, engine, 4, { lively })
    expect(refused).toEqual([])
    expect(made).toEqual({ recordings: 1, patches: 1 })
  }
})

test('a warm start and the game after it are replayed, each by its own recording', async () => {
  const config = { ...CONFIG, warmStart: 6 }
  const expected = await trained(config, null, 6, {})
  const actual = await trained(config, engine, 6, {})
  expect(actual.refused).toEqual([])
  expect(actual.made?.recordings).toBe(2)
  expect(actual.rows).toEqual(expected.rows)
  expect(actual.state).toEqual(expected.state)
})

test('pairs that no device draws are written in blocks, and replayed to the last bit all the same', async () => {
  const { partners } = set
  if (partners === undefined) throw new Error('no pairs')
  // Too many for a device: the set says so.
  const undrawn = Object.assign(Object.create(set) as PictureSet, {
    resident: () => null,
    partners: { ...partners, resident: () => null },
  })
  const run = (on: Engine | null, from: PictureSet) =>
    trainedInTwo({ ...CONFIG, source: 'pairs' }, from, on, 4, {})
  const [expected, actual] = [await run(null, set), await run(engine, undrawn)]
  expect(actual.refused).toEqual([])
  expect(actual.rows).toEqual(expected.rows)
  expect(actual.state).toEqual(expected.state)
})

test.for([{ source: 'hole', hole: 'brush' }, { source: 'pairs' }] as const)(
  '%o trains as on WASM',
  async (change) => {
    await open('webgpu')
    const figures = async (backend: 'webgpu' | 'wasm') => {
      await open(backend)
      return (await trained({ ...CONFIG, ...change }, null, 2)).rows
    }
    const [expected, actual] = [await figures('wasm'), await figures('webgpu')]
    expect(worstError(Float32Array.from(actual), [...expected])).toBeLessThan(1e-3)
  },
)
