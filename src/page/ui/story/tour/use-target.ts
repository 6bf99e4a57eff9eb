/** Where the thing is that the tour speaks of. Looks a few times a second, as things move while a run goes on. */
import { useEffect, useState } from 'react'
import type { Rect } from './corners.ts'

const EVERY_MS = 150

/** The rectangle of the first element that matches, in the window; null while there is none on the screen. */
export function useTarget(selector: string): Rect | null {
  const [rect, setRect] = useState<Rect | null>(null)
  useEffect(() => {
    const look = (): void => {
      const found = document.querySelector(selector)?.getBoundingClientRect()
      const next =
        found === undefined || found.width === 0
          ? null
          : { x: found.x, y: found.y, width: found.width, height: found.height }
      setRect((old) => (same(old, next) ? old : next))
    }
    look()
    const timer = setInterval(look, EVERY_MS)
    window.addEventListener('scroll', look, { passive: true, capture: true })
    return () => {
      clearInterval(timer)
      window.removeEventListener('scroll', look, { capture: true })
    }
  }, [selector])
  return rect
}

function same(a: Rect | null, b: Rect | null): boolean {
  if (a === null || b === null) return a === b
  return a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height
}
