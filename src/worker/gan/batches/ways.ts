/**
 * Batches of a run that translates: n items of each of two classes, in halves. What is translated comes of the one class and the reals it is
 * held against of the other. Must not know networks, nor who asks.
 */
import { concat, tidy, type Tensor } from '@tensorflow/tfjs'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import type { Stream } from '../../../common/numbers/random.ts'
import type { Draw, ResidentItems } from './device-draws.ts'

/** Where the two classes come from that a run translates into each other. */
export interface WaysSource {
  /** [count, …item] drawn from the first class, or from the second. */
  draw(stream: Stream, count: number, which: 0 | 1): Float32Array
  /** Items of each class as the device can pick them of the whole set; null where it cannot. */
  readonly picks: readonly [Int32Array, Int32Array] | null
}

/** What is translated, or the reals of the class it is to become. */
export type WayPart = keyof typeof HALVES

/** Whose pictures each half shows. */
const HALVES = { real: [1, 0], source: [0, 1] } as const
/** Draws of both classes stand so far apart on one stream: more than all updates and parts of a step ask for. */
const APART = 2 ** 22

/** Items of each class in a batch: an odd one has one more. */
export function ofEachWay(batch: number): number {
  return Math.ceil(batch / 2)
}

/** [2n, …item] by the device. @param draw which numbers of the stream, by an update's number */
export function drawWays(
  both: readonly [ResidentItems, ResidentItems],
  part: WayPart,
  update: number,
  shape: readonly number[],
  draw: (update: number) => Draw,
): Tensor {
  return tidy(() =>
    concat(HALVES[part].map((which, half) => both[which].draw(draw(numberOf(part, update, half)), shape))),
  )
}

/** The same numbers in JavaScript. @param n of each class @param at the stream of an update's number */
export function rowOfWays(
  source: WaysSource,
  part: WayPart,
  update: number,
  n: number,
  at: (update: number) => Stream,
): Float32Array {
  return joinedFloats(
    HALVES[part].map((which, half) => source.draw(at(numberOf(part, update, half)), n, which)),
  )
}

/** Which block of an update holds a part: two each. */
export function blockOfWay(part: WayPart, update: number): number {
  return 2 * update + (part === 'real' ? 0 : 1)
}

/** The update and the part that a block is of. */
export function wayOfBlock(block: number): { part: WayPart; update: number } {
  return { part: block % 2 === 0 ? 'real' : 'source', update: Math.floor(block / 2) }
}

/** No two draws of a step are alike. */
function numberOf(part: WayPart, update: number, half: number): number {
  return update + APART * (1 + half + (part === 'real' ? 0 : 2))
}
