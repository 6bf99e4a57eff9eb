/**
 * TIFF pages whose pixels lie in tiles, a plane a colour, or turned. The reader knows pages in strips alone, so every tile, and
 * every strip of a plane, is made a page of its own at the end of a copy of the file; their pixels are put together here.
 */
import { decode } from 'tiff'
import { viewOf } from '../headers/facts.ts'

export type Page = ReturnType<typeof decode>[number]
export type Data = Page['data']

/** Part of a page that is stored, and packed, by itself. */
interface Block {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Which colour it holds; null for all. */
  readonly plane: number | null
  readonly offset: number
  readonly length: number
}

const BITS = 258
/** Colours lie in planes of their own. */
const PLANES = 2
const WHITE_IS_ZERO = 0
const BLACK_IS_ZERO = 1

/** The reader does it alone. */
export function isPlain(page: Page): boolean {
  const planes = inPlanes(page) && page.samplesPerPixel > 1
  return !page.tiled && !planes && (page.orientation || 1) === 1 && page.fields.has(BITS)
}

/** A sample has one where the page does not tell. */
export function bitsOf(page: Page): number {
  return page.fields.has(BITS) ? page.bitsPerSample : 1
}

/** Of each page all its samples, [height, width, samples]. @throws Error for what the reader does not know */
export function blockwise(file: Uint8Array, pages: readonly Page[]): Data[] {
  const blocks = pages.map(blocksOf)
  const read = decode(withPages(file, pages, blocks))
  let at = 0
  return pages.map((page, i) => {
    const parts = (blocks[i] ?? []).map((block) => ({ block, data: read[at++]?.data }))
    const [first] = parts
    if (first?.data === undefined) throw new Error('a page without pixels')
    const whole = alike(first.data, page.width * page.height * page.samplesPerPixel)
    for (const { block, data } of parts) if (data !== undefined) put(whole, page, block, data)
    return whole
  })
}

function inPlanes({ planarConfiguration }: Page): boolean {
  return planarConfiguration === PLANES
}

function blocksOf(page: Page): Block[] {
  const { width, height, samplesPerPixel: samples } = page
  const across = page.tiled ? (page.tileWidth ?? 0) : width
  const down = page.tiled ? (page.tileHeight ?? 0) : Math.min(page.rowsPerStrip, height)
  if (!(across > 0 && down > 0)) throw new Error('blocks without a size')
  const offsets = page.tiled ? page.tileOffsets : page.stripOffsets
  const lengths = page.tiled ? page.tileByteCounts : page.stripByteCounts
  const columns = Math.ceil(width / across)
  const each = columns * Math.ceil(height / down)
  const count = inPlanes(page) ? each * samples : each
  return Array.from({ length: count }, (_, i) => {
    const offset = offsets[i]
    const length = lengths[i]
    if (offset === undefined || length === undefined) throw new Error('a block is missing')
    const place = i % each
    const y = Math.floor(place / columns) * down
    return {
      x: (place % columns) * across,
      y,
      width: across,
      // A tile is whole, beyond the page's end as well.
      height: page.tiled ? down : Math.min(down, height - y),
      plane: inPlanes(page) ? Math.floor(i / each) : null,
      offset,
      length,
    }
  })
}

/** A copy of the file that has these blocks for pages. */
function withPages(
  file: Uint8Array,
  pages: readonly Page[],
  blocks: readonly (readonly Block[])[],
): Uint8Array {
  const lists = pages.flatMap((page, i) => (blocks[i] ?? []).map((block) => entriesOf(page, block)))
  const start = file.length + (file.length % 2)
  const out = new Uint8Array(start + lists.reduce((sum, list) => sum + 6 + 12 * list.length, 0))
  out.set(file)
  const view = viewOf(out)
  const little = file[0] === 0x49
  let link = 4
  let at = start
  for (const list of lists) {
    view.setUint32(link, at, little)
    view.setUint16(at, list.length, little)
    list.forEach(([tag, value], k) => {
      view.setUint16(at + 2 + 12 * k, tag, little)
      view.setUint16(at + 4 + 12 * k, LONG, little)
      view.setUint32(at + 6 + 12 * k, 1, little)
      view.setUint32(at + 10 + 12 * k, value, little)
    })
    link = at + 2 + 12 * list.length
    at = link + 4
  }
  return out
}

const LONG = 4

function entriesOf(page: Page, block: Block): [tag: number, value: number][] {
  const extra = block.plane === null ? page.extraSamples?.[0] : undefined
  return [
    [256, block.width],
    [257, block.height],
    [BITS, bitsOf(page)],
    [259, page.compression],
    [262, page.type === WHITE_IS_ZERO ? WHITE_IS_ZERO : BLACK_IS_ZERO],
    [273, block.offset],
    [277, block.plane === null ? page.samplesPerPixel : 1],
    [278, block.height],
    [279, block.length],
    [317, page.predictor],
    ...(extra === undefined ? [] : ([[338, extra]] as [number, number][])),
    [339, page.sampleFormat],
  ]
}

function alike(data: Data, length: number): Data {
  if (data instanceof Uint8Array) return new Uint8Array(length)
  if (data instanceof Uint16Array) return new Uint16Array(length)
  return data instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)
}

function put(whole: Data, page: Page, { x, y, width, height, plane }: Block, data: Data): void {
  const { samplesPerPixel: samples } = page
  const own = plane === null ? samples : 1
  const columns = Math.min(width, page.width - x)
  const rows = Math.min(height, page.height - y)
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const from = (row * width + column) * own
      const to = ((y + row) * page.width + x + column) * samples + (plane ?? 0)
      for (let c = 0; c < own; c++) whole[to + c] = data[from + c] ?? 0
    }
  }
}
