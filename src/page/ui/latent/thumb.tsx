/** A small look at one sample: its picture, or its place in the plane. Drawn on the page; the edge tells the score. */
import { useEffect, useRef } from 'react'

export interface ThumbItem {
  /** Shape of one item: [2], or [side, side, channels]. */
  readonly shape: readonly number[]
  readonly values: Float32Array
  /** σ(D); absent for items nobody scored. */
  readonly score?: number | undefined
}

interface Props {
  item: ThumbItem | null
  /** Half side of the plane shown, for points. */
  extent: number
  className?: string
}

/** Pixels a point's picture is drawn with. */
const PLANE = 64
/** A thumb narrower than this, CSS pixels, needs a bolder cross. */
const SMALL = 34

export function Thumb({ item, extent, className = '' }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    if (canvas.current !== null && item !== null) drawItem(canvas.current, item, extent)
  }, [item, extent])
  return (
    <canvas
      ref={canvas}
      className={`thumb ${className}`}
      width={PLANE}
      height={PLANE}
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

/** Draws a picture pixel by pixel, or a point as a cross in its plane. The canvas takes the size it needs. */
export function drawItem(
  canvas: HTMLCanvasElement,
  { shape, values }: Pick<ThumbItem, 'shape' | 'values'>,
  extent: number,
): void {
  const context = canvas.getContext('2d')
  if (context === null) return
  const [side = PLANE, , channels] = shape
  if (channels === undefined) {
    canvas.width = canvas.height = PLANE
    const colour = getComputedStyle(canvas).getPropertyValue('--fake-ink')
    // A canvas that is on no page is drawn on from elsewhere, at its own size.
    const small = canvas.isConnected && canvas.clientWidth < SMALL
    drawPoint(context, values, { extent, colour, arm: small ? 10 : 5 })
    return
  }
  canvas.width = canvas.height = side
  const image = context.createImageData(side, side)
  fillPixels(image.data, values, channels)
  context.putImageData(image, 0, 0)
}

/** [−1, 1] to opaque bytes. @param values NHWC */
export function fillPixels(bytes: Uint8ClampedArray, values: Float32Array, channels: number): void {
  for (let i = 0; i * 4 < bytes.length; i++) {
    for (let c = 0; c < 3; c++) {
      const value = values[i * channels + Math.min(c, channels - 1)] ?? 0
      bytes[4 * i + c] = (value + 1) * 127.5
    }
    bytes[4 * i + 3] = 255
  }
}

function drawPoint(
  context: CanvasRenderingContext2D,
  values: Float32Array,
  { extent, colour, arm }: { extent: number; colour: string; arm: number },
): void {
  const edge = arm + 2
  const at = (value: number): number =>
    Math.min(PLANE - edge, Math.max(edge, ((value / extent + 1) / 2) * PLANE))
  const x = at(values[0] ?? 0)
  const y = PLANE - at(values[1] ?? 0)
  context.clearRect(0, 0, PLANE, PLANE)
  context.strokeStyle = '#8888'
  context.beginPath()
  context.moveTo(PLANE / 2, 0)
  context.lineTo(PLANE / 2, PLANE)
  context.moveTo(0, PLANE / 2)
  context.lineTo(PLANE, PLANE / 2)
  context.stroke()
  context.strokeStyle = colour === '' ? '#d55e00' : colour
  context.lineWidth = 0.6 * arm
  context.beginPath()
  context.moveTo(x - arm, y - arm)
  context.lineTo(x + arm, y + arm)
  context.moveTo(x - arm, y + arm)
  context.lineTo(x + arm, y - arm)
  context.stroke()
}
