/** Resizes many square pictures of one size at once. */
import { squareFitter } from './fit.ts'

/** [count, to, to, channels] from [count, from, from, channels] */
export function resizeMany(
  pixels: Uint8Array,
  count: number,
  channels: 1 | 3,
  from: number,
  to: number,
  one = squareFitter({ width: from, height: from, channels }, to, 'stretch'),
): Uint8Array {
  if (from === to) return pixels
  const inLength = from * from * channels
  const outLength = to * to * channels
  const out = new Uint8Array(count * outLength)
  for (let i = 0; i < count; i++)
    out.set(one(pixels.subarray(i * inLength, (i + 1) * inLength)), i * outLength)
  return out
}
