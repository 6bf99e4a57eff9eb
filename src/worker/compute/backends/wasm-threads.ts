/**
 * Starts tfjs' WASM build with threads. tfjs does this itself by taking the text of its loader with `toString()`, which a
 * minifier breaks: the text refers to names that only the bundle has. So the loader comes here as text from the start.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm'
import { wasmWorkerContents } from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js'
import loaderText from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.js?raw'

/** What the constructor of tfjs' back end takes. */
export type WasmModule = BackendWasm['wasm']

type Wrap = (name: string, result: 'number' | null, parameters: 'number'[]) => never

interface RawModule {
  cwrap: Wrap
  tfjs?: WasmModule['tfjs']
}

type Loader = (options: {
  mainScriptUrlOrBlob: Blob
  locateFile: (path: string) => string
}) => Promise<RawModule>

/** The name of the variable that the loader's text defines. */
const LOADER = 'WasmBackendModuleThreadedSimd'

/** Loads the module; its pool of workers is running when this resolves. @param address of the threaded .wasm file */
export async function loadThreadedModule(address: string): Promise<WasmModule> {
  const loader = await importLoader()
  const module = await loader({
    mainScriptUrlOrBlob: new Blob([loaderText], { type: 'text/javascript' }),
    locateFile: (path) => (path.endsWith('.wasm') ? address : workerAddress()),
  })
  return withBridge(module)
}

async function importLoader(): Promise<Loader> {
  const source = new Blob([`${loaderText}\nexport default ${LOADER}`], { type: 'text/javascript' })
  const address = URL.createObjectURL(source)
  try {
    const { default: loader } = (await import(/* @vite-ignore */ address)) as { default: Loader }
    return loader
  } finally {
    URL.revokeObjectURL(address)
  }
}

/** The pool's workers start from a blob; line ends inside its strings must stay escaped. */
function workerAddress(): string {
  const text = wasmWorkerContents.replace(/\n/g, '\\n')
  return URL.createObjectURL(new Blob([text], { type: 'text/javascript' }))
}

/** The functions that tfjs' back end calls by name. */
function withBridge(module: RawModule): WasmModule {
  const wrap = module.cwrap
  module.tfjs = {
    init: wrap('init', null, []),
    initWithThreadsCount: wrap('init_with_threads_count', null, ['number']),
    getThreadsCount: wrap('get_threads_count', 'number', []),
    registerTensor: wrap('register_tensor', null, ['number', 'number', 'number']),
    disposeData: wrap('dispose_data', null, ['number']),
    dispose: wrap('dispose', null, []),
  }
  return module as unknown as WasmModule
}
