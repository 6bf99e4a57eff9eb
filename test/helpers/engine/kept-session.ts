/** Whole sessions on the plain back end that keep their runs in memory, one after the other, as workers that die. */
import { afterEach, beforeEach, vi } from 'vitest'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { RunSummary } from '../../../src/common/protocol/shelf.ts'
import { readKept } from '../../../src/worker/session/keep/open-keeping.ts'
import { fakeLocks } from './fake-locks.ts'
import { memoryStore, type MemoryStore } from './memory-store.ts'
import { wholeSession, type WholeSession } from './whole-session.ts'

type How = Parameters<typeof wholeSession>[0]

export interface KeptSessions {
  /** Where the runs of this test lie. */
  readonly store: () => MemoryStore
  readonly begin: (config?: Partial<RunConfig>, how?: How) => WholeSession
  /** Another worker takes up a run, after the last one died. */
  readonly takeUp: (id: string, how?: How) => Promise<WholeSession>
}

/** For a test file: each test has a disk of its own, and its sessions end with it. */
export function keptSessions(): KeptSessions {
  let store: MemoryStore
  const open: WholeSession[] = []
  beforeEach(() => {
    fakeLocks()
    store = memoryStore()
  })
  afterEach(async () => {
    for (const session of open.splice(0)) await session.end()
    vi.unstubAllGlobals()
  })
  const opened = (whole: WholeSession): WholeSession => {
    open.push(whole)
    return whole
  }
  return {
    store: () => store,
    begin: (config = {}, how = {}) =>
      opened(wholeSession({ config, keeping: { store, taken: null }, ...how })),
    takeUp: async (id, how = {}) => {
      await open.pop()?.end()
      // Its death lets go of every lock.
      vi.unstubAllGlobals()
      fakeLocks()
      const taken = await readKept(store, { id, mine: false, asKept: true })
      return opened(wholeSession({ keeping: { store, taken }, ...how }))
    },
  }
}

export function shelfOf(whole: WholeSession): Promise<RunSummary[]> {
  return whole.ask({ kind: 'shelf' })
}

export function weightsOf(whole: WholeSession) {
  return whole.ask({ kind: 'weights', side: 'run' })
}

/** The one run there is. */
export async function onlyRun(whole: WholeSession): Promise<RunSummary> {
  const [run, ...others] = await shelfOf(whole)
  if (run === undefined || others.length > 0) throw new Error('There is not one run.')
  return run
}
