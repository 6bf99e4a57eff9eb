/**
 * Seeded random streams without state: every number is a pure function of (seed, purpose, step, index), so a run can
 * be rewound, resumed or replayed on the GPU and still see the same data and noise.
 *
 * Generator: Threefry-2x32, 20 rounds (Salmon et al., "Parallel random numbers: as easy as 1, 2, 3", SC 2011). It needs
 * only 32-bit add, rotate and xor, which JavaScript and WGSL do alike.
 */

/** What the third word of a key comes of: it, with the other two. */
export const PARITY = 0x1bd11bda
const TWO_PI = 2 * Math.PI

/** What a stream is for. Streams of one seed are independent of each other. */
export type Purpose =
  | 'init-generator'
  | 'init-discriminator'
  | 'data'
  | 'noise-discriminator'
  | 'noise-generator'
  | 'noise-preview'
  | 'instance-noise'
  | 'augment'
  | 'penalty'
  | 'evaluate'
  | 'split'
  | 'walk'
  | 'labels'
  | 'codes'
  | 'layers'
  | 'autoencoder'
  | 'proof'

/** A stream: two 32-bit key words. */
export interface Stream {
  readonly key0: number
  readonly key1: number
}

/**
 * One block of Threefry-2x32-20: writes two 32-bit words to `out[at]`, `out[at + 1]`.
 * @param key0,key1 key words @param counter0,counter1 counter words (all taken modulo 2³²)
 */
export function threefry(
  key0: number,
  key1: number,
  counter0: number,
  counter1: number,
  out: Uint32Array,
  at: number,
): void {
  const [keyA, keyB, keyC] = [key0 | 0, key1 | 0, PARITY ^ key0 ^ key1]
  let x0 = (counter0 + keyA) | 0
  let x1 = (counter1 + keyB) | 0
  // Written out: looking rotations and keys up took more than half of the time.
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0
  x0 = (x0 + keyB) | 0
  x1 = (x1 + keyC + 1) | 0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0
  x0 = (x0 + keyC) | 0
  x1 = (x1 + keyA + 2) | 0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0
  x0 = (x0 + keyA) | 0
  x1 = (x1 + keyB + 3) | 0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 17) | (x1 >>> 15)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 29) | (x1 >>> 3)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 16) | (x1 >>> 16)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 24) | (x1 >>> 8)) ^ x0
  x0 = (x0 + keyB) | 0
  x1 = (x1 + keyC + 4) | 0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 13) | (x1 >>> 19)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 15) | (x1 >>> 17)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 26) | (x1 >>> 6)) ^ x0
  x0 = (x0 + x1) | 0
  x1 = ((x1 << 6) | (x1 >>> 26)) ^ x0
  x0 = (x0 + keyC) | 0
  x1 = (x1 + keyA + 5) | 0
  out[at] = x0
  out[at + 1] = x1
}

/** The stream of a seed for one purpose. @param seed whole number, taken modulo 2³² */
export function streamFor(seed: number, purpose: Purpose): Stream {
  return { key0: seed >>> 0, key1: hashText(purpose) }
}

/** A sub-stream, e.g. one per training step or per layer. */
export function fork(stream: Stream, index: number): Stream {
  const words = new Uint32Array(2)
  threefry(stream.key0, stream.key1, index >>> 0, 0x666f726b, words, 0)
  return { key0: words[0] ?? 0, key1: words[1] ?? 0 }
}

/** `count` raw 32-bit words. Word 2i and 2i+1 come from counter (i, 0). */
export function randomWords(stream: Stream, count: number): Uint32Array {
  const words = new Uint32Array(count + (count & 1))
  for (let i = 0; i < words.length; i += 2) threefry(stream.key0, stream.key1, i >>> 1, 0, words, i)
  return words.subarray(0, count)
}

/** `count` uniform floats in the open interval (low, high). */
export function uniforms(stream: Stream, count: number, low = 0, high = 1): Float32Array {
  const words = randomWords(stream, count)
  const out = new Float32Array(count)
  for (let i = 0; i < count; i++) out[i] = low + (high - low) * unit(words[i] ?? 0)
  return out
}

/** `count` normal floats by Box–Muller: values 2i and 2i+1 come from words 2i and 2i+1. */
export function normals(stream: Stream, count: number, mean = 0, deviation = 1): Float32Array {
  const words = randomWords(stream, count + (count & 1))
  const out = new Float32Array(count)
  for (let i = 0; i < count; i += 2) {
    const radius = deviation * Math.sqrt(-2 * Math.log(unit(words[i] ?? 0)))
    const angle = TWO_PI * unit(words[i + 1] ?? 0)
    out[i] = mean + radius * Math.cos(angle)
    if (i + 1 < count) out[i + 1] = mean + radius * Math.sin(angle)
  }
  return out
}

/** `count` whole numbers in [0, bound). Bias is below bound/2³², nothing at the sizes used here. */
export function integers(stream: Stream, count: number, bound: number): Uint32Array {
  const out = randomWords(stream, count)
  for (let i = 0; i < count; i++) out[i] = Math.floor(((out[i] ?? 0) / 2 ** 32) * bound)
  return out
}

/** A random order of 0 … count−1 (Fisher–Yates). */
export function permutation(stream: Stream, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i)
  const words = randomWords(stream, count)
  for (let i = count - 1; i > 0; i--) {
    const j = Math.floor(((words[i] ?? 0) / 2 ** 32) * (i + 1))
    const swapped = order[i] ?? 0
    order[i] = order[j] ?? 0
    order[j] = swapped
  }
  return order
}

/** A 32-bit word as a float in the open interval (0, 1): 24 bits, centred, so that log never sees zero. */
function unit(word: number): number {
  return ((word >>> 8) + 0.5) / 2 ** 24
}

/** FNV-1a of a text, 32 bits: gives each purpose its own key word. */
function hashText(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  return hash >>> 0
}
