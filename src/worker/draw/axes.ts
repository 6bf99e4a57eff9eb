/** Discreet ticks along the left and lower edge of the data window. */
import { column, row, type Frame } from './frame.ts'
import { letter, type Pen, snap } from './pen.ts'

const TICK = 4
const SIZE = 10.5

/** Ticks at round numbers, four to ten of them from low to high. */
export function tickValues(low: number, high: number): number[] {
  const step = roundStep((high - low) / 5)
  const first = Math.ceil(low / step - 1e-9)
  const last = Math.floor(high / step + 1e-9)
  return Array.from({ length: last - first + 1 }, (_, i) => (first + i) * step)
}

/** The largest of 1, 2, 5 × 10ⁿ that is no larger. */
function roundStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough))
  const lead = rough / power
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power
}

export function drawAxes({ context, palette, scale }: Pen, frame: Frame): void {
  const { box, window } = frame
  const bottom = box.y + box.height
  context.strokeStyle = palette.faint
  context.fillStyle = palette.faint
  context.lineWidth = 1 / scale
  context.beginPath()
  letter(context, SIZE)
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  for (const value of ticksAlong(window.x, window.half)) {
    const x = snap(column(frame, value), scale) + 0.5 / scale
    context.moveTo(x, bottom)
    context.lineTo(x, bottom - TICK)
    context.fillText(label(value), x, bottom - TICK - 3)
  }
  context.textAlign = 'left'
  context.textBaseline = 'middle'
  for (const value of ticksAlong(window.y, window.half)) {
    const y = snap(row(frame, value), scale) + 0.5 / scale
    context.moveTo(box.x, y)
    context.lineTo(box.x + TICK, y)
    // The lower left corner belongs to the first label of the x axis.
    if (y < bottom - 4 * SIZE) context.fillText(label(value), box.x + TICK + 3, y)
  }
  context.stroke()
  context.globalAlpha = 0.5
  context.strokeRect(box.x, box.y, box.width, box.height)
  context.globalAlpha = 1
}

/** Those that are not cut off by the ends. */
function ticksAlong(middle: number, half: number): number[] {
  return tickValues(middle - half, middle + half).filter((value) => Math.abs(value - middle) < 0.94 * half)
}

function label(value: number): string {
  return String(Number(value.toPrecision(6))).replace('-', '−')
}
