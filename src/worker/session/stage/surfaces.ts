/** The canvases the page handed over for a side, each with its painter. Knows nothing of what is drawn. */
import { createPainter } from '../../draw/painter.ts'
import { presenterNow } from '../../draw/device/presenters.ts'
import { SCENE_PAINTERS } from '../../kinds/kinds.ts'
import type { Painter, Scene } from '../../draw/scene.ts'
import type { Surface } from '../../../common/protocol/commands.ts'

export interface SurfaceSize {
  width: number
  height: number
  scale: number
}

export class Surfaces {
  private readonly painters = new Map<Surface, Painter>()

  attach(surface: Surface, canvas: OffscreenCanvas, size: SurfaceSize): void {
    this.painters.get(surface)?.dispose()
    const painter = createPainter(canvas, SCENE_PAINTERS)
    painter.resize(size.width, size.height, size.scale)
    this.painters.set(surface, painter)
  }

  resize(surface: Surface, size: SurfaceSize): void {
    this.painters.get(surface)?.resize(size.width, size.height, size.scale)
  }

  has(surface: Surface): boolean {
    return this.painters.has(surface)
  }

  /** Done when it is on the canvas: what a device draws by itself takes its time there. */
  async draw(surface: Surface, scene: Scene): Promise<void> {
    this.painters.get(surface)?.draw(scene)
    await presenterNow()?.settle()
  }
}
