/** Threads of our own pool as a browser makes them: from a text, as tfjs starts its own. Only where there are workers in a worker. */
import type { Thread } from '../kernels/wasm/pool/pool.ts'

export function poolThread(text: string): Thread {
  const address = URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
  const worker = new Worker(address)
  // What is said here is no protocol: one message goes, one word comes back, all else is shared memory.
  // oxlint-disable no-restricted-properties
  const answer = new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<unknown>) => resolve(data)
    worker.onerror = reject
  }).finally(() => URL.revokeObjectURL(address))
  return {
    send: (message) => worker.postMessage(message),
    answer,
    end: () => worker.terminate(),
  }
  // oxlint-enable no-restricted-properties
}
