/** The device is measured in idle moments on the plain back end, by a clock that the test moves: each settled step takes as long as is said. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { NeedMeter } from '../../../../src/worker/session/need/need-meter.ts'
import { MOST_MS } from '../../../../src/worker/session/need/step-timer.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { picturesOf } from '../../../helpers/data/sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { PLAIN_ENGINE, told } from '../../../helpers/engine/tiny-run.ts'
import { memory } from '@tensorflow/tfjs'

beforeAll(useCpu)

const DATA = picturesOf(
  { size: 8, pixels: Uint8Array.from({ length: 30 * 64 }, (_, i) => (i * 37) % 251) },
  { id: 'own' },
)
const config = (change: Partial<RunConfig> = {}): RunConfig => ({
  ...{ ...defaultsFor('own'), model: 'dcgan', size: 8, width: 2, latent: 3, batch: 8, ...change },
})

let now: number
let steps: number
/** Milliseconds of the next steps. */
let cost: (step: number) => number
let page: ReturnType<typeof told>
let duty: number

beforeEach(() => {
  now = 0
  steps = 0
  duty = 1
  cost = () => 100
  page = told()
})

function meter(change: Partial<ConstructorParameters<typeof NeedMeter>[0]['engine']> = {}): NeedMeter {
  const settle = () => {
    now += cost(steps++)
    return Promise.resolve()
  }
  const stepYield = { begin: () => undefined, end: () => undefined, spent: 0, pause: () => Promise.resolve() }
  return new NeedMeter({
    ...{
      engine: { report: PLAIN_ENGINE.report, settle, ...change },
      emit: page.emit,
      now: () => now,
      stepYield,
    },
    duty: () => duty,
  })
}

async function untilDone(need: NeedMeter, run: Run): Promise<void> {
  while (await need.work(run, 'idle'));
}

const rates = () => page.of('need').map(({ need }) => need.rate)

test('what follows from arithmetic and the study is told at once, the rate once a few steps were tried', async () => {
  const run = new Run(config(), DATA)
  const need = meter()
  cost = (step) => (step === 0 ? 5000 : 100)
  await untilDone(need, run)
  expect(rates()).toEqual([null, { stepsPerSecond: 10, basis: 'tried' }])
  expect(page.of('need')[0]?.need).toMatchObject({ recognisable: { pictures: 30_000, steps: 3750 } })
  // The first step pays for what is made once; five are timed.
  expect(steps).toBe(6)
  expect(await need.work(run, 'idle')).toBe(false)
  run.dispose()
})

test('the run that is measured stands as it stood, to the last bit, and trains as if nothing had been', async () => {
  const [run, plain] = [new Run(config(), DATA), new Run(config(), DATA)]
  const before = memory().numTensors
  run.advance(2)
  plain.advance(2)
  const trained = memory().numTensors
  await untilDone(meter(), run)
  expect(steps).toBeGreaterThan(0)
  expect(memory().numTensors).toBe(trained)
  expect(trained).toBeGreaterThanOrEqual(before)
  expect(run.step).toBe(2)
  expect(await run.game.save()).toEqual(await plain.game.save())
  run.advance(3)
  plain.advance(3)
  expect(await run.game.save()).toEqual(await plain.game.save())
  run.dispose()
  plain.dispose()
})

describe('takes little', () => {
  test('of a slow device a few items tell what the whole batch would take', async () => {
    const run = new Run(config({ batch: 64 }), DATA)
    cost = () => 500
    await untilDone(meter(), run)
    // Two steps of 4 items at 500 ms: 64 take sixteen times as long.
    expect(steps).toBe(2)
    expect(rates().at(-1)?.stepsPerSecond).toBeCloseTo(1 / 8)
    run.dispose()
  })

  test('of a fast one the whole batch is timed, for no longer than a moment', async () => {
    const run = new Run(config({ batch: 64 }), DATA)
    cost = (step) => (step < 4 ? 20 : 400)
    await untilDone(meter(), run)
    expect(rates().at(-1)?.stepsPerSecond).toBeCloseTo(1000 / 400)
    // The first of each size is not timed.
    expect(now).toBeLessThan(MOST_MS + 2 * 400 + 2 * 20)
    run.dispose()
  })

  test('what does not grow with the items is not taken for what does', async () => {
    const run = new Run(config({ batch: 64 }), DATA)
    cost = () => 120
    await untilDone(meter(), run)
    expect(rates().at(-1)?.stepsPerSecond).toBeCloseTo(1000 / 120)
    run.dispose()
  })

  test('nothing while somebody trains or draws, and while a hand moves it only waits', async () => {
    const run = new Run(config(), DATA)
    const need = meter()
    expect(await need.work(run, 'busy')).toBe(false)
    expect(await need.work(run, 'moving')).toBe(true)
    expect(steps).toBe(0)
    expect(await need.work(run, 'idle')).toBe(true)
    expect(steps).toBe(1)
    run.dispose()
  })

  test('once for all steps that cost alike', async () => {
    const run = new Run(config(), DATA)
    const need = meter()
    await untilDone(need, run)
    const tried = steps
    run.config = { ...run.config, gLr: 1e-3, seed: 7, ema: 0.9 }
    await untilDone(need, run)
    expect(steps).toBe(tried)
    run.config = { ...run.config, batch: 16 }
    await untilDone(need, run)
    expect(steps).toBeGreaterThan(tried)
    run.dispose()
  })
})

