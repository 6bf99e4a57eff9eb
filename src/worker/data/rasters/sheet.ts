/**
 * A sheet of many small pictures: finds the tiles it is made of and cuts it. Told from a photo by what repeats: straight lines
 * of background between the tiles, or edges that stand at every n-th column and row. Pure.
 */
import type { Size } from '../../../common/items/data-card.ts'
import { borderColour } from '../pixels/border.ts'
import { fullOf, type Picture } from '../pixels/picture.ts'

type Choice = 'auto' | Size | null

export interface Sheet {
  readonly tile: Size
  readonly columns: number
  readonly rows: number
}

const LEAST_SHEET = 32
const MOST_PIXELS = 16e6
const LEAST_TILE = 8
const MOST_TILE = 512
const LEAST_TILES = 4
/** A line between tiles is background but for this share. */
const LINE = 0.98
/** Samples that differ by no more, of 255, are one colour. */
const ALIKE = 12
/** This share of the tiles shows something. */
const FULL = 0.5
/** Edges between tiles are so many times stronger than others, with at least so many tiles on each side. */
const STRONGER = 3
const LEAST_EACH_WAY = 4

/** Could it be one, or does the person say that it is? Then it must be decoded in full. */
export function mayBeSheet({ width, height }: Size, choice: Choice): boolean {
  if (choice === null) return false
  if (choice !== 'auto') return width >= choice.width && height >= choice.height
  return Math.max(width, height) >= LEAST_SHEET && width * height <= MOST_PIXELS
}

/** The tiles it is made of; null where it is one picture. @param picture in full size */
export function sheetOf(picture: Picture, choice: Choice): Sheet | null {
  if (choice === null) return null
  const { width, height } = picture
  const of = (tile: Size): Sheet => ({
    tile,
    columns: Math.floor(width / tile.width),
    rows: Math.floor(height / tile.height),
  })
  if (choice !== 'auto') return of(choice)
  const tile = byLines(picture) ?? byEdges(picture)
  return tile === null ? null : of(tile)
}

/** Row by row; those that show nothing but background are no pictures. */
export function tiles(picture: Picture, { tile, columns, rows }: Sheet): Picture[] {
  const isBlank = blankness(picture)
  const cut: Picture[] = []
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const one = cutOut(picture, column * tile.width, row * tile.height, tile)
      if (!isBlank(one)) cut.push(one)
    }
  }
  return cut
}

function cutOut({ width, channels, bytes }: Picture, left: number, top: number, tile: Size): Picture {
  const row = tile.width * channels
  const out =
    bytes instanceof Uint16Array ? new Uint16Array(row * tile.height) : new Uint8Array(row * tile.height)
  for (let y = 0; y < tile.height; y++) {
    const from = ((top + y) * width + left) * channels
    out.set(bytes.subarray(from, from + row), y * row)
  }
  return { ...tile, channels, bytes: out }
}

/** Is a pixel, counted in samples, background? Whatever cannot be seen is. */
function backgroundOf(picture: Picture): (bytes: Picture['bytes'], at: number) => boolean {
  const { channels } = picture
  const colour = borderColour(picture)
  const near = (ALIKE * fullOf(picture.bytes)) / 255
  return (bytes, at) => {
    if (channels === 4 && (bytes[at + 3] ?? 0) <= near && (colour[3] ?? 0) <= near) return true
    for (let c = 0; c < channels; c++)
      if (Math.abs((bytes[at + c] ?? 0) - (colour[c] ?? 0)) > near) return false
    return true
  }
}

function blankness(picture: Picture): (tile: Picture) => boolean {
  const isBackground = backgroundOf(picture)
  return ({ channels, bytes }) => {
    for (let at = 0; at < bytes.length; at += channels) if (!isBackground(bytes, at)) return false
    return true
  }
}

