/** A small look at one item. Drawn on the page, as its kind draws it; the edge tells the score. Knows no kind. */
import { useEffect, useRef } from 'react'

export interface ThumbItem {
  /** Shape of one item: [2], or [side, side, channels]. */
  readonly shape: readonly number[]
  readonly values: Float32Array
  /** σ(D); absent for items nobody scored. */
  readonly score?: number | undefined
}

/** Draws one item in small. The canvas takes the size it needs. */
export type Draw = (canvas: HTMLCanvasElement, item: Pick<ThumbItem, 'shape' | 'values'>) => void

interface Props {
  item: ThumbItem | null
  /** The same function while it draws the same. */
  draw: Draw
  className?: string
}

/** Pixels before anything is drawn. */
const BLANK = 64

export function Thumb({ item, draw, className = '' }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current !== null && item !== null) draw(canvas.current, item)
  }, [item, draw])
  return (
    <canvas
      ref={canvas}
      className={`thumb ${className}`}
      width={BLANK}
      height={BLANK}
      aria-hidden="true"
      style={edgeOf(item?.score)}
    />
  )
}

/** The colour between fake and real. */
function edgeOf(score: number | undefined): { '--edge'?: string } {
  if (score === undefined || !Number.isFinite(score)) return {}
  return { '--edge': `color-mix(in srgb, var(--real) ${Math.round(score * 100)}%, var(--fake))` }
}