test('a device that fails to try steps says nothing of the time, and is not asked again', async () => {
  const run = new Run(config(), DATA)
  const need = meter({ settle: () => Promise.reject(new RangeError('no room')) })
  await untilDone(need, run)
  expect(rates()).toEqual([null])
  expect(await need.work(run, 'idle')).toBe(false)
  expect((await need.measured(run)).rate).toBeNull()
  run.dispose()
})

test('where a GPU replays steps the trial says “at least”; gentle speed takes its share', async () => {
  const run = new Run(config(), DATA)
  duty = 0.25
  const openRecorder = () => {
    throw new Error('Nothing is recorded on networks that are thrown away.')
  }
  const basisOn = async (told: Partial<typeof PLAIN_ENGINE.report>) => {
    const report = { ...PLAIN_ENGINE.report, ...told }
    await untilDone(meter({ openRecorder, report }), run)
    return rates().at(-1)
  }
  expect(await basisOn({ backend: 'webgpu' })).toEqual({ stepsPerSecond: 2.5, basis: 'at-least' })
  // Software that stands in for a GPU computes as long either way, and WASM nearly.
  expect((await basisOn({ backend: 'webgpu', software: true }))?.basis).toBe('tried')
  expect((await basisOn({ backend: 'wasm' }))?.basis).toBe('tried')
  run.dispose()
})

test('what training showed counts from then on, where it was watched long enough', async () => {
  const run = new Run(config(), DATA)
  const need = meter()
  await untilDone(need, run)
  need.paused(run, { stepsPerSecond: 3, watchedMs: 500 })
  expect(need.now(run).rate?.basis).toBe('tried')
  need.paused(run, { stepsPerSecond: 3, watchedMs: 2500 })
  expect(need.now(run).rate).toEqual({ stepsPerSecond: 3, basis: 'trained' })
  expect(rates().at(-1)).toEqual({ stepsPerSecond: 3, basis: 'trained' })
  run.dispose()
})

test('other sides are told of the person’s own pictures: their operations grow as their pixels do', async () => {
  const run = new Run(config(), DATA)
  await untilDone(meter(), run)
  const { sides = [] } = page.of('need').at(-1)?.need ?? {}
  expect(sides.map(({ side }) => side)).toEqual([32, 48, 64, 96, 128])
  for (const [i, { gflopPerStep }] of sides.slice(1).entries())
    expect(gflopPerStep).toBeGreaterThan((sides[i]?.gflopPerStep ?? 0) * 2)
  run.dispose()
})

test('a warm start is counted as what it costs, and steps that are tried are those of the game', async () => {
  const plain = new Run(config(), DATA)
  const warm = new Run(config({ warmStart: 100 }), DATA)
  const need = meter()
  await untilDone(need, plain)
  const tried = steps
  await untilDone(need, warm)
  // Steps of the game cost what they did: nothing is tried again.
  expect(steps).toBe(tried)
  const { recognisable, warm: told } = need.now(warm)
  expect(told.steps).toBe(100)
  expect(told.share).toBeGreaterThan(0.05)
  expect(told.share).toBeLessThan(0.6)
  expect(recognisable?.steps).toBe(3850)
  expect(recognisable?.effort).toBeCloseTo(3750 + 100 * told.share, 9)
  plain.dispose()
  warm.dispose()
})
