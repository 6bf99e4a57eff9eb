/** The past of a real run: what is looked at later is exactly what was there, and looking disturbs nothing. */
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { memory } from '@tensorflow/tfjs'
import { defaultsFor } from '../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { ring } from '../../../src/worker/data/builtin/ring.ts'
import { generateItems, scoresOf } from '../../../src/worker/probe/samples.ts'
import { latentNoise } from '../../../src/worker/gan/batches/noise.ts'
import { Past } from '../../../src/worker/session/timeline/past.ts'
import { Run } from '../../../src/worker/session/train/run.ts'
import type { Shown } from '../../../src/worker/kinds/shown.ts'
import { Timeline } from '../../../src/worker/session/timeline/timeline.ts'
import { SnapshotStore } from '../../../src/worker/session/timeline/snapshot-store.ts'
import type { FilmFrame } from '../../../src/common/protocol/film.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { useCpu } from '../../helpers/engine/backend.ts'

beforeAll(useCpu)

const SMALL: RunConfig = {
  ...defaultsFor('ring'),
  gLayers: [6],
  dLayers: [5],
  batch: 8,
  ema: 0.9,
  gNorm: 'batch',
}

async function looks(shown: Shown): Promise<number[]> {
  const noise = latentNoise(shown.config, streamFor(3, 'walk'), 16)
  const fakes = await generateItems(shown.game, shown.config, noise, 16)
  return [...fakes, ...(await scoresOf(shown.game, fakes, 16))]
}

async function advance(run: Run, steps: number): Promise<void> {
  for (let i = 0; i < steps; i++) run.advance()
  await run.log.read()
}

function timelineOf(): { timeline: Timeline; film: Map<number, FilmFrame> } {
  const film = new Map<number, FilmFrame>()
  const timeline = new Timeline(new SnapshotStore(() => Promise.resolve(null)), (added, dropped) => {
    dropped.forEach((step) => film.delete(step))
    added.forEach((frame) => film.set(frame.step, frame))
  })
  return { timeline, film }
}

describe('a past step', () => {
  test('looks exactly as it did, while the run trains on as if nobody looked', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const other = new Run(SMALL, ring(SMALL))
    const { timeline, film } = timelineOf()
    const then = new Map<number, number[]>()
    for (const steps of [0, 5, 7]) {
      await advance(run, steps)
      await timeline.keep(run, await run.checkpoint())
      then.set(run.step, await looks(run))
    }
    expect(timeline.steps).toEqual([0, 5, 12])
    expect([...film.keys()]).toEqual([0, 5, 12])
    const past = new Past()
    for (const step of [5, 0, 12, 5]) {
      past.show(await timeline.load(step))
      expect(past.shown?.step).toBe(step)
      if (past.shown !== null) expect(await looks(past.shown)).toEqual(then.get(step))
    }
    await advance(run, 4)
    await advance(other, 16)
    expect(await looks(run)).toEqual(await looks(other))
    past.leave()
    run.dispose()
    other.dispose()
  })

  test('can be gone on from: the same steps follow', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const { timeline } = timelineOf()
    await advance(run, 3)
    await timeline.keep(run, await run.checkpoint())
    await advance(run, 6)
    const first = await looks(run)
    run.restore((await timeline.load(3)).checkpoint)
    expect(run.step).toBe(3)
    await advance(run, 6)
    expect(await looks(run)).toEqual(first)
    run.dispose()
  })

  test('leaves no tensor behind', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const { timeline } = timelineOf()
    await timeline.keep(run, await run.checkpoint())
    const before = memory().numTensors
    const past = new Past()
    past.show(await timeline.load(0))
    past.show(await timeline.load(0))
    expect(memory().numTensors).toBeGreaterThan(before)
    past.leave()
    expect(memory().numTensors).toBe(before)
    run.dispose()
  })

  test('of another discriminator is shown with its own', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const { timeline } = timelineOf()
    await advance(run, 2)
    await timeline.keep(run, await run.checkpoint())
    const then = await looks(run)
    const packed = new Run({ ...SMALL, dLayers: [9, 4] }, run.dataset)
    packed.adoptGenerator(await run.checkpoint())
    await advance(packed, 2)
    await timeline.keep(packed, await packed.checkpoint())
    const past = new Past()
    past.show(await timeline.load(4))
    expect(past.shown?.config.dLayers).toEqual([9, 4])
    past.show(await timeline.load(2))
    if (past.shown !== null) expect(await looks(past.shown)).toEqual(then)
    past.leave()
    run.dispose()
    packed.dispose()
  })
})

