/** Canvases handed to the worker. A canvas dies with its worker: whoever mounted it is told to mount another. */
import type { Surface } from '../../common/protocol/commands.ts'
import type { SideName } from '../../common/protocol/side.ts'
import type { Connection } from './connection.ts'

interface Mounted {
  onStale: () => void
}

export interface Attachment {
  /** @param width,height CSS pixels @param scale device pixels per CSS pixel */
  resize(width: number, height: number, scale: number): void
  detach(): void
}

export class Canvases {
  private mounted = new Set<Mounted>()

  constructor(private readonly connection: () => Connection) {}

  attach(side: SideName, surface: Surface, canvas: HTMLCanvasElement, onStale: () => void): Attachment {
    const mounted: Mounted = { onStale }
    this.mounted.add(mounted)
    const offscreen = canvas.transferControlToOffscreen()
    const size = { width: canvas.clientWidth, height: canvas.clientHeight, scale: window.devicePixelRatio }
    this.connection().send({ type: 'surface', side, surface, canvas: offscreen, ...size }, [offscreen])
    return {
      resize: (width, height, scale) => {
        if (this.mounted.has(mounted))
          this.connection().send({ type: 'resize', side, surface, width, height, scale })
      },
      detach: () => this.mounted.delete(mounted),
    }
  }

  /** The worker is gone, and with it every canvas. */
  allStale(): void {
    const stale = this.mounted
    this.mounted = new Set()
    for (const { onStale } of stale) onStale()
  }
}
