/**
 * CTGAN's networks on every back end: the same masks, the same noise and nearly the same figures; and on WebGPU recorded, replayed and
 * equal to the last bit, rows and conditions drawn in JavaScript and written for the steps to come.
 */
import * as tf from '@tensorflow/tfjs'
import { afterAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { Failure } from '../../../src/common/failure.ts'
import type { BackendChoice } from '../../../src/common/catalog/backends.ts'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import { createFeed } from '../../../src/worker/gan/batches/feed.ts'
import { FIGURES } from '../../../src/worker/gan/game-types.ts'
import { gameOf } from '../../../src/worker/gan/game.ts'
import { ctganPair } from '../../../src/worker/gan/networks/ctgan.ts'
import { rowTask } from '../../../src/worker/gan/tasks/chosen-category.ts'
import { DeviceReplay } from '../../../src/worker/session/train/replay.ts'
import {
  CHOICES,
  LAYOUT,
  plantedTable,
  TOLD_ROWS as CONFIG,
  WIDTH,
} from '../../helpers/engine/planted-table.ts'
import { worstError } from '../../helpers/truth/naive.ts'
import { ASSETS } from '../engine-assets.ts'

const table = plantedTable(200)
const task = rowTask(LAYOUT)

/** What a device could draw by itself: other items than those that are told, so it must not. */
const OTHERS = { kind: 'rows', rows: new Float32Array(40), picks: Int32Array.of(0, 1) } as const

let lost: Failure | undefined
async function open(backend: Exclude<BackendChoice, 'auto'>) {
  const engine = await openEngine(backend, ASSETS)
  if (engine.report.backend !== backend) throw new Error(JSON.stringify(engine.report.passedOver))
  void engine.lost.then((failure) => (lost = failure))
  return engine
}
afterAll(() => void tf.setBackend('cpu'))

const newGame = () =>
  gameOf(ctganPair(CONFIG, LAYOUT), CONFIG, { itemShape: [WIDTH], told: { row: CHOICES }, terms: task.terms })
const newFeed = () =>
  createFeed(
    () => CONFIG,
    [WIDTH],
    table.drawReals,
    () => OTHERS,
    null,
    task,
    null,
    table.rows,
  )

async function trained(steps: number) {
  const [game, feed] = [newGame(), newFeed()]
  const rows = Array.from({ length: steps }, (_, step) => game.step(CONFIG, feed, step))
  const figures = await tf.concat(rows).data<'float32'>()
  tf.dispose(rows)
  const { generator, discriminator } = await game.weights()
  feed.dispose()
  game.dispose()
  return {
    figures,
    weights: Float32Array.from([...generator, ...discriminator].flatMap(({ data }) => [...data])),
  }
}

describe('trains as on WASM', () => {
  test.for(['cpu', 'webgl', 'webgpu'] as const)('on %s', async (backend) => {
    await open('wasm')
    const expected = await trained(3)
    await open(backend)
    const actual = await trained(3)
    expect(expected.weights.length).toBeGreaterThan(400)
    expect(worstError(actual.figures, expected.figures)).toBeLessThan(1e-4)
    expect(worstError(actual.weights, expected.weights)).toBeLessThan(1e-4)
    expect(lost).toBeUndefined()
  })
})

describe('on WebGPU', () => {
  test('a step is replayed to the last bit', async () => {
    const engine = await open('webgpu')
    const recorder = engine.openRecorder?.(FIGURES.length)
    if (recorder?.on !== 'device') throw new Error('nothing records here')
    const play = async (replay: DeviceReplay | null) => {
      const [game, feed] = [newGame(), newFeed()]
      const run = {
        ...{ config: CONFIG, dataset: pointSetFor(defaultsFor('ring'), null), game, feed, step: 0 },
        stepReadably: () => game.step(CONFIG, feed, run.step++).dispose(),
      }
      if (replay !== null) {
        await replay.prepare(run, () => undefined)
        expect(replay.refused).toBeNull()
        while (run.step < 8) run.step += replay.play(run, 8 - run.step)
      }
      while (run.step < 8) run.stepReadably()
      const state = await game.save()
      feed.dispose()
      game.dispose()
      return state
    }
    const replay = new DeviceReplay(recorder)
    const replayed = await play(replay)
    expect(replayed).toEqual(await play(null))
    replay.dispose()
    expect(lost).toBeUndefined()
  })

  test('what layers leave to chance is the same to the last bit as in JavaScript', async () => {
    const draws = async () => {
      const feed = newFeed()
      const drawn = await feed.uniform(7, 300, [5, 41]).data()
      feed.dispose()
      return [...drawn]
    }
    await open('cpu')
    const expected = await draws()
    await open('webgpu')
    expect(await draws()).toEqual(expected)
  })
})
