/** The two sides of a comparison on WebGPU, both recorded and replayed. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { twinOf } from '../../src/common/config/twin.ts'
import { pointSetFor } from '../../src/worker/data/builtin/point-sets.ts'
import { Judges } from '../../src/worker/session/measure/judges.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import { Comparison } from '../../src/worker/session/comparison/comparison.ts'
import { Side } from '../../src/worker/session/side.ts'
import { ASSETS } from './engine-assets.ts'
import { NOTHING_LEARNT } from '../helpers/engine/learnt.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
})
afterAll(() => void tf.setBackend('cpu'))

const CONFIG: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [8], dLayers: [8], batch: 8, latent: 2, seed: 3 },
}

const weightsOf = async (run: Run) => {
  const { generator, discriminator } = await run.game.weights()
  return [...generator, ...discriminator].map(({ name, data }) => [name, Array.from(data)])
}

/** A run, and its twin with a change; both trained for `steps` replayed steps, the twin as the session does it. */
async function compare(change: Partial<RunConfig>, steps: number, before = 0) {
  const run = new Run(CONFIG, pointSetFor(CONFIG, null), engine)
  const emit = (): void => undefined
  const judges = new Judges(
    () => Promise.reject(new Error('no file')),
    () => undefined,
  )
  const side = new Side('twin', { engine, judges, emit })
  const comparison = new Comparison({ learnt: NOTHING_LEARNT, engine, side, emit })
  await run.compile(() => undefined)
  const train = async (until: number) => {
    while (run.step < until) {
      await run.advanceFor(50, until)
      await engine.settle()
      await comparison.follow(run, run.step < until, null)
    }
  }
  if (before === 0) await comparison.begin(run, twinOf(run.config, change))
  await train(before)
  if (before > 0) await comparison.fork(run, twinOf(run.config, change), run.step)
  await train(before + steps)
  if (side.run === null) throw new Error('The twin is gone.')
  expect([run.replay?.ready(run), side.run.replay?.ready(side.run)]).toEqual([true, true])
  expect(side.run.step).toBe(run.step)
  const sides = { run: await weightsOf(run), twin: await weightsOf(side.run) }
  comparison.end()
  run.dispose()
  return sides
}

test('the same settings from the start: the very same weights', async () => {
  const sides = await compare({}, 30)
  expect(sides.twin).toEqual(sides.run)
})

test('forked from a living run without a change: the very same weights', async () => {
  const sides = await compare({}, 20, 15)
  expect(sides.twin).toEqual(sides.run)
})

test('another rate: other weights', async () => {
  const sides = await compare({ gLr: 0.01 }, 10)
  expect(sides.twin).not.toEqual(sides.run)
})
