/** The text of the pool's worker, which tfjs ships as a string and does not declare. */
declare module '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-threaded-simd.worker.js' {
  export const wasmWorkerContents: string
}
