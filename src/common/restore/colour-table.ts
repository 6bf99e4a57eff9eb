/** The mean colour of each of 256 shades of gray among pictures. Plain numbers in [−1, 1]; knows no tensors. */
import { plainLuma } from './plain-source.ts'

export const SHADES = 256

/** Place of a shade in a table. */
export function shadeOf(gray: number): number {
  return Math.min(SHADES - 1, Math.max(0, Math.round((gray + 1) * 127.5)))
}

/** Takes in pixels one by one. */
export class ColourTotals {
  private readonly totals: Float64Array
  private readonly counts = new Float64Array(SHADES)

  constructor(private readonly channels: number) {
    this.totals = new Float64Array(SHADES * channels)
  }

  /** @param pixel its place among those of `truth` [n, channels] */
  add(gray: number, truth: Float32Array, pixel: number): void {
    const { channels, totals, counts } = this
    const shade = shadeOf(gray)
    counts[shade] = (counts[shade] ?? 0) + 1
    for (let c = 0; c < channels; c++) {
      const at = shade * channels + c
      totals[at] = (totals[at] ?? 0) + (truth[pixel * channels + c] ?? NaN)
    }
  }

  /** [256, channels]; a shade that no pixel has takes the colour of the nearest that has one. */
  colours(): Float32Array {
    const { channels, totals, counts } = this
    const had = nearestHad(counts)
    return Float32Array.from(totals, (_, at) => {
      const shade = had[Math.floor(at / channels)] ?? 0
      return (totals[shade * channels + (at % channels)] ?? 0) / (counts[shade] ?? 1)
    })
  }
}

/** Mean colours of the shades of pictures. @param pictures [n, …, channels] @returns [256, channels] */
export function meanColoursOf(pictures: Float32Array, channels: number): Float32Array {
  const totals = new ColourTotals(channels)
  plainLuma(pictures, channels).forEach((gray, pixel) => totals.add(gray, pictures, pixel))
  return totals.colours()
}

/** Each shade as it is, [256, channels]. */
export function grayTable(channels: number): Float32Array {
  return Float32Array.from({ length: SHADES * channels }, (_, at) => Math.floor(at / channels) / 127.5 - 1)
}

/** Of each shade the nearest that some pixel has; of two the darker. */
function nearestHad(counts: Float64Array): number[] {
  const had = Array.from(counts.keys()).filter((shade) => (counts[shade] ?? 0) > 0)
  return Array.from({ length: SHADES }, (_, shade) =>
    had.reduce((best, one) => (Math.abs(one - shade) < Math.abs(best - shade) ? one : best), had[0] ?? 0),
  )
}
