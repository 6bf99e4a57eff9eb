/** Threads that read one file each and are ended then. Knows nothing of files. */
import { endpoint, type Endpoint } from '../../../../common/protocol/endpoint.ts'
import type { ReaderSays, ReadOrder } from './apart-messages.ts'
import readerAddress from './reader-worker.ts?worker&url'

export interface Reader extends Endpoint<ReadOrder, ReaderSays> {
  /** Calls `handler` when the thread could not be started, or broke. */
  broken(handler: (why: unknown) => void): void
  end(): void
}

export interface Threads {
  /** null where there are none to be had. */
  begin(): Reader | null
  /** Resolves after about a second. Beats are counted, no clock is read: a machine that slept has not waited. */
  beat(): Promise<void>
}

const BEAT_MS = 1000

export const THREADS: Threads = {
  begin: () => {
    if (typeof Worker === 'undefined') return null
    // From a blob, as the session's own thread: it takes over the page's policy (src/page/client/spawn.ts).
    const source = `import ${JSON.stringify(new URL(readerAddress, import.meta.url).href)}`
    const blobAddress = URL.createObjectURL(new Blob([source], { type: 'text/javascript' }))
    const worker = new Worker(blobAddress, { type: 'module', name: 'ganvas-reader' })
    return {
      ...endpoint<ReadOrder, ReaderSays>(worker),
      broken: (handler) => {
        worker.addEventListener('error', handler)
      },
      end: () => {
        worker.terminate()
        URL.revokeObjectURL(blobAddress)
      },
    }
  },
  beat: () => new Promise((resolve) => setTimeout(resolve, BEAT_MS)),
}
