/**
 * A value under the hand: shown at once, handed on when the hand rests or lets go, so that a drag is one change and
 * one mark on the charts.
 */
import { useEffect, useRef, useState } from 'react'

/** Long enough to pass through values without choosing them, short enough to feel live. */
const REST_MS = 180

export interface Draft<T> {
  /** What to show: the draft, or the value when nothing is being changed. */
  shown: T
  /** Shows `next`; hands it on after a rest unless `held` (the pointer is still down and a change is dear). */
  change(next: T, held?: boolean): void
  /** Hands the draft on now. */
  settle(): void
}

export function useDraft<T>(value: T, commit: (value: T) => void): Draft<T> {
  const [draft, setDraft] = useState<{ value: T } | null>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])

  const handOn = (next: T): void => {
    clearTimeout(timer.current)
    setDraft(null)
    commit(next)
  }
  return {
    shown: draft === null ? value : draft.value,
    change(next, held = false) {
      clearTimeout(timer.current)
      setDraft({ value: next })
      if (!held) timer.current = setTimeout(() => handOn(next), REST_MS)
    },
    settle() {
      if (draft !== null) handOn(draft.value)
    },
  }
}
