/**
 * Many pictures of one size in one file, as bytes: what IDX files, NumPy arrays, CIFAR batches and tables of pixels come to.
 * Reads no format; each has its own reader beside this.
 */
import type { SkippedItem } from '../../../common/protocol/report.ts'
import type { Picture } from '../pixels/picture.ts'

export interface PixelArray {
  readonly count: number
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  /** Channels come first: all red, then all green, then all blue. */
  readonly planar: boolean
  /** `count` pictures, one after the other. */
  readonly bytes: Uint8Array
  /** Class of each, where the same file tells it; null otherwise. */
  readonly labels: readonly string[] | null
  /** What of the same file could not be used. */
  readonly leftOut?: readonly SkippedItem[]
}

/** The i-th picture, channels last. */
export function pictureAt(array: PixelArray, i: number): Picture {
  const { width, height, channels, planar } = array
  const length = width * height * channels
  const bytes = array.bytes.subarray(i * length, (i + 1) * length)
  return { width, height, channels, bytes: planar ? interleave(bytes, channels) : bytes }
}

/** [channels, n] to [n, channels] */
function interleave(bytes: Uint8Array, channels: number): Uint8Array {
  const plane = bytes.length / channels
  return bytes.map((_, i) => bytes[(i % channels) * plane + Math.floor(i / channels)] ?? 0)
}
