/**
 * Learns of a worker's death, which no event reports: the worker holds a lock as long as it lives, the page waits for
 * the same lock. A busy worker is alive; only a dead one lets go.
 */
export interface LifeWatch {
  /** Stop caring, e.g. before ending the worker on purpose. */
  cancel(): void
}

/** A name no other page or earlier worker uses. */
export function lifeLockName(): string {
  return `ganvas-${crypto.randomUUID()}`
}

/** Calls `onDeath` once the holder is gone. Call it only after the holder said that it holds the lock. */
export function watchLife(name: string, onDeath: () => void): LifeWatch {
  const cancelled = new AbortController()
  // Outside secure contexts there are no locks; the worker's own error event is then all there is.
  if (!('locks' in navigator)) return { cancel: () => undefined }
  navigator.locks.request(name, { signal: cancelled.signal }, onDeath).catch(() => undefined)
  return { cancel: () => cancelled.abort() }
}
