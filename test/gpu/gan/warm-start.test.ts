/**
 * The warm start on WebGPU: its steps and the game's after them, recorded and replayed, are the same to the last bit as in
 * immediate mode; and the codes that the device draws are those that JavaScript draws, of the same items.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { randomWords, streamFor } from '../../../src/common/numbers/random.ts'
import type { Failure } from '../../../src/common/failure.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import type { PictureSet } from '../../../src/worker/data/picture-set.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../helpers/data/sets.ts'
import { ASSETS } from '../engine-assets.ts'

let engine: Engine
let lost: Failure | undefined
beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
  void engine.lost.then((failure) => (lost = failure))
})
afterAll(() => {
  expect(lost).toBeUndefined()
  void tf.setBackend('cpu')
})

const WARM = 9
const UNTIL = 18
const CONFIG: RunConfig = {
  ...defaultsFor('mnist'),
  ...{ size: 16, width: 4, batch: 4, latent: 5, seed: 12, warmStart: WARM, augment: 'diffaugment' },
}

function pictures(labels: Uint16Array | null = null): PictureSet {
  const pixels = new Uint8Array(randomWords(streamFor(2, 'data'), (50 * 256) / 4).buffer)
  const classes = labels === null ? [] : ['a', 'b', 'c']
  return picturesOf({ size: 16, channels: 1, pixels, labels }, { fingerprint: 'pictures', classes })
}

/** Trains as the session does. */
async function train(config: RunConfig, set: PictureSet, on: Engine | null) {
  const run = new Run(config, set, on)
  const stages: boolean[] = []
  while (run.step < UNTIL) {
    if (run.needsCompiling(UNTIL - run.step)) await run.compile(() => undefined)
    expect(run.replay?.refused ?? null).toBeNull()
    stages.push(run.replay?.ready(run) ?? false)
    await run.advanceFor(1, UNTIL)
  }
  return { run, stages, rows: await run.log.read(), state: await run.game.save() }
}

describe('a warm start', () => {
  test.for<{ name: string; change: Partial<RunConfig>; set: () => PictureSet }>([
    { name: 'DCGAN', change: {}, set: () => pictures() },
    {
      name: 'told classes, a latent of whole words',
      change: { conditional: 'projection', latent: 8 },
      set: () => pictures(Uint16Array.from({ length: 50 }, (_, i) => i % 3)),
    },
  ])('is replayed as in immediate mode, and so is the game after it: $name', async ({ change, set }) => {
    const config = { ...CONFIG, ...change }
    const expected = await train(config, set(), null)
    const actual = await train(config, set(), engine)
    expect(actual.run.replay?.made.recordings).toBe(2)
    expect(actual.rows).toEqual(expected.rows)
    expected.state.forEach(({ name, data }, i) => {
      expect(actual.state[i]?.name).toBe(name)
      expect(actual.state[i]?.data, name).toEqual(data)
    })
    expect(expected.rows.every(Number.isFinite)).toBe(true)
    expected.run.dispose()
    actual.run.dispose()
  })

  test('draws on the device the codes of the very items it draws', async () => {
    const run = new Run(CONFIG, pictures())
    const codes = new Map<string, string>()
    for (let step = 0; step < 12; step++) {
      const batch = run.feed.batch(step, 0)
      const [items, latents] = [await batch.real.data(), await batch.codes?.data()]
      for (let i = 0; i < 4; i++) {
        const item = items.slice(i * 256, (i + 1) * 256).join()
        const latent = latents?.slice(i * 5, (i + 1) * 5).join() ?? 'none'
        expect(codes.get(item) ?? latent).toBe(latent)
        codes.set(item, latent)
      }
    }
    expect(new Set(codes.values()).size).toBe(codes.size)
    expect(codes.size).toBeGreaterThan(20)
    run.dispose()
  })
})
