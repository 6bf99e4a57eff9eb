/** How many cores WASM computes on: asked by the engine that takes them, and by the page that says what a reload would give. */

/** More have too little to do each. */
const MOST = 8

/**
 * Threads in an isolated page: one core stays with the page, or it could not keep up with the display. One thread is the build without
 * threads.
 */
export function threadsOn(cores: number): number {
  return Math.min(MOST, Math.max(1, cores - 1))
}
