/** The WASM back end in Node, with our kernels, as the worker opens it. */
import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import { openEngine } from '../../../src/worker/compute/engine.ts'
import type { Engine } from '../../../src/worker/compute/engine-types.ts'

export async function openWasmEngine(): Promise<Engine> {
  const root = dirname(createRequire(import.meta.url).resolve('@tensorflow/tfjs-backend-wasm/package.json'))
  const engine = await openEngine('wasm', {
    wasm: `${root}/wasm-out/tfjs-backend-wasm.wasm`,
    wasmSimd: `${root}/wasm-out/tfjs-backend-wasm-simd.wasm`,
    wasmThreadedSimd: `${root}/wasm-out/tfjs-backend-wasm-threaded-simd.wasm`,
  })
  if (engine.report.backend !== 'wasm') throw new Error(JSON.stringify(engine.report))
  return engine
}
