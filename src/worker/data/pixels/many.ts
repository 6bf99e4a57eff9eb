/** Resizes many square pictures of one size at once. */
import { stretcher } from './fit.ts'

/** [count, to, to, channels] from [count, from, from, channels] */
export function resizeMany(
  pixels: Uint8Array,
  count: number,
  channels: 1 | 3,
  from: number,
  to: number,
  one = stretcher({ width: from, height: from, channels }, to),
): Uint8Array {
  if (from === to) return pixels
  const inLength = from * from * channels
  const outLength = to * to * channels
  const out = new Uint8Array(count * outLength)
  for (let i = 0; i < count; i++)
    out.set(one(pixels.subarray(i * inLength, (i + 1) * inLength)), i * outLength)
  return out
}
