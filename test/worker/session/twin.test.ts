/** The twin of a comparison, beside a real run on tfjs' plain back end. */
import { useCpu } from '../../helpers/engine/backend.ts'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { twinOf } from '../../../src/common/config/twin.ts'
import { pointSetFor } from '../../../src/worker/data/builtin/point-sets.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import { ClassifierLoader } from '../../../src/worker/session/measure/classifier-loader.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import { Twin } from '../../../src/worker/session/comparison/twin.ts'
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

function twinBeside() {
  const events: WorkerEvent[] = []
  const judges = new ClassifierLoader(
    () => Promise.reject(new Error('no file')),
    () => undefined,
  )
  const twin = new Twin(ENGINE, judges, (event) => events.push(event))
  used.push({ dispose: () => twin.end() })
  const rows = () =>
    events.flatMap((event) => (event.type === 'twin-tick' ? [Array.from(event.tick.rows)] : [])).flat()
  return { twin, events, rows }
}

const advance = (run: Run, steps: number): void => {
  for (let step = 0; step < steps; step++) run.advance()
}

const rowsOf = async (run: Run) => Array.from(await run.log.read())

describe('a twin from the start', () => {
  test('with the same settings makes the very same numbers, whatever the slices', async () => {
    const run = runOf()
    const { twin, rows } = twinBeside()
    await twin.begin(run, twinOf(run.config, {}))
    for (const slice of [1, 4, 7]) {
      advance(run, slice)
      await twin.follow(run, false, null)
      expect(twin.run?.step).toBe(run.step)
    }
    expect(rows()).toEqual(await rowsOf(run))
    expect(await twin.run?.game.weights()).toEqual(await run.game.weights())
  })

  test('with another setting sees the same reals and goes its own way', async () => {
    const run = runOf()
    const { twin } = twinBeside()
    await twin.begin(run, twinOf(run.config, { gLr: 0.01, seed: 99 }))
    // Shared settings are the run's, whatever the change says.
    expect(twin.run?.config.seed).toBe(run.config.seed)
    const [ours, theirs] = [await run.trace(), await twin.run?.trace()]
    expect(theirs?.discriminator[0]?.real).toEqual(ours.discriminator[0]?.real)
    expect(theirs?.discriminator[0]?.noise).toEqual(ours.discriminator[0]?.noise)
    advance(run, 5)
    await twin.follow(run, false, null)
    expect(await twin.run?.game.weights()).not.toEqual(await run.game.weights())
  })
})

describe('what if: a twin from now', () => {
  test('without a change stays identical to the living run, its optimiser included', async () => {
    const run = runOf()
    advance(run, 6)
    await rowsOf(run)
    const { twin, rows } = twinBeside()
    await twin.fork(run, twinOf(run.config, {}), run.step)
    advance(run, 6)
    await twin.follow(run, false, null)
    expect(rows()).toEqual(await rowsOf(run))
    expect(await twin.run?.game.save()).toEqual(await run.game.save())
  })

  test('another detective starts anew beside the forger that goes on', async () => {
    const run = runOf()
    advance(run, 6)
    const { twin, events } = twinBeside()
    await twin.fork(run, twinOf(run.config, { dLayers: [5] }), run.step)
    const [ours, theirs] = [await run.game.weights(), await twin.run?.game.weights()]
    expect(theirs?.generator).toEqual(ours.generator)
    expect(theirs?.discriminator[0]?.shape).toEqual([2, 5])
    expect(twin.run?.step).toBe(6)
    expect(events).toContainEqual(expect.objectContaining({ code: 'twin-detective-anew' }))
  })

  test('another forger is refused, and nothing has changed', async () => {
    const run = runOf()
    advance(run, 3)
    const { twin } = twinBeside()
    await expect(twin.fork(run, twinOf(run.config, { latent: 5 }), 3)).rejects.toMatchObject({
      code: 'twin-needs-start',
    })
    expect(twin.run).toBe(null)
  })
})

