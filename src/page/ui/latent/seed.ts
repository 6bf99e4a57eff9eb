/** Seeds as people type them. */
import { readNumber } from '../kit/number-words.ts'

/** Whole numbers below this are seeds (32 bits). */
const BOUND = 2 ** 32
/** Seeds drawn at random are short enough to tell somebody. */
const SHORT = 10_000

/** The seed in a typed text; null when there is none. */
export function readSeed(text: string): number | null {
  const seed = readNumber(text, true)
  return typeof seed === 'number' && Number.isInteger(seed) && seed >= 0 && seed < BOUND ? seed : null
}

/** A fresh seed that is not `last`. The one place where the page wants true chance. */
export function freshSeed(last: number): number {
  const seed = (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % SHORT
  return seed === last ? (seed + 1) % SHORT : seed
}
