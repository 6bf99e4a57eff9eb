/** Where places of the plane lie on a panel: data units to CSS pixels, x to the right, y up. */
import type { PlaneWindow } from '../../common/items/viewport.ts'
import type { Box } from '../../common/items/tile-layout.ts'

export interface Frame {
  /** The panel on the canvas; a square. */
  readonly box: Box
  /** What of the plane it shows. */
  readonly window: PlaneWindow
}

export function column({ box, window }: Frame, x: number): number {
  return box.x + (((x - window.x) / window.half + 1) / 2) * box.width
}

export function row({ box, window }: Frame, y: number): number {
  return box.y + ((1 - (y - window.y) / window.half) / 2) * box.height
}

/** CSS pixels per data unit. */
export function pixelsPerUnit({ box, window }: Frame): number {
  return box.width / (2 * window.half)
}

/** Written so that NaN is outside. */
export function isInside({ window }: Frame, x: number, y: number): boolean {
  return Math.abs(x - window.x) <= window.half && Math.abs(y - window.y) <= window.half
}
