/** Draws a scene of points: one panel with all its layers, or reals and fakes side by side with their densities. */
import { CAPTION_ROOM, panelsIn } from '../../../common/items/viewport.ts'
import { drawGeneratorDirections, drawInputGradients } from '../../draw/arrows.ts'
import { drawAxes } from '../../draw/axes.ts'
import { openPlane } from '../../draw/device/plane-atlas.ts'
import { tensorsOfPlane } from '../../draw/device/on-device.ts'
import { densestOf, DensityPainter, drawCaption } from '../../draw/density.ts'
import { drawContour, FieldPainter } from '../../draw/field.ts'
import type { Frame } from '../../draw/frame.ts'
import { drawCrosses, drawDots, drawFocus, drawCursor } from '../../draw/marks.ts'
import { css, FAKE_HUE, REAL_HUE } from '../../draw/palette.ts'
import type { Box } from '../../../common/items/tile-layout.ts'
import type { Pen } from '../../draw/pen.ts'
import type { Densities, PointScene, ScenePainter } from '../../draw/scene.ts'
import { drawGrid } from '../../draw/warped-grid.ts'

/** Marks over a density are paler: the density is what is looked at. */
const PALE = 0.4
/** Not so pale that classes look alike. */
const PALE_CLASSES = 0.75
const FULL = 0.8

/** Draws point scenes; keeps small pictures between draws. */
export class PointPainter implements ScenePainter<PointScene> {
  private readonly field = new FieldPainter()
  private readonly density = new DensityPainter()

  draw(pen: Pen, scene: PointScene): void {
    if (scene.densities === null) this.drawOne(pen, scene)
    else this.drawBoth(pen, scene, scene.densities)
  }

  tensorsOf({ device }: PointScene) {
    return device === undefined ? [] : tensorsOfPlane(device)
  }

  private drawOne(pen: Pen, scene: PointScene): void {
    const [box] = panelsIn(pen.width, pen.height, 1, pen.scale)
    if (box === undefined) return
    const frame = { box, window: scene.window }
    const device = scene.device === undefined ? null : openPlane(pen, frame, scene.device, FULL)
    if (device !== null && scene.device?.surface !== null) {
      device.field()
      device.contour()
    } else if (scene.surface === null) fillGround(pen, box)
    else this.field.draw(pen, box, scene.surface)
    clipped(pen, box, () => {
      if (scene.grid !== null) drawGrid(pen, frame, scene.grid, scene.extent)
      if (scene.inputGradients !== null) drawInputGradients(pen, frame, scene.inputGradients)
    })
    drawAxes(pen, frame)
    clipped(pen, box, () => {
      drawDots(pen, frame, scene, FULL)
      if (scene.directions !== null) drawGeneratorDirections(pen, frame, scene.directions)
      drawCrosses(pen, frame, scene.fake, FULL)
    })
    device?.marks()
    device?.close()
    if (scene.focus !== null) drawFocus(pen, frame, scene.focus)
    if (scene.cursor !== null) drawCursor(pen, frame, scene.cursor)
  }

  private drawBoth(pen: Pen, scene: PointScene, densities: Densities): void {
    const [left, right] = panelsIn(pen.width, pen.height, 2, pen.scale)
    // Too small for two panels with their names.
    if (left === undefined || right === undefined || left.width < CAPTION_ROOM) return
    const densest = densestOf(densities)
    const { palette } = pen
    const { side, real, fake } = densities
    this.density.draw(pen, left, real, side, REAL_HUE, densest)
    this.drawOver(pen, { box: left, window: scene.window }, scene, 'real')
    drawCaption(pen, left, 'Real density', palette.real)
    this.density.draw(pen, right, fake, side, FAKE_HUE, densest)
    this.drawOver(pen, { box: right, window: scene.window }, scene, 'fake')
    drawCaption(pen, right, 'Density of fakes', palette.fake)
  }

  private drawOver(pen: Pen, frame: Frame, scene: PointScene, kind: 'real' | 'fake'): void {
    const { box } = frame
    clipped(pen, box, () => {
      if (scene.surface !== null) drawContour(pen, box, scene.surface)
      if (kind === 'fake' && scene.grid !== null) drawGrid(pen, frame, scene.grid, scene.extent)
      if (scene.inputGradients !== null) drawInputGradients(pen, frame, scene.inputGradients)
    })
    drawAxes(pen, frame)
    clipped(pen, box, () => {
      if (kind === 'fake' && scene.directions !== null) drawGeneratorDirections(pen, frame, scene.directions)
      if (kind === 'real') drawDots(pen, frame, scene, scene.realHues === null ? PALE : PALE_CLASSES)
      else drawCrosses(pen, frame, scene.fake, PALE)
    })
    if (scene.focus?.kind === kind) drawFocus(pen, frame, scene.focus)
    if (kind === 'fake' && scene.cursor !== null) drawCursor(pen, frame, scene.cursor)
  }
}

function fillGround({ context, palette }: Pen, box: Box): void {
  context.fillStyle = css(palette.ground)
  context.fillRect(box.x, box.y, box.width, box.height)
}

function clipped({ context }: Pen, box: Box, draw: () => void): void {
  context.save()
  context.beginPath()
  context.rect(box.x, box.y, box.width, box.height)
  context.clip()
  draw()
  context.restore()
}
