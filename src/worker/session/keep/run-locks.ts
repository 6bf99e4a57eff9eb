/**
 * Who trains which kept run: one worker at a time holds its lock, as long as it lives (decision 0003). Where the browser has no
 * locks, outside secure contexts, everybody gets what they ask for.
 */
const PREFIX = 'ganvas-run-'
/** What this worker holds, or is about to let go of. */
const own = new WeakMap<LockManager, Set<string>>()

/** Lets go of it. */
export type Release = () => void

/** @param patience milliseconds to wait for its holder to let go; 0: not at all @returns null: somebody holds it */
export function claimRun(id: string, patience: number): Promise<Release | null> {
  if (!('locks' in navigator)) return Promise.resolve(() => undefined)
  const { locks } = navigator
  const mine = own.get(locks) ?? new Set()
  own.set(locks, mine)
  const how = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true }
  return new Promise((claimed) => {
    let isHeld = false
    const hold = async (lock: Lock | null): Promise<void> => {
      if (lock === null) {
        claimed(null)
        return
      }
      isHeld = true
      mine.add(id)
      await new Promise<void>((release) => claimed(release))
    }
    locks
      .request(PREFIX + id, how, hold)
      .catch(() => claimed(null))
      .finally(() => isHeld && mine.delete(id))
  })
}

/** Ids of the runs that somebody trains, this worker among them. */
export async function claimedRuns(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX))
  return new Set(names.map((name) => name.slice(PREFIX.length)))
}

/** Ids of the runs that another worker trains. */
export async function claimedElsewhere(): Promise<ReadonlySet<string>> {
  const claimed = await claimedRuns()
  if (!('locks' in navigator)) return claimed
  const mine = own.get(navigator.locks) ?? new Set()
  return new Set([...claimed].filter((id) => !mine.has(id)))
}
