/** A point in small: a cross at its place in the plane. */
import type { Draw } from '../../ui/latent/thumb.tsx'

/** Pixels a point's picture is drawn with. */
const PLANE = 64
/** A thumb narrower than this, CSS pixels, needs a bolder cross. */
const SMALL = 34

/** @param extent half side of the plane shown */
export function drawPoint(extent: number): Draw {
  return (canvas, { shape, values }) => {
    const context = canvas.getContext('2d')
    if (context === null || shape.length !== 1) return
    canvas.width = canvas.height = PLANE
    const colour = getComputedStyle(canvas).getPropertyValue('--fake-ink')
    // A canvas that is on no page is drawn on from elsewhere, at its own size.
    const small = canvas.isConnected && canvas.clientWidth < SMALL
    drawCross(context, values, { extent, colour, arm: small ? 10 : 5 })
  }
}

function drawCross(
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
