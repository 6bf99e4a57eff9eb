/** What stands behind transparent pictures: put behind them, and chosen for a whole set by contrast. Pure. */
import { fullOf, type Picture, type Rgb } from './picture.ts'

export const WHITE: Rgb = [255, 255, 255]
export const BLACK: Rgb = [0, 0, 0]

/** A picture whose brightness differs from what stands behind it by less, as a root mean square, cannot be seen. */
const SEEN = 32
/** A smaller share of a set is left out of account: the others would stand on black for its sake. */
const MANY = 0.02

/** The picture in front of a colour. Itself where nothing shines through. */
export function inFrontOf(picture: Picture, colour: Rgb): Picture {
  const { width, height, channels, bytes } = picture
  if (channels !== 4) return picture
  const deep = bytes instanceof Uint16Array
  const full = fullOf(bytes)
  const out = deep ? new Uint16Array(width * height * 3) : new Uint8Array(width * height * 3)
  for (let i = 0; i < width * height; i++) {
    const alpha = (bytes[4 * i + 3] ?? 0) / full
    for (let c = 0; c < 3; c++) {
      const behind = ((colour[c] ?? 0) * full) / 255
      out[3 * i + c] = Math.round((bytes[4 * i + c] ?? 0) * alpha + behind * (1 - alpha))
    }
  }
  return { width, height, channels: 3, bytes: out }
}

/** `#rrggbb` */
export function colourOf(text: string): Rgb {
  const value = Number.parseInt(text.slice(1), 16)
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255]
}

/** White, unless more than a few of the pictures would vanish on it, and fewer on black. */
export class BackgroundChoice {
  lostOnWhite = 0
  private lostOnBlack = 0
  /** Pictures that can be seen through. */
  count = 0

  see({ channels, bytes }: Picture): void {
    if (channels !== 4) return
    const full = fullOf(bytes)
    let weights = 0
    let fromBlack = 0
    let fromWhite = 0
    let clear = false
    for (let i = 0; i < bytes.length; i += 4) {
      const weight = (bytes[i + 3] ?? 0) / full
      const luma =
        ((0.299 * (bytes[i] ?? 0) + 0.587 * (bytes[i + 1] ?? 0) + 0.114 * (bytes[i + 2] ?? 0)) * 255) / full
      weights += weight
      fromBlack += weight * luma * luma
      fromWhite += weight * (255 - luma) * (255 - luma)
      clear ||= weight < 1
    }
    if (!clear) return
    this.count++
    if (weights === 0) return
    if (fromWhite < SEEN * SEEN * weights) this.lostOnWhite++
    if (fromBlack < SEEN * SEEN * weights) this.lostOnBlack++
  }

  get colour(): Rgb {
    const many = this.lostOnWhite > MANY * this.count
    return many && this.lostOnWhite > this.lostOnBlack ? BLACK : WHITE
  }
}
