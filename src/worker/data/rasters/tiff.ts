/** TIFF pictures, each page one. */
import { decode } from 'tiff'
import { MAX_MEGAPIXELS } from '../limits.ts'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'

type Page = ReturnType<typeof decode>[number]

const PALETTE = 3

/** @throws Error for what the reader does not know, or what is too large */
export function tiffPictures(bytes: Uint8Array): Picture[] {
  for (const { width, height } of decode(bytes, { ignoreImageData: true }))
    if (!(width * height <= MAX_MEGAPIXELS * 1e6)) throw new Error('a page is too large')
  return decode(bytes).map(pictureOf)
}

function pictureOf(page: Page): Picture {
  const { width, height, type, palette } = page
  // White is zero no more: the reader has turned it over.
  const data =
    page.data instanceof Uint8Array || page.data instanceof Uint16Array ? page.data : toDeep(page.data)
  const count = width * height
  if (type === PALETTE && palette !== undefined) {
    const bytes = new Uint8Array(count * 3)
    for (let i = 0; i < count; i++)
      bytes.set(
        (palette[data[i] ?? 0] ?? [0, 0, 0]).map((level) => level >> 8),
        3 * i,
      )
    return { width, height, channels: 3, bytes }
  }
  const channels = Math.round(data.length / count)
  if (channels === 1 || channels === 3) return { width, height, channels, bytes: data }
  const rgba = new Uint8Array(count * 4)
  const shift = data instanceof Uint16Array ? 8 : 0
  const colours = channels < 3 ? 1 : 3
  const alpha = page.alpha || channels === 2 || channels === 4
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < 3; c++) rgba[4 * i + c] = (data[i * channels + (colours === 1 ? 0 : c)] ?? 0) >> shift
    rgba[4 * i + 3] = alpha ? (data[i * channels + colours] ?? 0) >> shift : 255
  }
  return withoutIdleAlpha(width, height, rgba)
}

/** Measured values without a scale: from the least to the most. */
function toDeep(data: Float32Array | Float64Array): Uint16Array {
  let low = Infinity
  let high = -Infinity
  for (const value of data) {
    if (value < low) low = value
    if (value > high) high = value
  }
  const unit = low >= 0 && high <= 1
  const [from, span] = unit ? [0, 1] : [low, high - low || 1]
  return Uint16Array.from(data, (value) => Math.round(((value - from) / span) * 65_535) || 0)
}
