/**
 * tfjs' WASM back end: SIMD where there is SIMD, threads where the page is isolated and has cores to spare. Notices when
 * the heap is full, which tfjs itself does not.
 */
import * as tf from '@tensorflow/tfjs'
import { threadsOn } from '../../../common/cores.ts'
import type { Failure } from '../../../common/failure.ts'
import { GanvasError } from '../../../common/failure.ts'
import { registerArrayKernels } from '../kernels/arrays/register.ts'
import { asWasm, type WasmBackend } from '../kernels/wasm/heap.ts'
import { registerWasmKernels } from '../kernels/wasm/register.ts'
import { HeapRecorder } from '../record/heap/heap-recorder.ts'
import type { HiddenHeap } from '../record/heap/hidden.ts'
import { poolThread } from './pool-thread.ts'
import { lossSignal, NO_COUNTS, type Opening } from './opened.ts'
import type { WasmModule } from './wasm-threads.ts'

/** Addresses of tfjs' three builds. */
export interface EngineAssets {
  wasm: string
  wasmSimd: string
  wasmThreadedSimd: string
}

/** A pool of workers that has not started by then will not start: a policy forbids it, say. */
const START_TIMEOUT_MS = 10_000

/**
 * @param threads how many threads our kernels compute on; 1 takes the build without threads. tfjs' own take no more than half of the
 *   logical cores.
 */
export async function openWasm(assets: EngineAssets, threads = spareThreads()): Promise<Opening> {
  if (typeof WebAssembly === 'undefined') return { refused: 'This browser does not offer WebAssembly.' }
  const wasm = await import('@tensorflow/tfjs-backend-wasm')
  // Our kernels need SIMD; browsers have had it since 2021 (Safari since 2023).
  if ((await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT')) !== true) {
    return { refused: 'This browser’s WebAssembly has no SIMD.' }
  }
  wasm.setWasmPaths({
    'tfjs-backend-wasm.wasm': assets.wasm,
    'tfjs-backend-wasm-simd.wasm': assets.wasmSimd,
    'tfjs-backend-wasm-threaded-simd.wasm': assets.wasmThreadedSimd,
  })
  // tfjs' own factory is left with the build without threads; the other is started here.
  tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false)
  const module = threads > 1 ? await inTime(loadThreaded(assets.wasmThreadedSimd)) : null
  if (module !== null) {
    wasm.setThreadsCount(threads)
    tf.removeBackend('wasm')
    tf.registerBackend('wasm', () => new wasm.BackendWasm(module), 2)
  }
  if ((await inTime(tf.setBackend('wasm'))) !== true) {
    return { refused: 'The WASM back end did not start: its files could not be loaded.' }
  }
  const backend = asWasm(tf.backend())
  const stock = wasm.getThreadsCount()
  // Ours are as many as were asked for, tfjs' own half of the cores at most.
  const helping = module === null ? null : { helpers: threads - 1, spawn: poolThread }
  const kernels = await registerWasmKernels(backend, helping)
  const used = Math.max(kernels.threads, stock)
  registerArrayKernels()
  const { lost, lose } = lossSignal<Failure>()
  guardHeap(backend, lose)
  return {
    opened: {
      adapter: `SIMD, ${used} ${used === 1 ? 'thread' : 'threads'}`,
      software: false,
      lost,
      settle: () => Promise.resolve(),
      memory: () => ({ bytes: backend.wasm.HEAPU8.byteLength, tensors: tf.memory().numTensors }),
      counters: () => ({ ...NO_COUNTS }),
      openRecorder: () => new HeapRecorder(backend as unknown as HiddenHeap, kernels),
    },
  }
}

/** Cores stay with the page, or it could not keep up with the display. */
function spareThreads(): number {
  const isolated = (globalThis as { crossOriginIsolated?: boolean }).crossOriginIsolated === true
  return isolated ? threadsOn(navigator.hardwareConcurrency) : 1
}

/** The loader is text of some size, so it comes only where it is used. */
async function loadThreaded(address: string): Promise<WasmModule> {
  const { loadThreadedModule } = await import('./wasm-threads.ts')
  return loadThreadedModule(address)
}

/** Null for what failed, and for what takes too long. */
async function inTime<T>(task: Promise<T>): Promise<T | null> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), START_TIMEOUT_MS)
  })
  const result = await Promise.race([task.catch(() => null), late])
  clearTimeout(timer)
  return result
}

/**
 * Without memory `_malloc` gives address 0, and tfjs would write tensors over the heap's own book-keeping. Throws
 * instead, and reports the loss.
 */
function guardHeap(backend: WasmBackend, lose: (failure: Failure) => void): void {
  const module = backend.wasm
  // Emscripten puts the real function in its place at the first call.
  module._free(module._malloc(8))
  const malloc = module._malloc.bind(module)
  module._malloc = (bytes) => {
    const offset = malloc(bytes)
    if (offset !== 0 || bytes === 0) return offset
    const failure = {
      code: 'wasm-out-of-memory',
      sentence: 'WASM has no memory left for this run.',
      nextStep: 'Choose a smaller batch, image size or width.',
    }
    lose(failure)
    throw new GanvasError(failure.code, failure.sentence, failure.nextStep)
  }
}
