/** One random number after another from a stream, for code that cannot say beforehand how many it needs. */
import { fork, randomWords, type Stream } from './random.ts'

/** Words made at a time. */
const BLOCK = 512

/** A reader of a stream: the same stream gives the same numbers in the same order. */
export class Draws {
  private words: Uint32Array = new Uint32Array(0)
  private at = 0
  private block = 0

  constructor(private readonly stream: Stream) {}

  /** A uniform number in [0, 1), 32 bits. */
  uniform(): number {
    if (this.at === this.words.length) {
      this.words = randomWords(fork(this.stream, this.block++), BLOCK)
      this.at = 0
    }
    return (this.words[this.at++] ?? 0) / 2 ** 32
  }

  /** A whole number in [0, bound). */
  below(bound: number): number {
    return Math.floor(this.uniform() * bound)
  }
}
