/**
 * Draws scenes onto one OffscreenCanvas with its 2-D context, each by the painter of its kind. Redraws the last scene after a
 * resize. Knows no kind.
 */
import type { Tensor } from '@tensorflow/tfjs'
import type { KindId } from '../../common/items/item-spec.ts'
import { GanvasError } from '../../common/failure.ts'
import { paletteOf } from './palette.ts'
import type { Pen } from './pen.ts'
import type { Painter, Scene, ScenePainter, ScenePainters } from './scene.ts'

/**
 * @param makers make the painters of each kind's scenes
 * @throws GanvasError `canvas-unusable` when the canvas already has another kind of context
 */
export function createPainter(canvas: OffscreenCanvas, makers: ScenePainters): Painter {
  const context = canvas.getContext('2d')
  if (context === null) {
    throw new GanvasError(
      'canvas-unusable',
      'The stage’s canvas cannot be drawn on.',
      'Reload the page; if that does not help, report it.',
    )
  }
  return new CanvasPainter(canvas, context, makers)
}

class CanvasPainter implements Painter {
  private width = 0
  private height = 0
  private scale = 1
  private last: Scene | null = null
  private readonly painters = new Map<KindId, ScenePainter>()

  constructor(
    private readonly canvas: OffscreenCanvas,
    private readonly context: OffscreenCanvasRenderingContext2D,
    private readonly makers: ScenePainters,
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
    for (const tensor of this.tensorsOf(this.last)) if (!kept.includes(tensor)) tensor.dispose()
  }

  draw(scene: Scene): void {
    this.free(this.tensorsOf(scene))
    this.last = scene
    const { context, width, height, scale } = this
    const pen: Pen = { context, width, height, scale, palette: paletteOf(scene.theme) }
    context.setTransform(scale, 0, 0, scale, 0, 0)
    // Clear, not filled: the page's own ground shows around the scene.
    context.clearRect(0, 0, width + 1, height + 1)
    if (width < 8 || height < 8) return
    this.painterOf(scene).draw(pen, scene)
  }

  private tensorsOf(scene: Scene): readonly Tensor[] {
    return this.painterOf(scene).tensorsOf(scene)
  }

  /** Made for this canvas when the first scene of its kind comes. */
  private painterOf({ kind }: Scene): ScenePainter {
    const painter = this.painters.get(kind) ?? this.makers[kind].painter()
    this.painters.set(kind, painter)
    return painter
  }
}
