/** Where a feed finds what belongs to the items of a batch: each is drawn from the stream that draws the items. Types alone. */
import type { Resident, ResidentBytes } from '../../data/resident.ts'
import type { Stream } from '../../../common/numbers/random.ts'

/** Draws `count` real items as one flat array: points as they are, pictures in [−1, 1] NHWC. */
export type DrawReals = (stream: Stream, count: number) => Float32Array

/** Where a conditional run's classes come from. */
export interface LabelSource {
  readonly classes: number
  /** Class of each of the `count` items that the same stream draws. */
  draw(stream: Stream, count: number): Uint16Array
  /** The classes as a device can draw them, along with the same items; absent: only `draw` can. */
  readonly resident?: Resident
}

/** Where a run of pairs finds what each item is to be made from. */
export interface PartnerSource {
  /** [count, …item] in [−1, 1] of the items that the same stream draws. */
  draw(stream: Stream, count: number): Float32Array
  /** The same as a device can draw it along with the same items; null where it cannot. */
  resident(): Resident | null
}

/** Where a warm start finds a latent of each item's own. */
export interface CodeSource {
  readonly latent: number
  /** What one of the numbers below stands for. */
  readonly reach: number
  /** [count, latent] in [−1, 1] of the items that the same stream draws. */
  draw(stream: Stream, count: number): Float32Array
  /** The same as a device can draw it along with the same items; a row may be longer than a latent. */
  resident(): ResidentBytes
}
