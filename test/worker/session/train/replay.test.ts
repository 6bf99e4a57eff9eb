/**
 * A recording is trusted only once it gave the very weights of the readable step. The device is played by one that makes
 * each replayed step readably, well or badly.
 */
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { DeviceReplay } from '../../../../src/worker/session/train/replay.ts'
import { PROVED_STEPS } from '../../../../src/worker/session/train/step-replay.ts'
import type { Run } from '../../../../src/worker/session/train/run.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { readableRecorder, type Device } from '../../../helpers/engine/readable-recorder.ts'
import { promised } from '../../../helpers/promised.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const runs: Run[] = []
afterEach(() => runs.splice(0).forEach((run) => run.dispose()))

function runWith(steps = 0): Run {
  const run = tinyRun({}, steps)
  runs.push(run)
  return run
}

function device(how: Device = {}) {
  const { recorder, ...rest } = readableRecorder(how)
  return { replay: new DeviceReplay(recorder), ...rest }
}

const silent = (): void => undefined

/** What the same steps give without any recording. */
async function readably(steps: number) {
  return runWith(steps).game.save()
}

describe('a recording that replays the step truly', () => {
  test('is trusted after the steps that proved it, which count as training', async () => {
    const run = runWith()
    const { replay } = device()
    expect(replay.stale(run)).toBe(true)
    await replay.prepare(run, silent)
    expect(replay.refused).toBeNull()
    expect(replay.ready(run)).toBe(true)
    expect(replay.listing).toEqual(['a command'])
    expect(run.step).toBe(PROVED_STEPS)
    expect(await run.game.save()).toEqual(await readably(PROVED_STEPS))
  })

  test('goes on where the proof ended, for as many steps as there is room for figures', async () => {
    const run = runWith()
    const { replay, expected } = device({ free: 3 })
    await replay.prepare(run, silent)
    expect(replay.play(run, 10)).toBe(3)
    expect(expected).toEqual([[PROVED_STEPS, 3]])
    expect(await run.game.save()).toEqual(await readably(PROVED_STEPS + 3))
  })

  test('is proved once: the same commands need no other proof, and train no step', async () => {
    const run = runWith()
    const { replay, counts } = device()
    await replay.prepare(run, silent)
    const { step } = run
    run.config = { ...run.config, gLr: 0.01 }
    await replay.prepare(run, silent)
    expect(counts).toMatchObject({ records: 2, weighed: 1, disposed: 1 })
    expect(run.step).toBe(step)
  })
})

test('a recording that gives other weights is refused; the run has the readable ones', async () => {
  const run = runWith()
  const { replay, counts } = device({ wrong: true })
  await replay.prepare(run, silent)
  expect(replay.refused).toContain('did not give the same weights')
  expect(replay.ready(run)).toBe(false)
  expect(replay.listing).toBeNull()
  // In fewer commands, and command by command.
  expect(counts).toMatchObject({ records: 2, weighed: 2, disposed: 2 })
  expect(run.step).toBe(PROVED_STEPS)
  expect(await run.game.save()).toEqual(await readably(PROVED_STEPS))
  expect(() => replay.play(run, 1)).toThrow('no recording')
})

test('a recording that is wrong in fewer commands alone is replayed command by command, and so are those to come', async () => {
  const run = runWith()
  const { replay, counts } = device({ wrong: 'shortened' })
  await replay.prepare(run, silent)
  expect(replay.refused).toBeNull()
  expect(replay.listing).toEqual(['two commands'])
  expect(await run.game.save()).toEqual(await readably(PROVED_STEPS))
  replay.play(run, 1)
  expect(await run.game.save()).toEqual(await readably(PROVED_STEPS + 1))
  run.config = { ...run.config, gLr: 0.01 }
  await replay.prepare(run, silent)
  expect(replay.listing).toEqual(['two commands'])
  expect(counts).toMatchObject({ records: 3, weighed: 2, disposed: 2 })
})

