/** Where the columns of a table stand on the stage: the worker draws them there, the page knows which lies under the hand. Pure. */
import type { Box } from './tile-layout.ts'

const GAP = { x: 28, y: 16 }
const MARGIN = 16
/** Bars twice as wide as high are read best. */
const WIDE = 2
/** Height of the words of a column. */
const WORDS = 36

/** One box for each column, in order, row by row. */
export function cellsFor(width: number, height: number, count: number): Box[] {
  if (count === 0) return []
  const across = Array.from({ length: count }, (_, i) => i + 1)
    .map((columns) => ({ columns, cell: cellOf(width, height, count, columns) }))
    .reduce((best, one) => (score(one.cell) > score(best.cell) ? one : best))
  const { columns, cell } = across
  return Array.from({ length: count }, (_, i) => ({
    x: MARGIN + (i % columns) * (cell.width + GAP.x),
    y: MARGIN + Math.floor(i / columns) * (cell.height + GAP.y),
    ...cell,
  }))
}

type Cell = Pick<Box, 'width' | 'height'>

function cellOf(width: number, height: number, count: number, columns: number): Cell {
  const rows = Math.ceil(count / columns)
  return {
    width: (width - 2 * MARGIN - (columns - 1) * GAP.x) / columns,
    height: (height - 2 * MARGIN - (rows - 1) * GAP.y) / rows,
  }
}

/** How large the bars of the wanted shape are that fit in, between the words above and below them. */
function score({ width, height }: Cell): number {
  return Math.min(width / WIDE, height - WORDS)
}
