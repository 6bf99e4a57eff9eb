/** TIFF pictures, each page one. */
import { decode } from 'tiff'
import type { DataChoice } from '../../../common/items/data-card.ts'
import { MAX_MEGAPIXELS } from '../limits.ts'
import { withoutIdleAlpha, type Picture } from '../pixels/picture.ts'
import { turned } from '../pixels/turn.ts'
import { bitsOf, blockwise, isPlain, type Data, type Page } from './tiff-blocks.ts'

const PALETTE = 3

/** @throws Error for what the reader does not know, or what is too large */
export function tiffPictures(bytes: Uint8Array): Picture[] {
  const pages = decode(bytes, { ignoreImageData: true })
  for (const { width, height } of pages)
    if (!(width * height <= MAX_MEGAPIXELS * 1e6)) throw new Error('a page is too large')
  if (pages.every(isPlain)) return whole(decode(bytes)).map((page) => pictureOf(page, page.data))
  const wanted = whole(pages)
  const data = blockwise(bytes, wanted)
  return wanted.flatMap((page, i) => {
    const found = data[i]
    return found === undefined ? [] : [turned(pictureOf(page, found), UPRIGHT[page.orientation] ?? AS_IT_IS)]
  })
}

const AS_IT_IS = { turn: 0, mirror: false } as const
/** What sets a page upright, by how its first row and column lie. */
const UPRIGHT: Readonly<Record<number, Pick<DataChoice, 'turn' | 'mirror'>>> = {
  2: { turn: 0, mirror: true },
  3: { turn: 180, mirror: false },
  4: { turn: 180, mirror: true },
  5: { turn: 270, mirror: true },
  6: { turn: 90, mirror: false },
  7: { turn: 90, mirror: true },
  8: { turn: 270, mirror: false },
}

/** A smaller copy of another page, or what masks it. */
const REDUCED = 1
const MASK = 4

/** Pages that are pictures by themselves; all where none says so. */
function whole(pages: readonly Page[]): readonly Page[] {
  const own = pages.filter(({ newSubfileType }) => (newSubfileType & (REDUCED | MASK)) === 0)
  return own.length > 0 ? own : pages
}

function pictureOf(page: Page, found: Data): Picture {
  const { width, height, type, palette } = page
  // White is zero no more: the reader has turned it over.
  const data = asSamples(found, bitsOf(page), type === PALETTE)
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

/** A single bit is black or white, unless it counts a palette's colours. */
function asSamples(data: Data, bits: number, counts: boolean): Uint8Array | Uint16Array {
  if (data instanceof Uint16Array) return data
  if (!(data instanceof Uint8Array)) return toDeep(data)
  return bits === 1 && !counts ? data.map((bit) => 255 * bit) : data
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
