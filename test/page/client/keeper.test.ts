import { beforeEach, expect, test, vi } from 'vitest'
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import type { PreparedTransfer } from '../../../src/common/items/prepared-transfer.ts'
import type { SavedRun } from '../../../src/page/client/storage/repair.ts'
import { Keeper } from '../../../src/page/client/keeper.ts'
import { ring, settled, SUMMARY } from '../../helpers/page/scripted-client.ts'

/** What stands in for the browser's database: what is kept, what was written, and whether it works. */
const disk = vi.hoisted(() => ({
  kept: null as { run: SavedRun; prepared: PreparedTransfer | null } | null,
  broken: false,
  written: [] as number[],
  datasets: [] as PreparedTransfer[],
  /** What reading waits for. */
  read: Promise.resolve(),
  /** Ends the writing that is going on. */
  done: [] as (() => void)[],
}))

vi.mock('../../../src/page/client/storage/saved-run.ts', () => {
  const works = (): Promise<void> =>
    disk.broken ? Promise.reject(new Error('nothing is stored here')) : Promise.resolve()
  return {
    loadRun: async () => {
      await works()
      await disk.read
      return disk.kept
    },
    saveRun: async (run: SavedRun) => {
      disk.written.push(run.checkpoint.step)
      await works()
      await new Promise<void>((done) => disk.done.push(done))
      disk.kept = { run, prepared: null }
    },
    saveDataset: async (prepared: PreparedTransfer) => {
      await works()
      disk.datasets.push(prepared)
    },
    forgetRun: async () => {
      await works()
      disk.kept = null
    },
  }
})

beforeEach(() =>
  Object.assign(disk, {
    kept: null,
    broken: false,
    written: [],
    datasets: [],
    done: [],
    read: Promise.resolve(),
  }),
)

function at(step: number): Checkpoint {
  return { version: 2, step, config: ring(), fingerprint: 'ring', tensors: [] }
}

const PREPARED = { summary: SUMMARY, bytes: new Uint8Array(2), labels: null }

test('the run of the last visit is offered, though this visit’s own has replaced it since', async () => {
  disk.kept = { run: { version: 1, savedAt: 123, checkpoint: at(500) }, prepared: PREPARED }
  let read = (): void => undefined
  disk.read = new Promise((done) => (read = done))
  const keeper = new Keeper()
  keeper.keep(at(60))
  await settled()
  expect(disk.written).toEqual([])
  read()
  await settled()
  disk.done.shift()?.()
  await settled()
  expect(disk.kept.run.checkpoint.step).toBe(60)
  expect(await keeper.earlier()).toEqual({ checkpoint: at(500), prepared: PREPARED, savedAt: 123 })
})

test('a first visit is offered nothing', async () => {
  expect(await new Keeper().earlier()).toBeNull()
})

test('a run of fewer than 50 steps is not kept', async () => {
  const keeper = new Keeper()
  keeper.keep(at(49))
  await settled()
  expect(disk.written).toEqual([])
  keeper.keep(at(50))
  await settled()
  expect(disk.written).toEqual([50])
})

test('one record is written at a time; of those that came meanwhile the newest alone', async () => {
  const keeper = new Keeper()
  for (const step of [100, 200, 300]) {
    keeper.keep(at(step))
    await settled()
  }
  expect(disk.written).toEqual([100])
  disk.done.shift()?.()
  await settled()
  expect(disk.written).toEqual([100, 300])
  disk.done.shift()?.()
  await settled()
  expect(disk.written).toEqual([100, 300])
  keeper.keep(at(400))
  await settled()
  expect(disk.written).toEqual([100, 300, 400])
})

test('own data are kept for the next visit, and all is forgotten on demand', async () => {
  disk.kept = { run: { version: 1, savedAt: 1, checkpoint: at(500) }, prepared: null }
  const keeper = new Keeper()
  keeper.keepDataset(PREPARED)
  await settled()
  expect(disk.datasets).toEqual([PREPARED])
  await keeper.forget()
  expect(await new Keeper().earlier()).toBeNull()
})

test('a browser that stores nothing stops nobody from training', async () => {
  disk.broken = true
  const keeper = new Keeper()
  expect(await keeper.earlier()).toBeNull()
  keeper.keepDataset(PREPARED)
  keeper.keep(at(100))
  await settled()
  await keeper.forget()
  // It is tried again with the next state: the disk may have room by then.
  disk.broken = false
  keeper.keep(at(200))
  await settled()
  disk.done.shift()?.()
  await settled()
  expect(disk.written).toEqual([100, 200])
  expect((await new Keeper().earlier())?.checkpoint.step).toBe(200)
})
