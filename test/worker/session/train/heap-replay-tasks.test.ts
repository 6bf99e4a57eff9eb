/** Every task on WASM: recorded as it trains, replayed to the last bit, with settings moved on the way. */
import { beforeAll, describe, expect, test } from 'vitest'
import { applyChange } from '../../../../src/common/config/difference.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { randomWords, streamFor } from '../../../../src/common/numbers/random.ts'
import { HOLES, RESTORE_SOURCES } from '../../../../src/common/restore/sources.ts'
import type { Engine } from '../../../../src/worker/compute/engine-types.ts'
import type { Dataset } from '../../../../src/worker/data/dataset.ts'
import { pointSetFor } from '../../../../src/worker/data/builtin/point-sets.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import type { FigureRow } from '../../../../src/worker/gan/game-types.ts'
import { gameOf } from '../../../../src/worker/gan/game.ts'
import { ctganPair } from '../../../../src/worker/gan/networks/ctgan.ts'
import { rowTask } from '../../../../src/worker/gan/tasks/chosen-category.ts'
import { HeapReplay } from '../../../../src/worker/session/train/heap-replay.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { CHOICES, LAYOUT, plantedTable, TOLD_ROWS, WIDTH } from '../../../helpers/engine/planted-table.ts'
import { trainedInTwo } from '../../../helpers/engine/trained.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'

let engine: Engine
beforeAll(async () => {
  engine = await openWasmEngine()
})

const [SIDE, COUNT] = [16, 40]
const bytes = (seed: number) =>
  new Uint8Array(randomWords(streamFor(seed, 'data'), (COUNT * SIDE * SIDE * 3) / 4).buffer)
const set = picturesOf(
  {
    ...{ size: SIDE, channels: 3, pixels: bytes(3), partners: bytes(4) },
    labels: Uint16Array.from({ length: COUNT }, (_, i) => (i % 5 === 0 ? 1 : 0)),
  },
  { fingerprint: 'coloured', classes: ['one', 'other'] },
)

const SMALL: Partial<RunConfig> = { size: SIDE, width: 2, batch: 4, warmStart: 0, ema: 0.9 }
const RESTORE = applyChange(defaultsFor('emoji'), { task: 'restore', augment: 'diffaugment', ...SMALL })
const TRANSLATE = applyChange(defaultsFor('emoji'), { task: 'translate', from: 1, to: 0, pool: 6, ...SMALL })
const IMAGINE = applyChange(defaultsFor('emoji'), SMALL)

/** Long enough that most steps are replayed: two or three are made to be recorded. */
const STEPS = 6

async function bothWays(config: RunConfig, change: Partial<RunConfig>, of: Dataset = set): Promise<void> {
  const expected = await trainedInTwo(config, of, null, STEPS, change)
  const actual = await trainedInTwo(config, of, engine, STEPS, change)
  expect(actual.refused).toEqual([])
  expect(actual.made?.recordings).toBe(2)
  expect(actual.rows).toEqual(expected.rows)
  expect(actual.state).toEqual(expected.state)
}

describe('restores', () => {
  test.for<Partial<RunConfig>>([
    ...RESTORE_SOURCES.filter(({ id }) => id !== 'hole').map(({ id }) => ({ source: id })),
    ...HOLES.map(({ id }) => ({ source: 'hole' as const, hole: id })),
    { source: 'half', loss: 'relativistic-paired', penalty: 'r1r2', featureMatching: 0.5, dNorm: 'spectral' },
    { source: 'gray', loss: 'wasserstein', penalty: 'gradient', gNorm: 'batch', dSteps: 2 },
  ])('%o', async (change) => {
    const onTheWay = { lively: 0.3, l1: 20, sourceNoise: 0.3, sourceBlur: 0.8, mosaic: 3, edgeLevel: 0.4 }
    await bothWays({ ...RESTORE, ...change }, onTheWay)
  })
})

describe('translates', () => {
  test.for<Partial<RunConfig>>([
    {},
    { pool: 0, augment: 'diffaugment' },
    { loss: 'relativistic-paired', penalty: 'r1r2', dNorm: 'spectral', featureMatching: 0.5 },
    { loss: 'wasserstein', penalty: 'gradient', gNorm: 'batch', dSteps: 2, batch: 3 },
  ])('%o', async (change) => {
    await bothWays({ ...TRANSLATE, ...change }, { cycle: 3, identity: 0, gLr: 1e-4 })
  })
})

describe('imagines', () => {
  test.for<Partial<RunConfig>>([
    { conditional: 'projection', augment: 'diffaugment' },
    { model: 'residual', gNorm: 'batch' },
  ])('%o', async (change) => {
    await bothWays({ ...IMAGINE, ...change }, { gLr: 1e-4 })
  })

  test('after a warm start: each stage by its own recording', async () => {
    const config = { ...IMAGINE, warmStart: STEPS }
    const expected = await trainedInTwo(config, set, null, STEPS, {})
    const actual = await trainedInTwo(config, set, engine, STEPS, {})
    expect(actual.refused).toEqual([])
    expect(actual.made?.recordings).toBe(2)
    expect(actual.rows).toEqual(expected.rows)
    expect(actual.state).toEqual(expected.state)
  })
})

test('makes rows: told, packed, with dropout', async () => {
  const config = TOLD_ROWS
  const table = plantedTable(200)
  const task = rowTask(LAYOUT)
  const play = async (replay: HeapReplay | null) => {
    const game = gameOf(ctganPair(config, LAYOUT), config, {
      ...{ itemShape: [WIDTH], told: { row: CHOICES }, terms: task.terms },
    })
    const feed = createFeed(
      () => config,
      [WIDTH],
      table.drawReals,
      () => null,
      null,
      task,
      null,
      table.rows,
    )
    const dataset = pointSetFor(defaultsFor('ring'), null)
    const run = {
      ...{ config, dataset, game, feed, step: 0 },
      stepReadably: (around = (step: () => FigureRow) => step()) => {
        around(() => game.step(config, feed, run.step++)).dispose()
      },
    }
    if (replay !== null) {
      await replay.prepare(run)
      expect(replay.refused).toBeNull()
      while (run.step < 9) run.step += replay.play(run, 9 - run.step)
    }
    while (run.step < 9) run.stepReadably()
    const state = await game.save()
    feed.dispose()
    game.dispose()
    return state
  }
  const recorder = engine.openRecorder?.(7)
  if (recorder?.on !== 'heap') throw new Error('nothing records here')
  const replay = new HeapReplay(recorder)
  expect(await play(replay)).toEqual(await play(null))
  replay.dispose()
})
