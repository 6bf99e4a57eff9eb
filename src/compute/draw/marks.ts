/**
 * Point marks in one path per colour: reals are round, fakes are crosses, so that they differ without colour. Points
 * outside the window are left out.
 */
import { letter, type Box, type Pen, scoreText } from './pen.ts'
import type { PointScene } from './scene.ts'

const FULL_TURN = 2 * Math.PI

/** Data units to CSS pixels: x to the right, y up. */
export interface Frame {
  readonly window: Box
  readonly extent: number
}

function column({ window, extent }: Frame, x: number): number {
  return window.x + ((x / extent + 1) / 2) * window.width
}

function row({ window, extent }: Frame, y: number): number {
  return window.y + ((1 - y / extent) / 2) * window.height
}

/** Radius that suits the window: small on small canvases. */
export function markRadius({ window }: Frame): number {
  return Math.min(2.6, Math.max(1.4, window.width / 220))
}

/** @param points [n, 2] */
export function drawDots({ context, palette }: Pen, frame: Frame, points: Float32Array): void {
  const radius = markRadius(frame)
  context.beginPath()
  forEachInside(points, frame, (x, y) => {
    context.moveTo(x + radius, y)
    context.arc(x, y, radius, 0, FULL_TURN)
  })
  context.fillStyle = palette.real
  context.globalAlpha = 0.8
  context.fill()
  context.globalAlpha = 1
}

/** @param points [n, 2] */
export function drawCrosses({ context, palette }: Pen, frame: Frame, points: Float32Array): void {
  const arm = markRadius(frame) * 1.05
  context.beginPath()
  forEachInside(points, frame, (x, y) => {
    context.moveTo(x - arm, y - arm)
    context.lineTo(x + arm, y + arm)
    context.moveTo(x - arm, y + arm)
    context.lineTo(x + arm, y - arm)
  })
  context.strokeStyle = palette.fake
  context.lineWidth = 1.3
  context.lineCap = 'butt'
  // Where fakes sit on reals, both must show.
  context.globalAlpha = 0.8
  context.stroke()
  context.globalAlpha = 1
}

/** The sample under the hand: a large ring with its score. */
export function drawHeld(
  { context, palette }: Pen,
  frame: Frame,
  held: NonNullable<PointScene['held']>,
): void {
  if (!Number.isFinite(held.x) || !Number.isFinite(held.y)) return
  const { window } = frame
  const x = Math.min(window.x + window.width, Math.max(window.x, column(frame, held.x)))
  const y = Math.min(window.y + window.height, Math.max(window.y, row(frame, held.y)))
  ring(context, x, y, 10, palette.halo, 5)
  ring(context, x, y, 10, palette.fake, 2.5)
  context.beginPath()
  context.arc(x, y, 2.5, 0, FULL_TURN)
  context.fillStyle = palette.fake
  context.fill()
  letter(context, 13, 600)
  const leftOfIt = x > window.x + window.width - 60
  context.textAlign = leftOfIt ? 'right' : 'left'
  context.textBaseline = 'middle'
  const at = leftOfIt ? x - 17 : x + 17
  context.strokeStyle = palette.halo
  context.lineWidth = 4
  context.lineJoin = 'round'
  const text = scoreText(held.score)
  context.strokeText(text, at, y)
  context.fillStyle = palette.ink
  context.fillText(text, at, y)
}

function ring(
  context: Pen['context'],
  x: number,
  y: number,
  radius: number,
  colour: string,
  width: number,
): void {
  context.beginPath()
  context.arc(x, y, radius, 0, FULL_TURN)
  context.strokeStyle = colour
  context.lineWidth = width
  context.stroke()
}

function forEachInside(points: Float32Array, frame: Frame, visit: (x: number, y: number) => void): void {
  const { extent } = frame
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? 0
    const y = points[i + 1] ?? 0
    // Written so that NaN is outside.
    if (Math.abs(x) <= extent && Math.abs(y) <= extent) visit(column(frame, x), row(frame, y))
  }
}
