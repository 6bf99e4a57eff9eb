/** The twin of a comparison, beside a real run on tfjs' plain back end. */
import { NOTHING_LEARNT } from '../../helpers/engine/learnt.ts'
import { useCpu } from '../../helpers/engine/backend.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { twinOf } from '../../../src/common/config/twin.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import { Judges } from '../../../src/worker/session/measure/judges.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { Comparison } from '../../../src/worker/session/comparison/comparison.ts'
import { Side } from '../../../src/worker/session/side.ts'
import { ring } from '../../helpers/page/scripted-client.ts'

const SMALL: Partial<RunConfig> = { gLayers: [8], dLayers: [8], batch: 8 }

const ENGINE: Engine = {
  report: { backend: 'cpu', adapter: '', software: false, passedOver: [] },
  lost: new Promise(() => undefined),
  settle: () => Promise.resolve(),
  memory: () => ({ bytes: 0, tensors: 0 }),
  counters: () => ({ dispatches: 0, submits: 0, readbacks: 0 }),
}

beforeAll(useCpu)

const used: { dispose(): void }[] = []
afterEach(() => used.splice(0).forEach((one) => one.dispose()))

function runOf(change: Partial<RunConfig> = {}): Run {
  const config = ring({ ...SMALL, ...change })
  const run = new Run(config, pointSetFor(config, null))
  used.push(run)
  return run
}

function compared() {
  const events: WorkerEvent[] = []
  const emit = (event: WorkerEvent): void => void events.push(event)
  const judges = new Judges(
    () => Promise.reject(new Error('no file')),
    () => undefined,
  )
  const side = new Side('twin', { engine: ENGINE, judges, emit })
  const comparison = new Comparison({ learnt: NOTHING_LEARNT, engine: ENGINE, side, emit })
  used.push({ dispose: () => comparison.end() })
  const rows = () =>
    events.flatMap((event) => (event.type === 'tick' ? [Array.from(event.tick.rows)] : [])).flat()
  return { comparison, side, events, rows }
}

const advance = (run: Run, steps: number): void => {
  for (let step = 0; step < steps; step++) run.advance()
}

const rowsOf = async (run: Run) => Array.from(await run.log.read())

describe('a twin from the start', () => {
  test('with the same settings makes the very same numbers, whatever the slices', async () => {
    const run = runOf()
    const { comparison, side, rows } = compared()
    await comparison.begin(run, twinOf(run.config, {}))
    for (const slice of [1, 4, 7]) {
      advance(run, slice)
      await comparison.follow(run, false, null)
      expect(side.run?.step).toBe(run.step)
    }
    expect(rows()).toEqual(await rowsOf(run))
    expect(await side.run?.game.weights()).toEqual(await run.game.weights())
  })

  test('with another setting sees the same reals and goes its own way', async () => {
    const run = runOf()
    const { comparison, side } = compared()
    await comparison.begin(run, twinOf(run.config, { gLr: 0.01, seed: 99 }))
    // Shared settings are the run's, whatever the change says.
    expect(side.run?.config.seed).toBe(run.config.seed)
    const [ours, theirs] = [await run.trace(), await side.run?.trace()]
    expect(theirs?.discriminator[0]?.real).toEqual(ours.discriminator[0]?.real)
    expect(theirs?.discriminator[0]?.noise).toEqual(ours.discriminator[0]?.noise)
    advance(run, 5)
    await comparison.follow(run, false, null)
    expect(await side.run?.game.weights()).not.toEqual(await run.game.weights())
  })
})

describe('what if: a twin from now', () => {
  test('without a change stays identical to the living run, its optimiser included', async () => {
    const run = runOf()
    advance(run, 6)
    await rowsOf(run)
    const { comparison, side, rows } = compared()
    await comparison.fork(run, twinOf(run.config, {}), run.step)
    advance(run, 6)
    await comparison.follow(run, false, null)
    expect(rows()).toEqual(await rowsOf(run))
    expect(await side.run?.game.save()).toEqual(await run.game.save())
  })

  test('another detective starts anew beside the forger that goes on', async () => {
    const run = runOf()
    advance(run, 6)
    const { comparison, side, events } = compared()
    await comparison.fork(run, twinOf(run.config, { dLayers: [5] }), run.step)
    const [ours, theirs] = [await run.game.weights(), await side.run?.game.weights()]
    expect(theirs?.generator).toEqual(ours.generator)
    expect(theirs?.discriminator[0]?.shape).toEqual([2, 5])
    expect(side.run?.step).toBe(6)
    expect(events).toContainEqual(expect.objectContaining({ code: 'twin-detective-anew' }))
  })

  test('another forger is refused, and nothing has changed', async () => {
    const run = runOf()
    advance(run, 3)
    const { comparison, side } = compared()
    await expect(comparison.fork(run, twinOf(run.config, { latent: 5 }), 3)).rejects.toMatchObject({
      code: 'twin-needs-start',
    })
    expect(side.run).toBe(null)
  })
})

