/** Gives a Node process what a browser's worker has: WebGPU, by Dawn, under the usual names. Must come before any library. */
import { availableParallelism } from 'node:os'
import { create, globals } from 'webgpu'

/** Defines the GPU… classes and `navigator.gpu`. */
export function giveGpu(): GPU {
  Object.assign(globalThis, globals)
  const gpu = create([])
  // Node before 21 has no navigator; later ones have one that nothing may be assigned to.
  const navigator = { gpu, hardwareConcurrency: availableParallelism(), userAgent: 'Node.js' }
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true, writable: true })
  return gpu
}
