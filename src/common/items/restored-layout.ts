/**
 * Where restored pictures stand on the stage: in rows of source, output, truth and so on, several rows beside each other. The one geometry
 * that the worker draws by and the page points by. Pure numbers. Units: CSS pixels.
 */
import { wholeMultiple, type Box } from './tile-layout.ts'

/** Height of the names above the tiles. */
export const NAMES = 20
/** Height of the number below a tile. */
export const DECIBELS = 16
/** Tiles narrower than this carry no number. */
const NUMBERED_FROM = 44
/** No more rows beside each other than leave tiles of this side. */
const LEAST = 46

const GAP = 6
const BETWEEN = 22
const BELOW = 8

/** So many pictures are made to be shown: large ones cost more, and fewer fit. */
export function restoredCount(size: number): number {
  return size <= 32 ? 24 : size <= 64 ? 12 : 8
}

export interface RestoredShape {
  /** Tiles of a row. */
  readonly tiles: number
  /** Tiles across that a person asked for, about. */
  readonly across: number
  /** Side of a picture in pixels. */
  readonly size: number
}

export interface RestoredLayout {
  readonly side: number
  /** Rows beside each other. */
  readonly beside: number
  readonly numbered: boolean
  /** Rows that fit, across and then down: the boxes of each one's tiles. Fewer pictures fill fewer of them. */
  readonly rows: readonly (readonly Box[])[]
}

/** Rows in a box, from its top, as wide as asked for and as many as fit, one at least. @param scale device pixels per CSS pixel */
export function restoredLayout(
  box: { readonly width: number; readonly height: number },
  { tiles, across, size }: RestoredShape,
  scale: number,
): RestoredLayout {
  const room = (beside: number) =>
    (box.width - (beside - 1) * BETWEEN - beside * (tiles - 1) * GAP - 2 * GAP) / (beside * tiles)
  let beside = Math.max(1, Math.round(across / tiles))
  while (beside > 1 && room(beside) < LEAST) beside--
  const numbered = room(beside) >= NUMBERED_FROM
  const below = BELOW + (numbered ? DECIBELS : 0)
  const high = box.height - NAMES - below
  const side = wholeMultiple(Math.max(1, Math.min(room(beside), high)), size, scale)
  const down = Math.max(1, Math.floor((box.height - NAMES) / (side + below)))
  const width = beside * (tiles * side + (tiles - 1) * GAP) + (beside - 1) * BETWEEN
  const left = Math.max(0, (box.width - width) / 2)
  const snapped = (value: number) => Math.floor(value * scale) / scale
  const rows = Array.from({ length: beside * down }, (_, row) => {
    const x = left + (row % beside) * (tiles * (side + GAP) - GAP + BETWEEN)
    const y = NAMES + Math.floor(row / beside) * (side + below)
    return Array.from({ length: tiles }, (__, tile) => ({
      x: snapped(x + tile * (side + GAP)),
      y: snapped(y),
      width: side,
      height: side,
    }))
  })
  return { side, beside, numbered, rows }
}

/** What frames a row, with its numbers. */
export function boxOfRow(row: readonly Box[], numbered: boolean): Box {
  const [first] = row
  const last = row.at(-1)
  if (first === undefined || last === undefined) return { x: 0, y: 0, width: 0, height: 0 }
  const height = first.height + (numbered ? DECIBELS : 0)
  return { x: first.x, y: first.y, width: last.x + last.width - first.x, height }
}

/** The row under a point; −1 between them. */
export function rowAt({ rows, numbered }: RestoredLayout, x: number, y: number): number {
  return rows.findIndex((row) => {
    const box = boxOfRow(row, numbered)
    return x >= box.x && x < box.x + box.width && y >= box.y && y < box.y + box.height
  })
}