describe('when the run does not simply go on', () => {
  test('the twin goes back with it to the last good step', async () => {
    const run = runOf()
    const { twin, events } = twinBeside()
    await twin.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 4)
    const good = await run.checkpoint()
    await twin.follow(run, false, good)
    const kept = await twin.run?.game.save()
    advance(run, 3)
    await twin.follow(run, false, good)
    run.restore(good)
    await twin.follow(run, false, good)
    expect(twin.run?.step).toBe(4)
    expect(await twin.run?.game.save()).toEqual(kept)
    expect(events).toContainEqual({ type: 'twin-run', step: 4 })
  })

  test('the twin goes back with a branch, to its own state of that step', async () => {
    const run = runOf()
    const { twin, events } = twinBeside()
    await twin.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 3)
    const early = await run.checkpoint()
    await twin.follow(run, false, null, [0, 3])
    const kept = await twin.run?.game.save()
    advance(run, 4)
    await twin.follow(run, false, null, [0, 3, 7])
    run.restore(early)
    await twin.follow(run, false, null, [0, 3])
    expect(twin.run?.step).toBe(3)
    expect(await twin.run?.game.save()).toEqual(kept)
    expect(events.at(-1)).toEqual({ type: 'twin-run', step: 3 })
  })

  test('looking back shows the twin of that very step, while it goes on', async () => {
    const run = runOf()
    const { twin, events } = twinBeside()
    const never = () => Promise.reject(new Error('the past of the run is not the twin’s'))
    await twin.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 3)
    await twin.follow(run, false, null, [0, 3])
    const then = await twin.run?.game.save()
    advance(run, 4)
    await twin.follow(run, false, null, [0, 3, 7])
    await twin.rewind(3, never)
    expect(twin.shown?.step).toBe(3)
    expect(await twin.shown?.game.save()).toEqual(then)
    expect(twin.run?.step).toBe(7)
    expect(events.at(-1)).toEqual({ type: 'twin-rewound', step: 3 })
    // A step that was let go of is not made up.
    await twin.rewind(5, never)
    expect(twin.shown?.step).toBe(7)
    expect(events.at(-1)).toEqual({ type: 'twin-rewound', step: null })
  })

  test('before the two parted the past of the run is the twin’s as well', async () => {
    const run = runOf()
    const { twin } = twinBeside()
    advance(run, 3)
    const early = await run.checkpoint()
    advance(run, 3)
    await twin.fork(run, twinOf(run.config, { gLr: 0.01 }), 6)
    await twin.rewind(3, () => Promise.resolve({ checkpoint: early, dataset: run.dataset }))
    expect(twin.shown?.step).toBe(3)
    expect(await twin.shown?.game.save()).toEqual(early.tensors)
  })

  test('a step that the twin does not know ends the comparison, and says why', async () => {
    const run = runOf()
    const { twin, events } = twinBeside()
    await twin.begin(run, run.config)
    advance(run, 2)
    const early = await run.checkpoint()
    advance(run, 2)
    await twin.follow(run, false, null)
    run.restore(early)
    await twin.follow(run, false, null)
    expect(twin.run).toBe(null)
    expect(events.at(-1)).toMatchObject({
      type: 'twin',
      twin: null,
      sentence: expect.stringMatching(/ended/) as string,
    })
  })

  test('a reset begins both anew with the settings of each', async () => {
    const run = runOf()
    const { twin } = twinBeside()
    await twin.begin(run, twinOf(run.config, { gLr: 0.01 }))
    advance(run, 3)
    await twin.follow(run, false, null)
    const fresh = runOf()
    await twin.align(fresh)
    expect(twin.run?.step).toBe(0)
    expect(twin.run?.config.gLr).toBe(0.01)
    expect(await twin.run?.game.weights()).toEqual(await fresh.game.weights())
  })

  test('a twin that diverges stands still and says so; the run is not touched', async () => {
    const run = runOf()
    const { twin, events } = twinBeside()
    await twin.begin(
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
    for (let slice = 0; slice < 30 && twin.snapshot()?.verdict.kind !== 'diverged'; slice++) {
      advance(run, 10)
      await twin.follow(run, false, null)
    }
    const stood = twin.run?.step
    advance(run, 1)
    await twin.follow(run, false, null)
    expect(twin.snapshot()?.verdict.kind).toBe('diverged')
    expect(twin.run?.step).toBe(stood)
    expect(events).toContainEqual(expect.objectContaining({ code: 'twin-diverged' }))
    expect((await rowsOf(run)).every(Number.isFinite)).toBe(true)
    expect(twin.release()).toBe(null)
  })
})
