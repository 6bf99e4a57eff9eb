/** What is usual among training pictures: the mean picture, and the mean colour of each shade of gray. Plain numbers in [−1, 1]. */
import { ColourTotals, SHADES, shadeOf } from '../../../common/restore/colour-table.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'

/** @param pictures [n, length] @returns [length] */
export function* meanPicture(pictures: Float32Array, length: number): Sliced<Float32Array> {
  const total = new Float64Array(length)
  const allowance = new Allowance()
  for (let from = 0; from < pictures.length; from += length) {
    for (let at = 0; at < length; at++) total[at] = (total[at] ?? 0) + (pictures[from + at] ?? NaN)
    if (allowance.spend(length)) yield
  }
  return Float32Array.from(total, (sum) => (sum * length) / pictures.length)
}

/**
 * Mean colour of the pixels of each of 256 shades; a shade that no pixel has takes that of the nearest that has one.
 * @param of truth [n, …, channels] and its gray [n, …, 1] @returns [256, channels]
 */
export function* meanColours(
  { truth, source }: { readonly truth: Float32Array; readonly source: Float32Array },
  channels: number,
): Sliced<Float32Array> {
  const totals = new ColourTotals(channels)
  const allowance = new Allowance()
  for (let pixel = 0; pixel < source.length; pixel++) {
    totals.add(source[pixel] ?? NaN, truth, pixel)
    if (allowance.spend(channels)) yield
  }
  return totals.colours()
}

/** Each pixel in its shade's colour. @param gray [n, …, 1] @param colours [256, channels] */
export function coloursFor(gray: Float32Array, colours: Float32Array): Float32Array {
  const channels = colours.length / SHADES
  const made = new Float32Array(gray.length * channels)
  gray.forEach((value, pixel) => {
    const shade = shadeOf(value)
    made.set(colours.subarray(shade * channels, (shade + 1) * channels), pixel * channels)
  })
  return made
}

/** Gray in all channels. */
export function coloured(gray: Float32Array, channels: number): Float32Array {
  return Float32Array.from(
    { length: gray.length * channels },
    (_, at) => gray[Math.floor(at / channels)] ?? 0,
  )
}
