/** A picture as samples. The common coin between decoders, resampling and the image sets. */
export interface Picture {
  readonly width: number
  readonly height: number
  /** Gray, colour, or colour with how much hides what stands behind (not multiplied into the colour). */
  readonly channels: 1 | 3 | 4
  /** [height, width, channels]; 16 bits a sample where that is what the file holds: what is kept has 8. */
  readonly bytes: Samples
}

export type Samples = Uint8Array | Uint8ClampedArray | Uint16Array

/** The largest sample there can be. */
export function fullOf(samples: Samples): number {
  return samples instanceof Uint16Array ? 65_535 : 255
}

export type Rgb = readonly [red: number, green: number, blue: number]

/** A picture that can be seen through somewhere, or else the same without its alpha. @param rgba [height, width, 4] */
export function withoutIdleAlpha(
  width: number,
  height: number,
  rgba: Uint8Array | Uint8ClampedArray,
): Picture {
  for (let i = 3; i < rgba.length; i += 4)
    if (rgba[i] !== 255) return { width, height, channels: 4, bytes: rgba }
  const bytes = new Uint8Array(width * height * 3)
  for (let from = 0, to = 0; to < bytes.length; from += 4, to += 3) {
    bytes[to] = rgba[from] ?? 0
    bytes[to + 1] = rgba[from + 1] ?? 0
    bytes[to + 2] = rgba[from + 2] ?? 0
  }
  return { width, height, channels: 3, bytes }
}

/** The same with an alpha that hides all. */
export function withAlpha(picture: Picture): Picture {
  const { width, height, channels, bytes } = picture
  if (channels === 4) return picture
  const deep = bytes instanceof Uint16Array
  const out = deep ? new Uint16Array(width * height * 4) : new Uint8Array(width * height * 4)
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++) out[4 * i + c] = bytes[channels === 1 ? i : 3 * i + c] ?? 0
    out[4 * i + 3] = fullOf(bytes)
  }
  return { width, height, channels: 4, bytes: out }
}
