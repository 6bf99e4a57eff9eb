/** Draws a scene of points: field, axes, reals, fakes, the held sample. */
import { drawAxes } from './axes.ts'
import type { FieldPainter } from './field.ts'
import { drawCrosses, drawDots, drawHeld } from './marks.ts'
import { css } from './palette.ts'
import { type Box, type Pen, snap } from './pen.ts'
import type { PointScene } from './scene.ts'

export function drawPoints(pen: Pen, scene: PointScene, field: FieldPainter): void {
  const window = squareIn(pen)
  const frame = { window, extent: scene.extent }
  const { context, palette } = pen
  if (scene.surface === null) {
    context.fillStyle = css(palette.ground)
    context.fillRect(window.x, window.y, window.width, window.height)
  } else {
    field.draw(pen, window, scene.surface)
  }
  drawAxes(pen, window, scene.extent)
  context.save()
  context.beginPath()
  context.rect(window.x, window.y, window.width, window.height)
  context.clip()
  drawDots(pen, frame, scene.real)
  drawCrosses(pen, frame, scene.fake)
  context.restore()
  if (scene.held !== null) drawHeld(pen, frame, scene.held)
}

/** The largest centred square. */
function squareIn({ width, height, scale }: Pen): Box {
  const side = Math.floor(Math.min(width, height) * scale) / scale
  return {
    x: snap((width - side) / 2, scale),
    y: snap((height - side) / 2, scale),
    width: side,
    height: side,
  }
}
