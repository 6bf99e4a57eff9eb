/**
 * CIFAR's binary batches: records of one label (CIFAR-10) or a coarse and a fine one (CIFAR-100), then 32 × 32 red, green and
 * blue bytes. They have no mark: only their length and their labels tell.
 */
import type { PixelArray } from './pixel-array.ts'

const SIDE = 32
const PIXELS = 3 * SIDE * SIDE
/** How many classes each label of a record can have. */
const LABELS = [[10], [20, 100]] as const

/** Null where it is no such batch. */
export function readCifar(bytes: Uint8Array): PixelArray | null {
  for (const classes of LABELS) {
    const length = classes.length + PIXELS
    const count = bytes.length / length
    if (count < 2 || !Number.isInteger(count)) continue
    const label = (i: number, k: number) => bytes[i * length + k] ?? 0
    const fits = Array.from({ length: count }, (_, i) => classes.every((most, k) => label(i, k) < most))
    if (!fits.every(Boolean)) continue
    const pixels = new Uint8Array(count * PIXELS)
    for (let i = 0; i < count; i++)
      pixels.set(bytes.subarray(i * length + classes.length, (i + 1) * length), i * PIXELS)
    const labels = Array.from({ length: count }, (_, i) => String(label(i, classes.length - 1)))
    return { count, width: SIDE, height: SIDE, channels: 3, planar: true, bytes: pixels, labels, span: null }
  }
  return null
}