test('a device that refuses a shader of fewer commands replays command by command', async () => {
  const run = runWith()
  const { replay, counts } = device({ unsound: true, wrong: 'shortened' })
  await replay.prepare(run, silent)
  expect(replay.listing).toEqual(['two commands'])
  // What it refused was not even tried.
  expect(counts).toMatchObject({ records: 2, weighed: 1, disposed: 1 })
  expect(await run.game.save()).toEqual(await readably(PROVED_STEPS))
})

test('a step that cannot be recorded says why, and is not tried again until something changes', async () => {
  const run = runWith()
  const { replay } = device({ refuses: 'it reads numbers back' })
  await replay.prepare(run, silent)
  expect(replay.refused).toBe('it reads numbers back')
  expect(run.step).toBe(0)
  expect(replay.stale(run)).toBe(false)
  run.config = { ...run.config, gLr: 0.01 }
  expect(replay.stale(run)).toBe(true)
})

test('other failures are nobody’s refusal: they are thrown', async () => {
  const { replay } = device()
  const run = runWith()
  run.game.save = () => Promise.reject(new Error('lost'))
  await expect(replay.prepare(run, silent)).rejects.toThrow('lost')
})

test('settings that are numbers of the step are put into the recording: nothing is recorded anew', async () => {
  const run = runWith()
  const { replay, counts } = device({ patches: true })
  let recorded = 0
  const onRecord = (): void => {
    recorded++
  }
  await replay.prepare(run, onRecord)
  run.config = { ...run.config, gLr: 0.01 }
  expect(replay.ready(run)).toBe(false)
  await replay.prepare(run, onRecord)
  expect(replay.ready(run)).toBe(true)
  expect(replay.made).toEqual({ recordings: 1, patches: 1 })
  expect(counts.records).toBe(1)
  expect(recorded).toBe(1)
})

test('a run that has begun is held up less by measuring than a fresh one', async () => {
  const fresh = device()
  const begun = device()
  await fresh.replay.prepare(runWith(), silent)
  await begun.replay.prepare(runWith(2), silent)
  expect(fresh.tuned).toEqual([1])
  expect(begun.tuned[0]).toBeLessThan(1)
})

describe('compiling beside all else', () => {
  test('a recording is made when all that it needs is there', async () => {
    const run = runWith()
    const { promise, resolve } = promised<undefined>()
    const { replay, counts, compiled } = device({ compiles: () => promise })
    expect(replay.ripen(run, true)).toBe('nothing')
    const prepared = replay.prepare(run, silent)
    await Promise.resolve()
    expect(counts.records).toBe(0)
    resolve(undefined)
    await prepared
    // What was begun before is not begun again.
    expect(compiled).toEqual(['steps', 'recording'])
    expect(replay.ready(run)).toBe(true)
  })

  test('steps may be made before that, and give what they always do', async () => {
    const run = runWith()
    const { replay } = device()
    replay.ripen(run, false)
    await replay.ripened()
    expect(replay.ripen(run, false)).toBe('steps')
    run.stepReadably()
    expect(replay.ripen(run, false)).toBe('steps')
    await replay.ripened()
    expect(replay.ripen(run, false)).toBe('all')
    await replay.prepare(run, silent)
    expect(run.step).toBe(1 + PROVED_STEPS)
    expect(await run.game.save()).toEqual(await readably(1 + PROVED_STEPS))
  })

  test('where kernels are measured no step is made before that', () => {
    const { replay } = device({ measures: true })
    expect(replay.ripen(runWith(), false)).toBe('all')
    expect(replay.ripen(runWith(2), false)).toBe('nothing')
  })

  test('other numbers in the same commands wait for nothing', async () => {
    const run = runWith()
    const { replay, compiled } = device({ patches: true })
    await replay.prepare(run, silent)
    run.config = { ...run.config, gLr: 0.01 }
    expect(replay.ripen(run, false)).toBe('all')
    expect(compiled).toEqual(['steps', 'recording'])
  })
})
