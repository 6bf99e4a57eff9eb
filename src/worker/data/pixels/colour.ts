/** Between gray and colour. Luma after ITU-R BT.601: 0.299 R + 0.587 G + 0.114 B. */
import { GRAY_TOLERANCE } from '../limits.ts'

/** @param rgb [n, 3] @returns [n] */
export function toGray(rgb: Uint8Array | Uint8ClampedArray): Uint8Array {
  const out = new Uint8Array(rgb.length / 3)
  for (let i = 0; i < out.length; i++)
    out[i] = Math.round(
      0.299 * (rgb[3 * i] ?? 0) + 0.587 * (rgb[3 * i + 1] ?? 0) + 0.114 * (rgb[3 * i + 2] ?? 0),
    )
  return out
}

/** @param gray [n] @returns [n, 3] */
export function toRgb(gray: Uint8Array): Uint8Array {
  const out = new Uint8Array(gray.length * 3)
  for (let i = 0; i < gray.length; i++) out.fill(gray[i] ?? 0, 3 * i, 3 * i + 3)
  return out
}

/** Is every pixel of [n, 3] gray, but for what rounding in a decoder adds? */
export function isGray(rgb: Uint8Array | Uint8ClampedArray): boolean {
  for (let i = 0; i < rgb.length; i += 3) {
    const r = rgb[i] ?? 0
    const g = rgb[i + 1] ?? 0
    const b = rgb[i + 2] ?? 0
    if (Math.max(r, g, b) - Math.min(r, g, b) > GRAY_TOLERANCE) return false
  }
  return true
}
