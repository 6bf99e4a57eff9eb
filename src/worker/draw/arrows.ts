/**
 * Arrows: which way each fake is drawn, and which way the discriminator's score grows. Lengths are in proportion to the
 * vectors up to a cap, which nine in ten of those in sight keep below.
 */
import { column, isInside, row, type Frame } from './frame.ts'
import type { Pen } from './pen.ts'
import type { Arrows } from './scene.ts'

/** Longest pull, as a share of the panel's side. */
const LONGEST_PULL = 0.055
/** Longest slope, in cells of its grid. */
const LONGEST_SLOPE = 0.86
/** Share of the vectors that are drawn in proportion; longer ones are cut to the cap. */
const IN_PROPORTION = 0.9
/** What is shorter would be a dot. CSS pixels. */
const SHORTEST = 1

/** Pulls begin at their fakes. */
export function drawGeneratorDirections(pen: Pen, frame: Frame, arrows: Arrows): void {
  const longest = LONGEST_PULL * frame.box.width
  const { context, palette } = pen
  tracePaths(pen, frame, arrows, { longest, tail: 0, head: 3.5 })
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.strokeStyle = palette.ink
  context.globalAlpha = 0.7
  context.lineWidth = 0.9
  context.stroke()
  context.globalAlpha = 1
}

/** Slopes lie over their places, in the discriminator's colour. */
export function drawInputGradients(pen: Pen, frame: Frame, slopes: Arrows & { side: number }): void {
  const longest = (LONGEST_SLOPE * frame.box.width) / slopes.side
  const { context, palette } = pen
  tracePaths(pen, frame, slopes, { longest, tail: 0.5, head: 3.5 })
  context.lineJoin = 'round'
  context.lineCap = 'round'
  context.strokeStyle = palette.discriminator
  context.globalAlpha = 0.8
  context.lineWidth = 1.2
  context.stroke()
  context.globalAlpha = 1
}

interface Shape {
  /** CSS pixels. */
  longest: number
  /** Share of the arrow that lies before its place. */
  tail: number
  /** Length of the head's strokes, CSS pixels. */
  head: number
}

function tracePaths({ context }: Pen, frame: Frame, { places, values }: Arrows, shape: Shape): void {
  const scale = shape.longest / reachOf(frame, places, values)
  context.beginPath()
  for (let i = 0; i + 1 < values.length; i += 2) {
    const x = places[i] ?? NaN
    const y = places[i + 1] ?? NaN
    const dx = values[i] ?? NaN
    const dy = values[i + 1] ?? NaN
    const length = Math.min(shape.longest, Math.hypot(dx, dy) * scale)
    if (!(length >= SHORTEST) || !isInside(frame, x, y)) continue
    const angle = Math.atan2(-dy, dx)
    const left = column(frame, x) - shape.tail * length * Math.cos(angle)
    const top = row(frame, y) - shape.tail * length * Math.sin(angle)
    traceArrow(context, { left, top, angle, length, head: Math.min(shape.head, 0.45 * length) })
  }
}

/** One arrow as a path. @param angle clockwise from the right, as the canvas counts */
export function traceArrow(
  context: Pen['context'],
  {
    left,
    top,
    angle,
    length,
    head,
  }: { left: number; top: number; angle: number; length: number; head: number },
): void {
  const tipX = left + length * Math.cos(angle)
  const tipY = top + length * Math.sin(angle)
  context.moveTo(left, top)
  context.lineTo(tipX, tipY)
  context.moveTo(tipX - head * Math.cos(angle - 0.5), tipY - head * Math.sin(angle - 0.5))
  context.lineTo(tipX, tipY)
  context.lineTo(tipX - head * Math.cos(angle + 0.5), tipY - head * Math.sin(angle + 0.5))
}

/** The length that nine in ten of the vectors in sight do not exceed; 1 where there is none. */
function reachOf(frame: Frame, places: Float32Array, values: Float32Array): number {
  const lengths: number[] = []
  for (let i = 0; i + 1 < values.length; i += 2) {
    const length = Math.hypot(values[i] ?? NaN, values[i + 1] ?? NaN)
    if (Number.isFinite(length) && isInside(frame, places[i] ?? NaN, places[i + 1] ?? NaN))
      lengths.push(length)
  }
  lengths.sort((a, b) => a - b)
  const reach = lengths[Math.floor(IN_PROPORTION * (lengths.length - 1))] ?? 0
  return reach > 0 ? reach : 1
}
