/**
 * Pictures that hold two side by side: cut in their middle, and told from panoramas by where the edges of both halves lie. Two views of
 * one thing have theirs in the same places; two parts of one view do not. Pure.
 */
import type { Size } from '../../../common/items/data-card.ts'
import { inFrontOf, WHITE } from './background.ts'
import { fitSquare } from './fit.ts'
import { fullOf, type Picture } from './picture.ts'

/** Of `SIDE` × `SIDE` places each: how much of an edge lies there. */
export interface HalfEdges {
  readonly left: Uint8Array
  readonly right: Uint8Array
}

/** Edges are looked for in halves of this side, and told by blocks of two. */
const SEEN = 32
const SIDE = SEEN / 2
/** Twice as wide as high, give or take this share, where the person says that there are two. */
const ABOUT = 0.1
/** Own halves are more alike than those of different pictures by so much, and by more where few tell: measured in docs/own-pictures.md. */
const CLEARLY = 0.08
const FEW_MORE = 0.2
/** And that holds for so many of the pictures. */
const MOSTLY = 0.7

/** Exactly, but for a pixel that a cut or a halving took. */
export function isDouble({ width, height }: Size): boolean {
  return height > 0 && Math.abs(width - 2 * height) <= 1
}

export function isAboutDouble({ width, height }: Size): boolean {
  return width >= 2 && Math.abs(width / height - 2) <= 2 * ABOUT
}

/** The size of either half, whichever way the file lies. */
export function halfOf({ width, height }: Size): Size {
  const half = (side: number) => Math.max(1, Math.floor(side / 2))
  return width >= height ? { width: half(width), height } : { width, height: half(height) }
}

/** Both of one size: of an odd width the column in the middle belongs to neither. */
export function cutInTwo(picture: Picture): { readonly left: Picture; readonly right: Picture } {
  const width = Math.floor(picture.width / 2)
  return { left: columns(picture, 0, width), right: columns(picture, picture.width - width, width) }
}

function columns({ width: whole, height, channels, bytes }: Picture, from: number, width: number): Picture {
  const length = width * height * channels
  const out = bytes instanceof Uint16Array ? new Uint16Array(length) : new Uint8Array(length)
  const row = width * channels
  for (let y = 0; y < height; y++) {
    const start = (y * whole + from) * channels
    out.set(bytes.subarray(start, start + row), y * row)
  }
  return { width, height, channels, bytes: out }
}

export function halfEdges(picture: Picture): HalfEdges {
  const { left, right } = cutInTwo(picture)
  return { left: edgesOf(left), right: edgesOf(right) }
}

/** Blocks of the steepness of luma, the steepest 255. */
function edgesOf(picture: Picture): Uint8Array {
  const luma = lumaOf(picture)
  const at = (x: number, y: number) => luma[Math.min(SEEN - 1, y) * SEEN + Math.min(SEEN - 1, x)] ?? 0
  const sums = new Float32Array(SIDE * SIDE)
  for (let y = 0; y < SEEN; y++) {
    for (let x = 0; x < SEEN; x++) {
      const across = at(x + 1, y) - at(Math.max(0, x - 1), y)
      const down = at(x, y + 1) - at(x, Math.max(0, y - 1))
      const block = Math.floor(y / 2) * SIDE + Math.floor(x / 2)
      sums[block] = (sums[block] ?? 0) + Math.hypot(across, down)
    }
  }
  const most = sums.reduce((high, sum) => Math.max(high, sum), 0)
  return Uint8Array.from(sums, (sum) => (most === 0 ? 0 : Math.round((255 * sum) / most)))
}

/** [SEEN, SEEN] */
function lumaOf(picture: Picture): Float32Array {
  const { channels, ...rest } = inFrontOf(picture, WHITE)
  const samples = fitSquare({ ...rest, channels }, SEEN, 'stretch')
  const full = fullOf(samples)
  return Float32Array.from({ length: SEEN * SEEN }, (_, i) => {
    const of = (c: number) => (samples[i * channels + c] ?? 0) / full
    return channels === 1 ? of(0) : 0.299 * of(0) + 0.587 * of(1) + 0.114 * of(2)
  })
}

/** Whether halves lie over each other: own ones clearly more than those of different pictures, which have in common what all have. */
export function lieOverEachOther(edges: readonly HalfEdges[]): boolean {
  const lefts = edges.map(({ left }) => unit(left))
  const rights = edges.map(({ right }) => unit(right))
  const likeness = lefts.map((left, i) => {
    const others = rights.map((right, j) => (i === j ? 0 : dot(left, right)))
    const own = dot(left, rights[i] ?? new Float32Array(0))
    return own - others.reduce((sum, other) => sum + other, 0) / Math.max(1, edges.length - 1)
  })
  const mean = likeness.reduce((sum, one) => sum + one, 0) / Math.max(1, edges.length)
  const clearly = CLEARLY + FEW_MORE / Math.sqrt(Math.max(1, edges.length))
  return mean > clearly && likeness.filter((one) => one > 0).length >= MOSTLY * edges.length
}

/** Of length one, without what a whole row has: a horizon goes through both halves of a panorama. */
function unit(edges: Uint8Array): Float32Array {
  const out = Float32Array.from(edges)
  for (let y = 0; y < SIDE; y++) {
    const row = out.subarray(y * SIDE, (y + 1) * SIDE)
    const mean = row.reduce((sum, edge) => sum + edge, 0) / SIDE
    row.forEach((edge, x) => (row[x] = edge - mean))
  }
  const length = Math.sqrt(dot(out, out))
  return length === 0 ? out : out.map((edge) => edge / length)
}

function dot(a: Float32Array, b: Float32Array): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0)
}