describe('when the run does not simply go on', () => {
  test('the twin goes back with it to the last good step', async () => {
    const run = runOf()
    const { comparison, side, events } = compared()
    await comparison.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 4)
    const good = await run.checkpoint()
    await comparison.follow(run, false, good)
    const kept = await side.run?.game.save()
    advance(run, 3)
    await comparison.follow(run, false, good)
    run.restore(good)
    await comparison.follow(run, false, good)
    expect(side.run?.step).toBe(4)
    expect(await side.run?.game.save()).toEqual(kept)
    expect(events).toContainEqual({ type: 'run', side: 'twin', step: 4 })
  })

  test('the twin goes back with a branch, to its own state of that step', async () => {
    const run = runOf()
    const { comparison, side, events } = compared()
    await comparison.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 3)
    const early = await run.checkpoint()
    await comparison.follow(run, false, null, [0, 3])
    const kept = await side.run?.game.save()
    advance(run, 4)
    await comparison.follow(run, false, null, [0, 3, 7])
    run.restore(early)
    await comparison.follow(run, false, null, [0, 3])
    expect(side.run?.step).toBe(3)
    expect(await side.run?.game.save()).toEqual(kept)
    expect(events.at(-1)).toEqual({ type: 'run', side: 'twin', step: 3 })
  })

  test('looking back shows the twin of that very step, while it goes on', async () => {
    const run = runOf()
    const { comparison, side, events } = compared()
    const never = () => Promise.reject(new Error('the past of the run is not the twin’s'))
    await comparison.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 3)
    await comparison.follow(run, false, null, [0, 3])
    const then = await side.run?.game.save()
    advance(run, 4)
    await comparison.follow(run, false, null, [0, 3, 7])
    await comparison.rewind(3, never)
    expect(side.shown?.step).toBe(3)
    expect(await side.shown?.game.save()).toEqual(then)
    expect(side.run?.step).toBe(7)
    expect(events.at(-1)).toEqual({ type: 'rewound', side: 'twin', step: 3 })
    // A step that was let go of is not made up.
    await comparison.rewind(5, never)
    expect(side.shown?.step).toBe(7)
    expect(events.at(-1)).toEqual({ type: 'rewound', side: 'twin', step: null })
  })

  test('before the two parted the past of the run is the twin’s as well', async () => {
    const run = runOf()
    const { comparison, side } = compared()
    advance(run, 3)
    const early = await run.checkpoint()
    advance(run, 3)
    await comparison.fork(run, twinOf(run.config, { gLr: 0.01 }), 6)
    await comparison.rewind(3, () => Promise.resolve({ checkpoint: early, dataset: run.dataset }))
    expect(side.shown?.step).toBe(3)
    expect(await side.shown?.game.save()).toEqual(early.tensors)
  })

  test('a step that the twin does not know ends the comparison, and says why', async () => {
    const run = runOf()
    const { comparison, side, events } = compared()
    await comparison.begin(run, run.config)
    advance(run, 2)
    const early = await run.checkpoint()
    advance(run, 2)
    await comparison.follow(run, false, null)
    run.restore(early)
    await comparison.follow(run, false, null)
    expect(side.run).toBe(null)
    expect(events.at(-1)).toMatchObject({
      type: 'comparison',
      since: null,
      sentence: expect.stringMatching(/ended/) as string,
    })
  })

  test('a reset begins both anew with the settings of each', async () => {
    const run = runOf()
    const { comparison, side } = compared()
    await comparison.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 3)
    await comparison.follow(run, false, null)
    const fresh = runOf()
    await comparison.align(fresh)
    expect(side.run?.step).toBe(0)
    expect(side.run?.config.gLr).toBe(0.01)
    expect(await side.run?.game.weights()).toEqual(await fresh.game.weights())
  })

  test('a twin that diverges stands still and says so; the run is not touched', async () => {
    const run = runOf()
    const { comparison, side, events } = compared()
    await comparison.begin(
      run,
      twinOf(run.config, {
        loss: 'wasserstein',
        optimizer: 'sgd',
        gLr: 1,
        dLr: 1,
        activation: 'relu',
        initScale: 3,
      }),
    )
    for (let slice = 0; slice < 30 && side.observer.verdict.kind !== 'diverged'; slice++) {
      advance(run, 10)
      await comparison.follow(run, false, null)
    }
    const stood = side.run?.step
    advance(run, 1)
    await comparison.follow(run, false, null)
    expect(side.observer.verdict.kind).toBe('diverged')
    expect(side.run?.step).toBe(stood)
    expect(events).toContainEqual(expect.objectContaining({ code: 'twin-diverged' }))
    expect((await rowsOf(run)).every(Number.isFinite)).toBe(true)
    const keeper = compared()
    expect(comparison.handOver(keeper.side)).toBe(false)
    expect([keeper.side.run, side.run?.step]).toEqual([null, stood])
  })
})
