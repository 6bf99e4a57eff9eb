/** Runs something once a frame while it is switched on, with the seconds since the last frame. */
import { useEffect, useRef } from 'react'

/** A frame after a long pause (a hidden tab) does not leap. */
const LONGEST_FRAME_MS = 100

/** @param frame read anew at each frame */
export function useFrames(on: boolean, frame: (seconds: number) => void): void {
  const latest = useRef(frame)
  useEffect(() => {
    latest.current = frame
  })
  useEffect(() => {
    if (!on) return
    let last = performance.now()
    const step = (now: number): void => {
      handle = requestAnimationFrame(step)
      latest.current(Math.min(LONGEST_FRAME_MS, Math.max(0, now - last)) / 1000)
      last = now
    }
    let handle = requestAnimationFrame(step)
    return () => cancelAnimationFrame(handle)
  }, [on])
}
