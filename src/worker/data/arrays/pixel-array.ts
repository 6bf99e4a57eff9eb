/**
 * Many pictures of one size in one file, as bytes: what IDX files, NumPy arrays, CIFAR batches and tables of pixels come to.
 * Reads no format; each has its own reader beside this.
 */
import type { SkippedItem } from '../../../common/protocol/report.ts'
import type { Picture } from '../pixels/picture.ts'
import { turned } from '../pixels/turn.ts'

export interface PixelArray {
  readonly count: number
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3 | 4
  /** Channels come first: all red, then all green, then all blue. */
  readonly planar: boolean
  /** `count` pictures, one after the other. */
  readonly bytes: Uint8Array
  /** Class of each, where the same file tells it; null otherwise. */
  readonly labels: readonly string[] | null
  /** The numbers that became 0 and 255, where their kind did not tell. */
  readonly span?: readonly [low: number, high: number] | null
  /** Rows and columns are exchanged, as EMNIST has them. */
  readonly transposed?: boolean
  /** What of the same file could not be used. */
  readonly leftOut?: readonly SkippedItem[]
}

/** The i-th picture, upright, channels last. */
export function pictureAt(array: PixelArray, i: number): Picture {
  const { width, height, channels, planar } = array
  const length = width * height * channels
  const bytes = array.bytes.subarray(i * length, (i + 1) * length)
  const picture = { width, height, channels, bytes: planar ? interleave(bytes, channels) : bytes }
  return array.transposed === true ? turned(picture, TRANSPOSE) : picture
}

/** What exchanges rows and columns. */
export const TRANSPOSE = { turn: 270, mirror: true } as const

/** [channels, n] to [n, channels] */
function interleave(bytes: Uint8Array, channels: number): Uint8Array {
  const plane = bytes.length / channels
  return bytes.map((_, i) => bytes[(i % channels) * plane + Math.floor(i / channels)] ?? 0)
}
