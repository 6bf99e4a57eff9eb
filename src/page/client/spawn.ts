/**
 * Starts the engine's worker. It starts from a blob, because such a worker inherits the page's Content-Security-Policy
 * (HTML standard, "run a worker": local-scheme workers take over the creator's policy container): a worker started from
 * its own address would be bound by that response's headers alone, and a plain static host sends none. So nothing in the
 * worker can connect to any other place either.
 */
import workerAddress from '../../worker.ts?worker&url'

export function spawnWorker(): Worker {
  const address = new URL(workerAddress, document.baseURI).href
  const source = new Blob([`import ${JSON.stringify(address)}`], { type: 'text/javascript' })
  const blobAddress = URL.createObjectURL(source)
  const worker = new Worker(blobAddress, { type: 'module', name: 'ganvas-engine' })
  // The address may be dropped once the worker has read it: any message from it proves that.
  worker.addEventListener('message', () => URL.revokeObjectURL(blobAddress), { once: true })
  return worker
}
