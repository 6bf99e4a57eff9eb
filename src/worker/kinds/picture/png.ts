/** A picture as the bytes of a PNG, at its own size: what it holds is what was trained on or made, to the byte. */
import { encode } from 'fast-png'
import type { PictureSet } from '../../data/picture-set.ts'

type Sized = Pick<PictureSet, 'item'>

/** @param item [size, size, channels] in [−1, 1] */
export function pngOf({ item: { size, channels } }: Sized, item: Float32Array): Uint8Array {
  const data = Uint8Array.from(item, byteOf)
  return encode({ width: size, height: size, channels, data, depth: 8 })
}

/**
 * What a picture is restored from, with as many channels as it has. One with a hole has a channel more than a picture, 1 where it is
 * missing: in the file it can be seen through there.
 * @param source [size, size, any]
 */
export function sourcePng({ item: { size, channels } }: Sized, source: Float32Array): Uint8Array {
  const held = source.length / (size * size)
  const holed = held === channels + 1
  const data = Uint8Array.from(source, (value, i) =>
    holed && i % held === channels ? 255 * (1 - value) : byteOf(value),
  )
  return encode({ width: size, height: size, channels: held, data, depth: 8 })
}

function byteOf(value: number): number {
  return Math.min(255, Math.max(0, Math.round((value + 1) * 127.5)))
}
