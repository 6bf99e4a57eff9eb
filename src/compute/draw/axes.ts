/** Discreet ticks along the left and lower edge of the data window. */
import { type Box, letter, type Pen, snap } from './pen.ts'

const TICK = 4
const SIZE = 10.5

/** Ticks at round numbers, four to eight of them over [−extent, extent]. */
export function tickValues(extent: number): number[] {
  const step = roundStep(extent / 2.5)
  const last = Math.floor(extent / step + 1e-9)
  return Array.from({ length: 2 * last + 1 }, (_, i) => (i - last) * step)
}

/** The largest of 1, 2, 5 × 10ⁿ that is no larger. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power
}

export function drawAxes({ context, palette, scale }: Pen, window: Box, extent: number): void {
  const right = window.x + window.width
  const bottom = window.y + window.height
  context.strokeStyle = palette.faint
  context.fillStyle = palette.faint
  context.lineWidth = 1 / scale
  context.beginPath()
  letter(context, SIZE)
  const values = tickValues(extent).filter((value) => Math.abs(value) < 0.94 * extent)
  for (const value of values) {
    const share = (value / extent + 1) / 2
    const x = snap(window.x + share * window.width, scale) + 0.5 / scale
    const y = snap(bottom - share * window.height, scale) + 0.5 / scale
    context.moveTo(x, bottom)
    context.lineTo(x, bottom - TICK)
    context.moveTo(window.x, y)
    context.lineTo(window.x + TICK, y)
    const text = label(value)
    context.textAlign = 'center'
    context.textBaseline = 'alphabetic'
    context.fillText(text, x, bottom - TICK - 3)
    // The lower left corner belongs to the first label of the x axis.
    if (value === 0 || y < bottom - 4 * SIZE) {
      context.textAlign = 'left'
      context.textBaseline = 'middle'
      context.fillText(text, window.x + TICK + 3, y)
    }
  }
  context.stroke()
  context.globalAlpha = 0.5
  context.strokeRect(window.x, window.y, right - window.x, bottom - window.y)
  context.globalAlpha = 1
}

function label(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−')
}
