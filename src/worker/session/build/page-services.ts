/** Asks the page for what a worker cannot do itself, and waits for the answers. Must not know how the page does it. */
import { fromFailure, type GanvasError } from '../../../common/failure.ts'
import type { Answer, Ask, Served, ServiceAsk, ServiceId, Sound } from '../../../common/protocol/services.ts'
import type { Emit } from '../train/trainer.ts'

interface Waiting {
  resolve: (answer: unknown) => void
  reject: (thrown: GanvasError) => void
}

export class PageServices {
  private next = 0
  private readonly waiting = new Map<number, Waiting>()

  constructor(private readonly emit: Emit) {}

  /** @param side pixels of the square to draw into. Resolves to null when the page cannot draw it. */
  rasterise(source: Blob, side: number): Promise<ImageBitmap | null> {
    return this.ask('rasterise', { source, side })
  }

  /** @param rate samples a second of the answer. Rejects with `audio-unreadable`. */
  decodeAudio(source: Blob, rate: number): Promise<Sound> {
    return this.ask('decode-audio', { source, rate })
  }

  /** Resolves once the browser has the file. */
  async saveFile(name: string, content: Blob): Promise<void> {
    await this.ask('save-file', { name, content })
  }

  /** Hands an answer of the page to whoever waits for it. A ticket that nobody holds is passed over. */
  settle(served: Served): void {
    const waiting = this.waiting.get(served.ticket)
    this.waiting.delete(served.ticket)
    if (waiting === undefined) return
    if ('failure' in served) waiting.reject(fromFailure(served.failure))
    else waiting.resolve(served.answer)
  }

  private ask<K extends ServiceId>(service: K, body: Ask<K>): Promise<Answer<K>> {
    const ticket = this.next++
    return new Promise((resolve, reject) => {
      // An answer is of the kind its ticket asked for: the page answers by a registry of that very type.
      this.waiting.set(ticket, { resolve: (answer) => resolve(answer as Answer<K>), reject })
      // A name and its own body: what TypeScript does not put together for a name it does not know.
      this.emit({ type: 'service', ticket, ask: { service, ...body } as unknown as ServiceAsk })
    })
  }
}
