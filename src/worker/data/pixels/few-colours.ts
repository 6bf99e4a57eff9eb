/** Drawn pixel by pixel, or taken with a camera? Told by how many colours a picture has. Pure. */
import type { Picture } from './picture.ts'

const FEW = 64
/** And at least so many pixels for each of them: in a tiny photo every pixel may differ. */
const PIXELS_EACH = 4

export function hasFewColours({ width, height, channels, bytes }: Picture): boolean {
  const most = Math.min(FEW, Math.floor((width * height) / PIXELS_EACH))
  const colours = new Set<number>()
  for (let at = 0; at < bytes.length; at += channels) {
    let colour = 0
    // Whatever cannot be seen is one colour.
    const seen = channels < 4 || bytes[at + 3] !== 0
    for (let c = 0; c < channels && seen; c++) colour = colour * 256 + (bytes[at + c] ?? 0)
    colours.add(colour)
    if (colours.size > most) return false
  }
  return true
}
