/** A picture as the bytes of a PNG, at its own size: what it holds is what was trained on or made, to the byte. */
import { encode } from 'fast-png'
import type { PictureSet } from '../../data/picture-set.ts'

/** @param item [size, size, channels] in [−1, 1] */
export function pngOf({ item: { size, channels } }: PictureSet, item: Float32Array): Uint8Array {
  const data = Uint8Array.from(item, byteOf)
  return encode({ width: size, height: size, channels, data, depth: 8 })
}

function byteOf(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)))
}
