/** Puts a source under the hand, once a frame at most, however often it changes; it is worked out only then. */
import { useEffect, useMemo, useRef } from 'react'
import { useActions } from '../../state/page.ts'

/** Stable. */
export function useHold(): (source: () => Float32Array | null) => void {
  const actions = useActions()
  const frame = useRef(0)
  const newest = useRef<() => Float32Array | null>(() => null)
  useEffect(
    () => () => {
      cancelAnimationFrame(frame.current)
      frame.current = 0
    },
    [],
  )
  return useMemo(
    () => (source) => {
      newest.current = source
      if (frame.current !== 0) return
      frame.current = requestAnimationFrame(() => {
        frame.current = 0
        const made = newest.current()
        if (made !== null) actions.setLatent(made)
      })
    },
    [actions],
  )
}
