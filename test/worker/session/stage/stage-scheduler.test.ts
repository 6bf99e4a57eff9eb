/** When the stage is drawn: at once for a person, for a share of the time beside training, never behind a hidden tab. */
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { StageScheduler } from '../../../../src/worker/session/stage/stage-scheduler.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { BlankCanvas, BlankImage, notedCanvas } from '../../../helpers/engine/noted-canvas.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
beforeEach(() => {
  vi.stubGlobal('OffscreenCanvas', BlankCanvas)
  vi.stubGlobal('ImageData', BlankImage)
  vi.useFakeTimers({ toFake: ['performance'] })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  runs.splice(0).forEach((run) => run.dispose())
})

const SIZE = { width: 120, height: 120, scale: 1 }

function kept(run: Run): Run {
  runs.push(run)
  return run
}

/** A stage and a latent canvas; `order` has what was drawn since the last look. */
function stageOf() {
  const scheduler = new StageScheduler()
  const order: string[] = []
  for (const surface of ['stage', 'latent'] as const)
    scheduler.attach(surface, notedCanvas(() => void order.push(surface)).canvas, SIZE)
  return { scheduler, drawn: () => order.splice(0) }
}

const points = (): Run => kept(tinyRun())

function pictures(): Run {
  const config: RunConfig = {
    ...defaultsFor('own'),
    model: 'mlp',
    size: 16,
    channels: 'gray',
    gLayers: [4],
    dLayers: [4],
    latent: 2,
    batch: 4,
  }
  const set = picturesOf({ size: 16, pixels: new Uint8Array(40 * 256) })
  return kept(new Run(config, set))
}

const hand = Float32Array.of(0.5, -0.5)

describe('what is hidden', () => {
  test('is not drawn, and is drawn when it comes back', async () => {
    const { scheduler, drawn } = stageOf()
    const run = points()
    scheduler.setHidden(true)
    expect(await scheduler.maybeShow(run, false)).toBe(false)
    scheduler.hold(hand, run, 0)
    await scheduler.showCursor(run)
    expect(drawn()).toEqual([])
    scheduler.setHidden(false)
    await scheduler.maybeShow(run, false)
    expect(drawn()).toEqual(['stage'])
  })
})

test('what is not stale is not drawn again', async () => {
  const { scheduler, drawn } = stageOf()
  const run = points()
  await scheduler.maybeShow(run, false)
  expect(drawn()).toEqual(['stage'])
  await scheduler.maybeShow(run, false)
  expect(drawn()).toEqual([])
  scheduler.expire()
  await scheduler.maybeShow(run, false)
  expect(drawn()).toEqual(['stage'])
})

describe('beside training', () => {
  test('the stage waits for its share of the time, a changed view does not', async () => {
    const { scheduler, drawn } = stageOf()
    const run = points()
    scheduler.setPace({ showMs: 100, showShare: 0.5 })
    await scheduler.maybeShow(run, true)
    drawn()
    vi.advanceTimersByTime(90)
    scheduler.expire()
    await scheduler.maybeShow(run, true)
    expect(drawn()).toEqual([])
    scheduler.setView({ ...scheduler.stageView, theme: 'dark' })
    await scheduler.maybeShow(run, true)
    expect(drawn()).toEqual(['stage'])
    expect(scheduler.drawn?.theme).toBe('dark')
    scheduler.expire()
    vi.advanceTimersByTime(110)
    await scheduler.maybeShow(run, true)
    expect(drawn()).toEqual(['stage'])
  })

  test('the mark of a hand that moved does not wait, and how long it took is known', async () => {
    const { scheduler, drawn } = stageOf()
    const run = points()
    scheduler.setPace({ showMs: 1000, showShare: 0.5 })
    await scheduler.maybeShow(run, true)
    drawn()
    scheduler.hold(hand, run, performance.timeOrigin + performance.now())
    vi.advanceTimersByTime(30)
    await scheduler.maybeShow(run, true)
    expect(drawn()).toEqual(['stage'])
    expect(scheduler.drawn).toMatchObject({ cursor: { x: expect.any(Number) as number } })
    expect(scheduler.inputLatency.last).toBeCloseTo(30, 0)
  })
})

test('the sample under the hand is drawn before the wall of pictures', async () => {
  const { scheduler, drawn } = stageOf()
  const run = pictures()
  scheduler.hold(hand, run, 0)
  await scheduler.show(run)
  expect(drawn()).toEqual(['latent', 'stage'])
})

test('while the hand moves the wall of pictures waits, its sample does not', async () => {
  const { scheduler, drawn } = stageOf()
  const run = pictures()
  await scheduler.maybeShow(run, true)
  drawn()
  scheduler.hold(hand, run, 0)
  scheduler.invalidate()
  await scheduler.maybeShow(run, true)
  expect(drawn()).toEqual(['latent'])
})

test('a latent of another length is under nobody’s hand here', async () => {
  const { scheduler, drawn } = stageOf()
  const run = pictures()
  scheduler.hold(new Float32Array(5), run, 0)
  await scheduler.show(run)
  expect(drawn()).toEqual(['stage'])
})

test('an item that is looked at closely is drawn at once, the same one not again', async () => {
  const { scheduler, drawn } = stageOf()
  const run = points()
  await scheduler.maybeShow(run, false)
  drawn()
  scheduler.attend({ kind: 'fake', index: 3 })
  await scheduler.maybeShow(run, false)
  expect(drawn()).toEqual(['stage'])
  scheduler.attend({ kind: 'fake', index: 3 })
  await scheduler.maybeShow(run, false)
  expect(drawn()).toEqual([])
})

test('a new canvas is drawn on, as what was drawn went with the old one', async () => {
  const { scheduler } = stageOf()
  const run = points()
  await scheduler.maybeShow(run, false)
  const next = notedCanvas()
  scheduler.attach('stage', next.canvas, SIZE)
  expect(scheduler.drawn).toBeNull()
  await scheduler.maybeShow(run, false)
  expect(next.drawn).toBe(1)
})
