/**
 * Who trains which kept run: one worker at a time holds its lock, as long as it lives (decision 0003). Where the browser has no
 * locks, outside secure contexts, everybody gets what they ask for.
 */
const PREFIX = 'ganvas-run-'

/** Lets go of it. */
export type Release = () => void

/** @param patience milliseconds to wait for its holder to let go; 0: not at all @returns null: somebody holds it */
export function claimRun(id: string, patience: number): Promise<Release | null> {
  if (!('locks' in navigator)) return Promise.resolve(() => undefined)
  const { locks } = navigator
  const how = patience > 0 ? { signal: AbortSignal.timeout(patience) } : { ifAvailable: true }
  return new Promise((claimed) => {
    const hold = (lock: Lock | null): Promise<void> | undefined => {
      if (lock !== null) return new Promise<void>((release) => claimed(release))
      claimed(null)
      return undefined
    }
    locks.request(PREFIX + id, how, hold).catch(() => claimed(null))
  })
}

/** Ids of the runs that somebody trains, this worker among them. */
export async function claimedRuns(): Promise<ReadonlySet<string>> {
  if (!('locks' in navigator)) return new Set()
  const { held = [] } = await navigator.locks.query()
  const names = held.map(({ name = '' }) => name).filter((name) => name.startsWith(PREFIX))
  return new Set(names.map((name) => name.slice(PREFIX.length)))
}
