/** What becomes of a recording: memory, checkpoints, steps between, and steps that must not be recorded. */
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import * as tf from '@tensorflow/tfjs'
import { NotRecordable } from '../../src/worker/compute/record/not-recordable.ts'
import type { Recordable, Recorder } from '../../src/worker/compute/record/recorder.ts'
import { RING_ROWS } from '../../src/worker/compute/record/figure-ring.ts'
import { openEngine } from '../../src/worker/compute/engine.ts'
import type { Engine } from '../../src/worker/compute/engine-types.ts'
import { defaultsFor } from '../../src/common/config/defaults.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { pointSetFor } from '../../src/worker/data/builtin/point-sets.ts'
import { Run } from '../../src/worker/session/train/run.ts'
import type { Failure } from '../../src/common/failure.ts'
import { SERIES_WIDTH } from '../../src/common/numbers/series-columns.ts'
import { ASSETS } from './engine-assets.ts'

let engine: Engine
let lost: Failure | undefined
/** Pipelines that somebody waited for. */
let waitedFor = (): number => 0
beforeAll(async () => {
  const create = vi.spyOn(GPUDevice.prototype, 'createComputePipeline')
  waitedFor = () => create.mock.calls.length
  engine = await openEngine('webgpu', ASSETS)
  expect(engine.report.backend).toBe('webgpu')
  void engine.lost.then((failure) => (lost = failure))
})
afterAll(() => {
  expect(lost).toBeUndefined()
  void tf.setBackend('cpu')
})

const CONFIG: RunConfig = {
  ...defaultsFor('ring'),
  ...{ gLayers: [4], dLayers: [4], batch: 4, latent: 2, seed: 5, ema: 0 },
}

const open = (config = CONFIG, on: Engine | null = engine) => new Run(config, pointSetFor(config, null), on)

async function recorded(config = CONFIG): Promise<Run> {
  const run = open(config)
  await run.compile(() => undefined)
  expect(run.replay?.ready(run)).toBe(true)
  return run
}

/** Makes steps as the session does: a slice, then the device is waited for. A step is told to have taken a millisecond. */
async function makeSteps(run: Run, count: number): Promise<Float32Array> {
  const until = run.step + count
  while (run.step < until) {
    const first = run.step
    await run.advanceFor(100, until)
    await engine.settle()
    run.replay?.pace.note(run.step - first, run.step - first)
  }
  return run.log.read()
}

test('what is compiled ahead is what steps and their recording need, and changes no number', async () => {
  const config = { ...CONFIG, gLayers: [5], dLayers: [6], batch: 5 }
  const [run, reference] = [open(config), open(config, null)]
  while (run.ripen(true) !== 'all') await run.ripened()
  // What a proof asks for besides: it looks at what was trained, and puts it back.
  run.game.restore(await run.game.save())
  const start = waitedFor()
  run.advance(2)
  await run.compile(() => undefined)
  run.advance(3)
  expect(run.replay?.ready(run)).toBe(true)
  expect(waitedFor()).toBe(start)
  reference.advance(7)
  expect(await run.game.save()).toEqual(await reference.game.save())
  run.dispose()
  reference.dispose()
})

describe('memory', () => {
  test('thousands of replayed steps take none', async () => {
    const run = await recorded()
    await makeSteps(run, 10)
    const before = engine.memory()
    for (let i = 0; i < 10; i++) {
      const rows = await makeSteps(run, 500)
      expect(rows).toHaveLength(500 * SERIES_WIDTH)
      expect(rows.at(-SERIES_WIDTH)).toBe(run.step)
    }
    expect(engine.memory()).toEqual(before)
    run.dispose()
  })

  test('twenty recordings take none, and what is thrown away leaves nothing', async () => {
    const empty = engine.memory()
    const run = await recorded()
    const after: ReturnType<Engine['memory']>[] = []
    for (let i = 0; i < 20; i++) {
      run.config = { ...run.config, batch: i % 2 === 0 ? 6 : 4 }
      await run.compile(() => undefined)
      await makeSteps(run, 2)
      if (i % 2 === 1) after.push(engine.memory())
    }
    expect(run.replay?.made.recordings).toBe(21)
    // Kernels are chosen by measuring, so that bytes may go down; recordings that were kept would add up.
    expect(after.at(-1)?.tensors).toBe(after[1]?.tensors)
    expect(after.at(-1)?.bytes).toBeLessThanOrEqual(after[1]?.bytes ?? 0)
    run.dispose()
    expect(engine.memory().tensors).toBe(empty.tensors)
  })
})

test('a checkpoint is taken back into the recording that stands', async () => {
  const run = await recorded()
  await makeSteps(run, 5)
  const start = await run.checkpoint()
  const rows = await makeSteps(run, 6)
  const end = await run.game.save()
  run.restore(start)
  expect(run.replay?.ready(run)).toBe(true)
  expect(await makeSteps(run, 6)).toEqual(rows)
  expect(await run.game.save()).toEqual(end)
  expect(run.replay?.made.recordings).toBe(1)
  run.dispose()
})