/** The smallest tile whose every border is a line of background. */
function byLines(picture: Picture): Size | null {
  const { width, height, channels, bytes } = picture
  const isBackground = backgroundOf(picture)
  const across = new Uint32Array(width)
  const down = new Uint32Array(height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!isBackground(bytes, (y * width + x) * channels)) continue
      across[x] = (across[x] ?? 0) + 1
      down[y] = (down[y] ?? 0) + 1
    }
  }
  const isLine = (counts: Uint32Array, length: number) => (at: number) =>
    Math.max(counts[at - 1] ?? 0, counts[at] ?? 0) >= LINE * length
  const lineAcross = isLine(across, height)
  const lineDown = isLine(down, width)
  for (const tile of candidates(width, height)) {
    if (!multiples(tile.width, width).every(lineAcross)) continue
    if (!multiples(tile.height, height).every(lineDown)) continue
    if (isFull(picture, tile)) return tile
  }
  return null
}

/** The tile at whose borders the edges are strongest, if they are far stronger than all others. */
function byEdges(picture: Picture): Size | null {
  const { width, height } = picture
  const across = edges(picture, 'across')
  const down = edges(picture, 'down')
  let best: Size | null = null
  let strength = STRONGER
  for (const tile of candidates(width, height)) {
    if (width / tile.width < LEAST_EACH_WAY || height / tile.height < LEAST_EACH_WAY) continue
    const found = Math.min(contrast(across, tile.width), contrast(down, tile.height))
    if (found > strength) [best, strength] = [tile, found]
  }
  return best
}

/** Mean difference of each column from the one before, or of each row. */
function edges({ width, height, channels, bytes }: Picture, way: 'across' | 'down'): Float64Array {
  const stride = way === 'across' ? channels : width * channels
  const sums = new Float64Array(way === 'across' ? width : height)
  for (let y = way === 'down' ? 1 : 0; y < height; y++) {
    for (let x = way === 'across' ? 1 : 0; x < width; x++) {
      const at = (y * width + x) * channels
      const to = way === 'across' ? x : y
      for (let c = 0; c < channels; c++)
        sums[to] = (sums[to] ?? 0) + Math.abs((bytes[at + c] ?? 0) - (bytes[at + c - stride] ?? 0))
    }
  }
  return sums
}

/** How many times stronger the weakest of the edges at multiples is than others are on average. */
function contrast(sums: Float64Array, step: number): number {
  let weakest = Infinity
  let others = 0
  let count = 0
  for (let at = 1; at < sums.length; at++) {
    const sum = sums[at] ?? 0
    if (at % step === 0) weakest = Math.min(weakest, sum)
    else {
      others += sum
      count++
    }
  }
  if (others === 0) return weakest > 0 ? Infinity : 0
  return (weakest * count) / others
}

/** Sizes that part a sheet without a rest, square ones first, small ones first. */
function candidates(width: number, height: number): Size[] {
  const divisors = (side: number) =>
    Array.from({ length: Math.min(side, MOST_TILE) + 1 }, (_, i) => i).filter(
      (i) => i >= LEAST_TILE && side % i === 0,
    )
  const sizes = divisors(width).flatMap((w) => divisors(height).map((h) => ({ width: w, height: h })))
  const enough = sizes.filter((tile) => (width / tile.width) * (height / tile.height) >= LEAST_TILES)
  const oblong = ({ width: w, height: h }: Size) => Math.max(w / h, h / w)
  const likely = enough.filter((tile) => oblong(tile) <= 2)
  return likely.sort((a, b) => oblong(a) - oblong(b) || a.width * a.height - b.width * b.height)
}

function multiples(step: number, length: number): number[] {
  return Array.from({ length: Math.ceil(length / step) - 1 }, (_, i) => (i + 1) * step)
}

function isFull(picture: Picture, tile: Size): boolean {
  const columns = picture.width / tile.width
  const rows = picture.height / tile.height
  return tiles(picture, { tile, columns, rows }).length >= FULL * columns * rows
}
