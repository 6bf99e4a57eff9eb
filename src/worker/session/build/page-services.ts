/** Asks the page to draw pictures a worker cannot (SVG), and waits for the answers. */
import type { Emit } from '../train/trainer.ts'

export class Rasterisers {
  private next = 0
  private readonly waiting = new Map<number, (bitmap: ImageBitmap | null) => void>()

  constructor(private readonly emit: Emit) {}

  /** @param side pixels of the square to draw into. Resolves to null when the page cannot draw it. */
  ask(source: Blob, side: number): Promise<ImageBitmap | null> {
    const ticket = this.next++
    return new Promise((resolve) => {
      this.waiting.set(ticket, resolve)
      this.emit({ type: 'rasterise', ticket, source, side })
    })
  }

  settle(ticket: number, bitmap: ImageBitmap | null): void {
    this.waiting.get(ticket)?.(bitmap)
    this.waiting.delete(ticket)
  }
}
