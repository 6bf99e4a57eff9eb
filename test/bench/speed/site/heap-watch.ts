/** Sums the sizes of all WebAssembly heaps that come to be. Must run before the library is loaded. */

/** Starts watching. Returns how to ask for the bytes of all heaps. */
export function watchHeaps(): () => number {
  const heaps = new Set<WebAssembly.Memory>()
  const noteExports = (instance: WebAssembly.Instance) => {
    Object.values(instance.exports).forEach((value) => {
      if (value instanceof RawMemory) heaps.add(value)
    })
  }

  const RawMemory = WebAssembly.Memory
  WebAssembly.Memory = class extends RawMemory {
    constructor(descriptor: WebAssembly.MemoryDescriptor) {
      super(descriptor)
      heaps.add(this)
    }
  }
  const RawInstance = WebAssembly.Instance
  WebAssembly.Instance = class extends RawInstance {
    constructor(module: WebAssembly.Module, imports?: WebAssembly.Imports) {
      super(module, imports)
      noteExports(this)
    }
  }
  const instantiate = WebAssembly.instantiate.bind(WebAssembly) as (
    ...parameters: unknown[]
  ) => Promise<WebAssembly.Instance | WebAssembly.WebAssemblyInstantiatedSource>
  const streaming = WebAssembly.instantiateStreaming.bind(WebAssembly)
  const noted = async (...parameters: unknown[]) => {
    const made = await instantiate(...parameters)
    noteExports('instance' in made ? made.instance : made)
    return made
  }
  WebAssembly.instantiate = noted as typeof WebAssembly.instantiate
  WebAssembly.instantiateStreaming = async (source, imports) => {
    const made = await streaming(source, imports)
    noteExports(made.instance)
    return made
  }
  return () => [...heaps].reduce((sum, heap) => sum + heap.buffer.byteLength, 0)
}
