/**
 * The hand on the latent: moves are gathered and handed on once a frame, however many the pointer makes. Must not hold
 * the vector itself: that is the store's.
 */
import { useEffect, useMemo, useRef } from 'react'
import { useActions, useReadNow } from '../../state/page.ts'

export interface LatentCursor {
  /** The vector under the hand, moves of this frame included; null before there is one. */
  read(): Float32Array | null
  /** Moves the hand; the worker hears of it with the next frame. */
  move(next: Float32Array): void
}

/** Stable. */
export function useLatentCursor(): LatentCursor {
  const actions = useActions()
  const readNow = useReadNow()
  const frame = useRef(0)
  const pending = useRef<Float32Array | null>(null)
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
    },
    [],
  )
  return useMemo(
    () => ({
      read: () => pending.current ?? readNow().latentCursor,
      move(next) {
        pending.current = next
        if (frame.current !== 0) return
        frame.current = requestAnimationFrame(() => {
          frame.current = 0
          const latest = pending.current
          pending.current = null
          if (latest !== null) actions.setLatent(latest)
        })
      },
    }),
    [actions, readNow],
  )
}
