/**
 * A canvas that the worker draws on. A canvas can be handed over once only, so the element is made by hand, anew for
 * each worker, and never by React. No store: the owner passes how to hand it over.
 */
import { useEffect, useRef, useState } from 'react'

interface Surface {
  resize(width: number, height: number, scale: number): void
  detach(): void
}

interface SurfaceCanvasProps {
  /** Hands a fresh canvas over; `onStale` is called when the worker is gone and another canvas is needed. Stable. */
  attach: (canvas: HTMLCanvasElement, onStale: () => void) => Surface
  /** The text alternative, kept true by the owner. */
  label: string
  className?: string
}

export function SurfaceCanvas({ attach, label, className = '' }: SurfaceCanvasProps) {
  const host = useRef<HTMLDivElement>(null)
  const [generation, setGeneration] = useState(0)

  useEffect(() => {
    const box = host.current
    if (box === null) return
    const canvas = document.createElement('canvas')
    box.append(canvas)
    const surface = attach(canvas, () => setGeneration(generation + 1))
    const observer = new ResizeObserver(() => {
      const { width, height } = box.getBoundingClientRect()
      if (width > 0 && height > 0) surface.resize(width, height, window.devicePixelRatio)
    })
    observer.observe(box)
    return () => {
      observer.disconnect()
      surface.detach()
      canvas.remove()
    }
  }, [attach, generation])

  return <div ref={host} className={`surface ${className}`} role="img" aria-label={label} />
}
