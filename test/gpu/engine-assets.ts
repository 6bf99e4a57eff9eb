/** Where the test server serves tfjs' WASM builds from. */
import wasm from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url'
import wasmSimd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url'
import wasmThreadedSimd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.wasm?url'
import type { EngineAssets } from '../../src/worker/compute/backends/wasm.ts'

export const ASSETS: EngineAssets = { wasm, wasmSimd, wasmThreadedSimd }
