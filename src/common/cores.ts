/** How many cores WASM computes on: asked by the engine that takes them, and by the page that says what a reload would give. */

/**
 * Threads in an isolated page. tfjs takes half of the logical cores at most; the others stay with the page. One thread is
 * the build without threads.
 */
export function threadsOn(cores: number): number {
  return Math.max(1, Math.floor(cores / 2))
}
