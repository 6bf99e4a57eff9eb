/**
 * The step under the pointer, shared by all charts: one crosshair runs through them. Lives outside React, so that
 * moving the pointer renders only the read-outs.
 */
import { useSyncExternalStore } from 'react'

export interface Hover {
  /** null: the pointer is elsewhere. */
  readonly get: () => number | null
  /** The chart under the pointer: it alone says what changed there. */
  readonly source: () => string | null
  readonly set: (step: number | null, source: string) => void
  readonly subscribe: (listener: () => void) => () => void
}

export function createHover(): Hover {
  const listeners = new Set<() => void>()
  let current: number | null = null
  let from: string | null = null
  return {
    get: () => current,
    source: () => from,
    set(step, source) {
      const next = step === null ? null : source
      if (step === current && next === from) return
      current = step
      from = next
      for (const listener of listeners) listener()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** The page's one hover: charts and film share it. */
export const PAGE_HOVER: Hover = createHover()

export function useHoveredStep(hover: Hover): number | null {
  return useSyncExternalStore(hover.subscribe, hover.get)
}