describe('a generator that goes on beside a new discriminator', () => {
  test('keeps weights, statistics, moments, mean and count; the discriminator is that of the seed', async () => {
    const run = new Run(SMALL, ring(SMALL))
    await advance(run, 9)
    const before = await run.checkpoint()
    const wanted: RunConfig = { ...SMALL, diversity: 'packing', pack: 2 }
    const fresh = new Run(wanted, run.dataset)
    const next = new Run(wanted, run.dataset)
    next.adoptGenerator(before)
    expect(next.step).toBe(9)
    const after = await next.checkpoint()
    const part = (tensors: typeof after.tensors, player: string) =>
      tensors.filter(({ name }) => name.startsWith(player))
    expect(part(after.tensors, 'generator')).toEqual(part(before.tensors, 'generator'))
    expect(part(after.tensors, 'generator').map(({ name }) => name)).toEqual(
      expect.arrayContaining(['generator:updates', 'generator/dense1/kernel:mean']),
    )
    expect(part(after.tensors, 'discriminator')).toEqual(
      part((await fresh.checkpoint()).tensors, 'discriminator'),
    )
    for (const one of [run, fresh, next]) one.dispose()
  })

  test('is refused where its own shape differs, and then nothing has changed', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const wider = new Run({ ...SMALL, gLayers: [7] }, run.dataset)
    const before = await wider.checkpoint()
    const saved = await run.checkpoint()
    expect(() => wider.adoptGenerator(saved)).toThrow('does not fit')
    expect(await wider.checkpoint()).toEqual(before)
    run.dispose()
    wider.dispose()
  })
})

describe('when a snapshot is taken', () => {
  test('never before the figures of the last steps were found sound, and not again at once', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const { timeline } = timelineOf()
    run.advance()
    const put = await timeline.ask(run, () => run.checkpoint())
    expect(timeline.steps).toEqual([])
    put?.()
    expect(timeline.steps).toEqual([1])
    expect(timeline.ask(run, () => run.checkpoint())).toBeNull()
    run.dispose()
  })

  test('a mark stays a mark when the same step is kept again', async () => {
    const run = new Run(SMALL, ring(SMALL))
    const { timeline, film } = timelineOf()
    await advance(run, 1)
    timeline.mark()
    await timeline.keep(run, await run.checkpoint())
    await timeline.keep(run, await run.checkpoint())
    expect(film.get(1)?.marked).toBe(true)
    await advance(run, 1)
    await timeline.keep(run, await run.checkpoint())
    expect(film.get(2)?.marked).toBe(false)
    timeline.cutAfter(1)
    expect([...film.keys()]).toEqual([1])
    run.dispose()
  })

  test('nothing kept is said, with what to do', async () => {
    await expect(timelineOf().timeline.load(5)).rejects.toMatchObject({ code: 'no-past' })
  })
})

describe('how often', () => {
  afterEach(() => vi.useRealTimers())

  test('what a snapshot waits for beside other reading is not counted as its cost', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const run = new Run(SMALL, ring(SMALL))
    const { timeline, film } = timelineOf()
    vi.advanceTimersByTime(1)
    const put = await timeline.ask(run, () => run.checkpoint())
    // A tick with all its figures goes by.
    vi.advanceTimersByTime(900)
    put?.()
    expect([...film.keys()]).toEqual([0])
    expect(timeline.ask(run, () => run.checkpoint())).not.toBeNull()
    run.dispose()
  })

  test('a snapshot that holds the training up is taken more rarely', async () => {
    vi.useFakeTimers({ toFake: ['performance'] })
    const run = new Run(SMALL, ring(SMALL))
    const { timeline } = timelineOf()
    vi.advanceTimersByTime(1)
    const put = await timeline.ask(run, () => {
      vi.advanceTimersByTime(30)
      return run.checkpoint()
    })
    put?.()
    vi.advanceTimersByTime(1200)
    expect(timeline.ask(run, () => run.checkpoint())).toBeNull()
    vi.advanceTimersByTime(300)
    expect(timeline.ask(run, () => run.checkpoint())).not.toBeNull()
    run.dispose()
  })
})
