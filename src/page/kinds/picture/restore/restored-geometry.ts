/** Where the rows of restored pictures lie, how the keys walk among them, and where one is magnified. The worker draws by the same layout. */
import { boxOfRow, type RestoredLayout } from '../../../../common/items/restored-layout.ts'

const GAP = 8
/** What a magnified row needs beside its pictures: name, captions, frame. */
const AROUND = { width: 26, height: 92 }
const LARGEST = 176
const LEAST = 72
/** Below so many pixels a magnified row is broken in two. */
const NARROW = 480

/**
 * Where a key leads; the first row when there was none; null for a key that leads nowhere.
 * @param count pictures there are: fewer than fit, perhaps
 */
export function walkRows(
  { beside, rows }: RestoredLayout,
  count: number,
  from: number | null,
  key: string,
): number | null {
  const there = Math.min(count, rows.length)
  const to = (row: number): number | null => (row >= 0 && row < there ? row : from)
  if (from === null) return KEYS.includes(key) && there > 0 ? 0 : null
  switch (key) {
    case 'ArrowRight':
      return to(from + 1)
    case 'ArrowLeft':
      return to(from - 1)
    case 'ArrowDown':
      return to(from + beside)
    case 'ArrowUp':
      return to(from - beside)
    case 'Home':
      return to(0)
    case 'End':
      return to(there - 1)
    default:
      return null
  }
}

const KEYS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']

/** Where a row is magnified: below it, or above where there is more room. Distances from the stage’s edges. */
export interface MagnifierPlace {
  readonly across: number
  readonly side: number
  readonly edge: { readonly top: number } | { readonly bottom: number }
}

/** @param tiles pictures magnified @returns null where there is no such row */
export function placeMagnifier(
  box: { readonly width: number; readonly height: number },
  { rows, numbered }: RestoredLayout,
  row: number,
  tiles: number,
): MagnifierPlace | null {
  const boxes = rows[row]
  if (boxes === undefined) return null
  const { y, height } = boxOfRow(boxes, numbered)
  const above = y
  const below = box.height - y - height
  const across = box.width < NARROW ? Math.ceil(tiles / 2) : tiles
  const lines = Math.ceil(tiles / across)
  const wide = (box.width - AROUND.width - (across - 1) * GAP) / across
  const high = (Math.max(above, below) - AROUND.height - (lines - 1) * 40) / lines
  const side = Math.floor(Math.max(LEAST, Math.min(LARGEST, wide, high)))
  return { across, side, edge: below >= above ? { top: y + height + GAP } : { bottom: box.height - y + GAP } }
}
