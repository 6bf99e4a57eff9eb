/**
 * Point marks in one path per colour: reals are round, fakes are crosses, so that they differ without colour. Points
 * outside the window are left out.
 */
import { traceArrow } from './arrows.ts'
import { column, isInside, row, type Frame } from './frame.ts'
import { cursorText, letter, type Pen, scoreText, snap } from './pen.ts'
import type { PointScene } from './scene.ts'

const FULL_TURN = 2 * Math.PI

/** Radius that suits the window: small on small canvases. */
export function markRadius({ box }: Frame): number {
  return Math.min(2.6, Math.max(1.4, box.width / 220))
}

/** Width of a cross's strokes, CSS pixels. */
export const CROSS_WIDTH = 1.3

/** Half the width of a cross, CSS pixels. */
export function crossArm(frame: Frame): number {
  return markRadius(frame) * 1.05
}

/** @param opacity so that where marks overlap, both show */
export function drawDots(
  { context, palette }: Pen,
  frame: Frame,
  { real, realHues }: Pick<PointScene, 'real' | 'realHues'>,
  opacity: number,
): void {
  const radius = markRadius(frame)
  const fill = (colour: string, isOf: (index: number) => boolean): void => {
    context.beginPath()
    forEachInside(real, frame, (x, y, index) => {
      if (!isOf(index)) return
      context.moveTo(x + radius, y)
      context.arc(x, y, radius, 0, FULL_TURN)
    })
    context.fillStyle = colour
    context.fill()
  }
  context.globalAlpha = opacity
  if (realHues === null) fill(palette.real, () => true)
  else palette.classes.forEach((colour, hue) => fill(colour, (index) => realHues[index] === hue))
  context.globalAlpha = 1
}

/** @param points [n, 2] @param opacity as for dots */
export function drawCrosses(
  { context, palette }: Pen,
  frame: Frame,
  points: Float32Array,
  opacity: number,
): void {
  const arm = crossArm(frame)
  context.beginPath()
  forEachInside(points, frame, (x, y) => {
    context.moveTo(x - arm, y - arm)
    context.lineTo(x + arm, y + arm)
    context.moveTo(x - arm, y + arm)
    context.lineTo(x + arm, y - arm)
  })
  context.strokeStyle = palette.fake
  context.lineWidth = CROSS_WIDTH
  context.lineCap = 'butt'
  context.globalAlpha = opacity
  context.stroke()
  context.globalAlpha = 1
}

/** The sample under the hand: a large ring with its score. */
export function drawCursor(
  { context, palette, scale }: Pen,
  frame: Frame,
  cursor: NonNullable<PointScene['cursor']>,
): void {
  if (!Number.isFinite(cursor.x) || !Number.isFinite(cursor.y)) return
  const { box } = frame
  const { left, top } = onPanel(frame, cursor)
  // On whole pixels, as a device puts it.
  const [x, y] = [snap(left, scale), snap(top, scale)]
  drawCursorRing({ context, palette }, x, y)
  const leftOfIt = x > box.x + box.width - HELD_NEAR
  const at = leftOfIt ? x - HELD_APART : x + HELD_APART
  drawHeldWords({ context, palette }, cursorText(scoreText(cursor.score)), at, y, leftOfIt)
}

/** From the middle of the held sample's ring to its words, and from where on they stand to its left. CSS pixels. */
export const HELD_APART = 17
export const HELD_NEAR = 96

type Brush = Pick<Pen, 'context' | 'palette'>

export function drawCursorRing({ context, palette }: Brush, x: number, y: number): void {
  ring(context, x, y, 10, palette.halo, 5)
  ring(context, x, y, 10, palette.fake, 2.5)
  context.beginPath()
  context.arc(x, y, 2.5, 0, FULL_TURN)
  context.fillStyle = palette.fake
  context.fill()
}

/** @param right whether they end at x, or begin there */
export function drawHeldWords(
  { context, palette }: Brush,
  text: string,
  x: number,
  y: number,
  right: boolean,
): void {
  letter(context, 13, 600)
  context.textAlign = right ? 'right' : 'left'
  context.textBaseline = 'middle'
  context.strokeStyle = palette.halo
  context.lineWidth = 4
  context.lineJoin = 'round'
  context.strokeText(text, x, y)
  context.fillStyle = palette.ink
  context.fillText(text, x, y)
}

/** The point that is looked at closely: a ring round it, and for a fake a long arrow where it is drawn. */
export function drawFocus(
  { context, palette }: Pen,
  frame: Frame,
  focus: NonNullable<PointScene['focus']>,
): void {
  if (!Number.isFinite(focus.x) || !Number.isFinite(focus.y)) return
  const { left, top } = onPanel(frame, focus)
  const length = focus.direction === null ? 0 : Math.hypot(focus.direction.x, focus.direction.y)
  if (focus.direction !== null && length > 0) {
    const angle = Math.atan2(-focus.direction.y, focus.direction.x)
    for (const [colour, width] of [
      [palette.halo, 5],
      [palette.ink, 2],
    ] as const) {
      context.beginPath()
      const from = { left: left + 8 * Math.cos(angle), top: top + 8 * Math.sin(angle) }
      traceArrow(context, { ...from, angle, length: FOCUS_ARROW, head: 7 })
      context.strokeStyle = colour
      context.lineWidth = width
      context.lineCap = 'round'
      context.lineJoin = 'round'
      context.stroke()
    }
  }
  ring(context, left, top, 7, palette.halo, 4.5)
  ring(context, left, top, 7, focus.kind === 'fake' ? palette.fake : palette.real, 2)
}

/** Where a place lies on the panel; at the edge nearest to it where it lies outside. */
function onPanel(frame: Frame, place: { x: number; y: number }): { left: number; top: number } {
  const { box } = frame
  return {
    left: Math.min(box.x + box.width, Math.max(box.x, column(frame, place.x))),
    top: Math.min(box.y + box.height, Math.max(box.y, row(frame, place.y))),
  }
}

/** Shows the direction alone: its size is told in words. CSS pixels. */
const FOCUS_ARROW = 26

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

function forEachInside(
  points: Float32Array,
  frame: Frame,
  visit: (x: number, y: number, index: number) => void,
): void {
  for (let i = 0; i + 1 < points.length; i += 2) {
    const x = points[i] ?? 0
    const y = points[i + 1] ?? 0
    if (isInside(frame, x, y)) visit(column(frame, x), row(frame, y), i / 2)
  }
}
