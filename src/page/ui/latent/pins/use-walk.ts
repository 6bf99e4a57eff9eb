/** Runs a walk frame by frame while it is switched on. Off by default, and it stops when anything else moves the hand. */
import { useEffect, useRef } from 'react'
import type { Prior } from '../latent-maths.ts'
import type { LatentCursor } from '../use-latent-cursor.ts'
import { placeOf, startWalk, walkOn, type Walk } from './walk.ts'

interface WalkSettings {
  walking: boolean
  seed: number
  prior: Prior
  /** Legs per second. */
  speed: number
}

/** A frame after a long pause (a hidden tab) does not leap. */
const LONGEST_FRAME_MS = 100

export function useWalk(cursor: LatentCursor, { walking, seed, prior, speed }: WalkSettings): void {
  // Read at each frame: a change of speed must not begin the walk anew.
  const pace = useRef(speed)
  useEffect(() => {
    pace.current = speed
  }, [speed])

  useEffect(() => {
    if (!walking) return
    let walk: Walk | null = null
    let last = performance.now()
    const step = (now: number): void => {
      frame = requestAnimationFrame(step)
      const from = cursor.read()
      if (from === null) return
      walk ??= startWalk(from, seed, prior)
      walk = walkOn(walk, (Math.min(LONGEST_FRAME_MS, Math.max(0, now - last)) / 1000) * pace.current)
      last = now
      cursor.move(placeOf(walk))
    }
    let frame = requestAnimationFrame(step)
    return () => cancelAnimationFrame(frame)
  }, [walking, seed, prior, cursor])
}
