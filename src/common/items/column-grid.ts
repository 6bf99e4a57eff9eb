/** Where the columns of a table stand on the stage: the worker draws them there, the page knows which lies under the hand. Pure. */
import type { Box } from './tile-layout.ts'

interface Layout {
  /** Between boxes. */
  readonly gap: { readonly x: number; readonly y: number }
  /** Height of the words of a column. */
  readonly words: number
}

const WORDED: Layout = { gap: { x: 28, y: 16 }, words: 36 }
/** Of so many columns that their words would have no room. */
const BARE: Layout = { gap: { x: 6, y: 8 }, words: 0 }
/** On a stage as wide as a phone bars need the room more. */
const NARROW = { below: 480, gap: 12 }
const MARGIN = 16
/** Bars twice as wide as high are read best. */
const WIDE = 2
/** Boxes that are less wide have no room for a name: of two others the wider ones are better. */
const NAME = 96
/** Bars that are less high are nothing beside words. */
const LEAST = 12

/** One box for each column, in order, row by row. */
export function cellsFor(width: number, height: number, count: number): Box[] {
  if (count === 0) return []
  const worded = bestOf(width, height, count, WORDED)
  const { columns, cell, gap } = worded.score >= LEAST ? worded : bestOf(width, height, count, BARE)
  return Array.from({ length: count }, (_, i) => ({
    x: MARGIN + (i % columns) * (cell.width + gap.x),
    y: MARGIN + Math.floor(i / columns) * (cell.height + gap.y),
    ...cell,
  }))
}

/** Whether a box of a column has room for its words. */
export function hasWords({ width, height }: Cell): boolean {
  return scoreOf({ width, height }, WORDED) >= LEAST
}

type Cell = Pick<Box, 'width' | 'height'>

/** The largest boxes that fit. */
function bestOf(width: number, height: number, count: number, layout: Layout) {
  const gap = width < NARROW.below ? { ...layout.gap, x: Math.min(NARROW.gap, layout.gap.x) } : layout.gap
  return Array.from({ length: count }, (_, i) => {
    const cell = cellOf(width, height, count, i + 1, gap)
    return { columns: i + 1, cell, gap, score: scoreOf(cell, layout) }
  }).reduce((best, one) => (one.score > best.score ? one : best))
}

function cellOf(width: number, height: number, count: number, columns: number, gap: Layout['gap']): Cell {
  const rows = Math.ceil(count / columns)
  return {
    width: Math.max(1, (width - 2 * MARGIN - (columns - 1) * gap.x) / columns),
    height: Math.max(1, (height - 2 * MARGIN - (rows - 1) * gap.y) / rows),
  }
}

/** How large the bars of the wanted shape are that fit in, between the words above and below them. */
function scoreOf({ width, height }: Cell, { words }: Layout): number {
  const shape = words > 0 && width < NAME ? 2 * WIDE : WIDE
  return Math.min(width / shape, height - words)
}
