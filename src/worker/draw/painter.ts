/** Draws scenes onto one OffscreenCanvas with its 2-D context. Redraws the last scene after a resize. */
import type { Tensor } from '@tensorflow/tfjs'
import { assertNever } from '../../common/assert-never.ts'
import { GanvasError } from '../../common/failure.ts'
import { drawImages, drawPortrait } from './images.ts'
import { paletteOf } from './palette.ts'
import { letter, type Pen } from './pen.ts'
import { PointPainter } from './points.ts'
import { tensorsOfPictures, tensorsOfPlane } from './device/on-device.ts'
import type { Painter, Scene } from './scene.ts'
import { TileSheet } from './tile-sheet.ts'

/** @throws GanvasError `canvas-unusable` when the canvas already has another kind of context */
export function createPainter(canvas: OffscreenCanvas): Painter {
  const context = canvas.getContext('2d')
  if (context === null) {
    throw new GanvasError(
      'canvas-unusable',
      'The stage’s canvas cannot be drawn on.',
      'Reload the page; if that does not help, report it.',
    )
  }
  return new CanvasPainter(canvas, context)
}

class CanvasPainter implements Painter {
  private width = 0
  private height = 0
  private scale = 1
  private last: Scene | null = null
  private readonly points = new PointPainter()
  private readonly sheet = new TileSheet()

  constructor(
    private readonly canvas: OffscreenCanvas,
    private readonly context: OffscreenCanvasRenderingContext2D,
  ) {
    this.width = canvas.width
    this.height = canvas.height
  }

  resize(width: number, height: number, scale: number): void {
    this.width = width
    this.height = height
    this.scale = scale > 0 ? scale : 1
    this.canvas.width = Math.max(1, Math.round(width * this.scale))
    this.canvas.height = Math.max(1, Math.round(height * this.scale))
    if (this.last !== null) this.draw(this.last)
  }

  dispose(): void {
    this.free([])
    this.last = null
  }

  /** What the last scene holds on the device. @param kept is drawn on */
  private free(kept: readonly Tensor[]): void {
    if (this.last === null) return
    for (const tensor of cursorOf(this.last)) if (!kept.includes(tensor)) tensor.dispose()
  }

  draw(scene: Scene): void {
    this.free(cursorOf(scene))
    this.last = scene
    const { context, width, height, scale } = this
    const pen: Pen = { context, width, height, scale, palette: paletteOf(scene.theme) }
    context.setTransform(scale, 0, 0, scale, 0, 0)
    // Clear, not filled: the page's own ground shows around the scene.
    context.clearRect(0, 0, width + 1, height + 1)
    if (width < 8 || height < 8) return
    this.drawScene(pen, scene)
  }

  private drawScene(pen: Pen, scene: Scene): void {
    switch (scene.kind) {
      case 'points':
        this.points.draw(pen, scene)
        return
      case 'images':
        drawImages(pen, scene, this.sheet)
        return
      case 'portrait':
        drawPortrait(pen, scene, this.sheet)
        return
      case 'empty':
        drawEmpty(pen)
        return
      default:
        assertNever(scene)
    }
  }
}

function cursorOf(scene: Scene): readonly Tensor[] {
  switch (scene.kind) {
    case 'points':
      return scene.device === undefined ? [] : tensorsOfPlane(scene.device)
    case 'images':
      return [scene.fake, scene.real].flatMap((pictures) => tensorsOfPictures(pictures?.device))
    case 'portrait':
      return tensorsOfPictures(scene.picture.device)
    case 'empty':
      return []
    default:
      return assertNever(scene)
  }
}

function drawEmpty({ context, palette, width, height }: Pen): void {
  letter(context, 14)
  context.fillStyle = palette.faint
  context.textAlign = 'center'
  context.textBaseline = 'middle'
  context.fillText('Nothing to show yet', width / 2, height / 2, width)
}
