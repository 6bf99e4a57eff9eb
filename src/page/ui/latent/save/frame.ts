/** Frames of what is saved: small pictures and how much larger they become. Pure. */
export interface Frame {
  /** Pixels before they are enlarged. */
  readonly width: number
  readonly height: number
  readonly rgba: Uint8ClampedArray<ArrayBuffer>
  /** Whole times that each pixel is repeated across and down. */
  readonly scale: number
  /** All pixels are gray: a palette of 256 is exact. */
  readonly gray: boolean
}

/** Repeats each entry across and down. @param size numbers per pixel */
export function enlarged<T extends Uint8Array | Uint8ClampedArray>(
  pixels: T,
  { width, height, scale }: Pick<Frame, 'width' | 'height' | 'scale'>,
  size: number,
  out: T,
): T {
  for (let y = 0; y < height * scale; y++) {
    for (let x = 0; x < width * scale; x++) {
      const from = (Math.floor(y / scale) * width + Math.floor(x / scale)) * size
      const to = (y * width * scale + x) * size
      for (let k = 0; k < size; k++) out[to + k] = pixels[from + k] ?? 0
    }
  }
  return out
}
