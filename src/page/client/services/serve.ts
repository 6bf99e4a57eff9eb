/** What the page does for the worker, by name, and how an answer is made ready to cross. Must not know who asked. */
import { toFailure } from '../../../common/failure.ts'
import type { Answer, Ask, Served, ServiceAsk, ServiceId } from '../../../common/protocol/services.ts'
import { decodeAudio } from './decode-audio.ts'
import { rasterise } from './rasterise.ts'
import { saveFile } from './save-file.ts'

interface Service<K extends ServiceId> {
  /** Does it. What it throws becomes the failure of the ticket. */
  serve: (ask: Ask<K>) => Promise<Answer<K>>
  /** What of an answer moves instead of being copied. */
  moves: (answer: Answer<K>) => Transferable[]
}

const SERVICES = {
  rasterise: {
    serve: ({ source, side }) => rasterise(source, side),
    moves: (bitmap) => (bitmap === null ? [] : [bitmap]),
  },
  'decode-audio': {
    serve: ({ source, rate }) => decodeAudio(source, rate),
    moves: ({ channels }) => channels.map(({ buffer }) => buffer),
  },
  'save-file': {
    serve: ({ name, content }) => {
      saveFile(name, content)
      return Promise.resolve(null)
    },
    moves: () => [],
  },
} satisfies { [K in ServiceId]: Service<K> }

/** Serves one ask; never rejects. */
export async function serve(
  ticket: number,
  ask: ServiceAsk,
): Promise<{ served: Served; transfer: Transferable[] }> {
  try {
    // The ask's name and body belong together; so do the service's two halves.
    const { serve: work, moves } = SERVICES[ask.service] as unknown as Service<ServiceId>
    const answer = await work(ask)
    return { served: { type: 'served', ticket, answer }, transfer: moves(answer) }
  } catch (thrown) {
    return { served: { type: 'served', ticket, failure: toFailure(thrown) }, transfer: [] }
  }
}