test('steps made by hand in between, and another dataset, are part of the same run', async () => {
  const [replayed, readable] = [await recorded(), open(CONFIG, null)]
  const trace = async (run: Run) => (await run.trace()).generator.noise?.data
  readable.advance(2)
  for (const run of [replayed, readable]) run.advance(3)
  const used = await trace(replayed)
  expect(used?.length).toBeGreaterThan(0)
  expect(used).toEqual(await trace(readable))
  for (const run of [replayed, readable]) {
    run.advance(2)
    run.config = { ...run.config, modes: 5, radius: 2 }
    run.dataset = pointSetFor(run.config, null)
    if (run.replay !== null) await run.compile(() => undefined)
    else run.advance(2)
    run.advance(2)
  }
  expect(replayed.replay?.ready(replayed)).toBe(true)
  expect([replayed.step, readable.step]).toEqual([12, 12])
  expect(await replayed.log.read()).toEqual(await readable.log.read())
  expect(await replayed.game.save()).toEqual(await readable.game.save())
  replayed.dispose()
  readable.dispose()
})

test('no figures are written over that nobody read', async () => {
  const run = await recorded()
  await run.log.read()
  while (run.step < RING_ROWS + 2) run.advance(RING_ROWS)
  const { step } = run
  run.advance(5)
  expect(run.step).toBe(step)
  expect((await run.log.read()).filter((_, i) => i % SERIES_WIDTH === 0)).toEqual(
    Float32Array.from({ length: RING_ROWS }, (_, i) => i + 3),
  )
  run.advance(5)
  expect(run.step).toBe(step + 5)
  run.dispose()
})

test('a recording can be read', async () => {
  const run = await recorded()
  const listing = run.replay?.listing ?? []
  expect(listing.length).toBeGreaterThan(10)
  expect(listing[0]).toMatch(/^1\. .*\[\d+ × 1 × 1\]: .*\(\d+ B\)/)
  // Side by side in one command, or in two.
  expect(listing.join('\n').match(/draw noise/g)).toHaveLength(2)
  const names = (await run.game.save()).map(({ name, shape }) => `${name} [${shape.join(', ')}]`)
  // Read by LeCam's term alone, which this run has not.
  const unread = names.filter((name) => !listing.some((line) => line.includes(name)))
  expect(unread).toEqual(['discriminator:anchors [3]'])
  expect(listing.some((line) => line.includes('variable'))).toBe(false)
  run.dispose()
})

describe('refused, and trained all the same', () => {
  const recordWith = (recorder: Recorder, step: Recordable['step']) =>
    recorder.record({
      step: (number) => tf.tidy(() => step(number)),
      follow: () => undefined,
      held: () => [],
    })

  let weight: tf.Variable
  let recorder: Recorder
  beforeAll(() => {
    weight = tf.variable(tf.tensor1d([1, 2]))
    const opened = engine.openRecorder?.(2)
    if (opened?.on !== 'device') throw new Error('There is no recorder.')
    recorder = opened
  })
  afterAll(() => {
    weight.dispose()
    recorder.dispose()
  })

  test.for<{ name: string; step: Recordable['step']; reason: RegExp }>([
    {
      name: 'a number that changes from step to step',
      step: (number) => tf.mul(tf.square(weight), number + 1),
      reason: /is given other numbers in every step/,
    },
    {
      name: 'other commands in every step',
      step: (number) => (number % 2 === 0 ? tf.square(weight) : tf.abs(weight)),
      reason: /is not the same in every step/,
    },
    {
      name: 'a read-back',
      step: () => tf.mul(tf.square(weight), tf.square(weight).dataSync()[0] ?? 0),
      reason: /tracing it failed/,
    },
    {
      name: 'a result that outlives the step',
      step: () => tf.keep(tf.square(weight)).add(1),
      reason: /1 of its results outlive it/,
    },
    {
      name: 'a variable that is given other memory',
      step: () => {
        weight.assign(tf.square(weight))
        return tf.add(weight, 1)
      },
      reason: /other memory/,
    },
  ])('$name', async ({ step, reason }) => {
    expect(() => recordWith(recorder, step)).toThrow(NotRecordable)
    expect(() => recordWith(recorder, step)).toThrow(reason)
    // tfjs works on as if nothing had been.
    expect([...(await weight.data())]).toEqual([1, 2])
    expect([...(await tf.tidy(() => tf.add(weight, 1)).data())]).toEqual([2, 3])
  })

  test('a run whose step depends on JavaScript', async () => {
    const [run, reference] = [open(), open(CONFIG, null)]
    const step = run.game.step.bind(run.game)
    run.game.step = (config, feed, number) => {
      const row = step(config, feed, number)
      const other = tf.mul<tf.Tensor1D>(row, 1 + number)
      row.dispose()
      return other
    }
    await run.compile(() => undefined)
    expect(run.replay?.refused).toMatch(/other numbers in every step/)
    expect([run.step, run.replay?.ready(run), run.needsCompiling(100)]).toEqual([0, false, false])
    for (const each of [run, reference]) each.advance(3)
    expect(await run.game.save()).toEqual(await reference.game.save())
    run.dispose()
    reference.dispose()
  })

  test('a run whose replay gives other weights keeps those of immediate mode', async () => {
    const run = open()
    const stepReadably = run.stepReadably.bind(run)
    // As if a kernel had not been recorded.
    run.stepReadably = () => {
      stepReadably()
      run.game.restore(shifted)
    }
    const shifted = (await run.game.save()).map((tensor) => ({
      ...tensor,
      data: tensor.data.map((x) => x + 1),
    }))
    await run.compile(() => undefined)
    expect(run.replay?.refused).toMatch(/did not give the same weights/)
    expect(await run.game.save()).toEqual(shifted)
    expect(run.step).toBe(2)
    run.dispose()
  })
})
