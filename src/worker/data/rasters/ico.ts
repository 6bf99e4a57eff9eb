/** Icons and cursors (ICO, CUR): several pictures of one thing; the largest is taken. Each is a PNG or a BMP without its file header. */
import { viewOf } from '../headers/facts.ts'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'

const ENTRIES = 6
const ENTRY = 16

/** The bytes of its largest picture, the one with most colours among equals; null where there is none. */
export function largestIcon(bytes: Uint8Array): Uint8Array | null {
  const view = viewOf(bytes)
  const found = Array.from({ length: bytes.length < ENTRIES ? 0 : view.getUint16(4, true) }, (_, i) => {
    const at = ENTRIES + ENTRY * i
    if (at + ENTRY > bytes.length) return null
    // 0 stands for 256.
    const side = ((bytes[at] ?? 0) || 256) * ((bytes[at + 1] ?? 0) || 256)
    const length = view.getUint32(at + 8, true)
    const from = view.getUint32(at + 12, true)
    return from + length > bytes.length || length < 40 ? null : { side, length, from }
  }).flatMap((entry) => (entry === null ? [] : [entry]))
  const [best] = found.sort((a, b) => b.side - a.side || b.length - a.length)
  return best === undefined ? null : bytes.subarray(best.from, best.from + best.length)
}

/** A bitmap inside an icon: its height counts twice, for a mask of what shines through follows. @throws Error */
export function iconBitmap(bytes: Uint8Array): Picture {
  const view = viewOf(bytes)
  const header = view.getUint32(0, true)
  const width = view.getInt32(4, true)
  const height = Math.abs(view.getInt32(8, true)) >> 1
  const bits = view.getUint16(14, true)
  if (view.getUint32(16, true) !== 0 || ![1, 4, 8, 24, 32].includes(bits)) throw new Error('packed bitmap')
  if (width < 1 || height < 1 || width > 1024 || height > 1024) throw new Error('bitmap size')
  const colours = bits > 8 ? 0 : view.getUint32(32, true) || 2 ** bits
  const pixelsAt = header + 4 * colours
  const row = Math.ceil((width * bits) / 32) * 4
  const maskAt = pixelsAt + row * height
  const maskRow = Math.ceil(width / 32) * 4
  if (maskAt > bytes.length) throw new Error('pixels are missing')
  const rgba = new Uint8Array(width * height * 4)
  let clear = true
  for (let y = 0; y < height; y++) {
    const from = pixelsAt + (height - 1 - y) * row
    for (let x = 0; x < width; x++) {
      const at = bits > 8 ? from + (x * bits) / 8 : header + 4 * indexAt(bytes, from, x, bits)
      const alpha = bits === 32 ? (bytes[at + 3] ?? 0) : 255
      clear &&= alpha === 0
      rgba.set([bytes[at + 2] ?? 0, bytes[at + 1] ?? 0, bytes[at] ?? 0, alpha], 4 * (y * width + x))
    }
  }
  // Old icons of 32 bits leave alpha empty; the mask counts there, too.
  if (bits === 32 && !clear) return withoutIdleAlpha(width, height, rgba)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const masked = ((bytes[maskAt + (height - 1 - y) * maskRow + (x >> 3)] ?? 0) >> (7 - (x & 7))) & 1
      rgba[4 * (y * width + x) + 3] = masked === 1 ? 0 : 255
    }
  }
  return withoutIdleAlpha(width, height, rgba)
}

function indexAt(bytes: Uint8Array, from: number, x: number, bits: number): number {
  const bit = x * bits
  return ((bytes[from + (bit >> 3)] ?? 0) >> (8 - bits - (bit & 7))) & (2 ** bits - 1)
}
