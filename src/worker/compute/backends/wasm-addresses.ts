/** Addresses of the WASM binaries as the build emits them. Only where a bundler resolves them: the worker's entry. */
import threadedSimd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-threaded-simd.wasm?url'
import simd from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm-simd.wasm?url'
import plain from '@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm?url'

export const WASM_ADDRESSES = { wasm: plain, wasmSimd: simd, wasmThreadedSimd: threadedSimd }
