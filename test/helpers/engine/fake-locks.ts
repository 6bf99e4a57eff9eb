/** The browser's locks within one process, as far as runs ask for them: one holder each, who waits is turned away in time. */
import { vi } from 'vitest'

type Held = (lock: object | null) => Promise<void> | undefined

/** Stands in for `navigator.locks`; vi.unstubAllGlobals brings the real ones back. @returns names that are held */
export function fakeLocks(): Set<string> {
  const held = new Set<string>()
  const waiting: { name: string; granted: () => void }[] = []
  const free = (name: string): void => {
    held.delete(name)
    const at = waiting.findIndex((one) => one.name === name)
    waiting.splice(at, at < 0 ? 0 : 1).forEach(({ granted }) => granted())
  }
  const granted = (name: string, signal: AbortSignal | undefined): Promise<void> =>
    new Promise((grant, refuse) => {
      waiting.push({ name, granted: grant })
      signal?.addEventListener('abort', () => refuse(new DOMException('It took too long.', 'AbortError')))
    })
  const request = async (name: string, options: LockOptions, then: Held): Promise<void> => {
    if (options.ifAvailable === true && held.has(name)) {
      await then(null)
      return
    }
    if (held.has(name)) await granted(name, options.signal)
    held.add(name)
    try {
      await then({})
    } finally {
      free(name)
    }
  }
  const query = () => Promise.resolve({ held: [...held].map((name) => ({ name })) })
  vi.stubGlobal('navigator', { locks: { request, query } })
  return held
}
