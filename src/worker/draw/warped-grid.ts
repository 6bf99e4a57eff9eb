/**
 * The generator's warped grid: each cell as opaque as the generator's samples are dense there, every other line drawn.
 * Opacity is absolute: it does not change with the zoom.
 */
import { column, row, type Frame } from './frame.ts'
import type { Pen } from './pen.ts'
import type { WarpedGrid } from './scene.ts'

/** Steps of opacity: cells of a step share one path. */
const STEPS = 14
const MOST_OPAQUE = 0.72
/** Density at which a cell has 63 % of its opacity, in units of the even density over the dataset's square. */
const MIDDLE = 5
/** Of how many cells a line is drawn. */
const LINE_EVERY = 2

export function drawGrid(pen: Pen, frame: Frame, grid: WarpedGrid, extent: number): void {
  const { context, palette } = pen
  context.lineJoin = 'round'
  if (grid.rows === 0) {
    drawCurve(pen, frame, grid, extent)
    return
  }
  fillCells(pen, frame, grid, extent)
  context.beginPath()
  traceLines(pen, frame, grid)
  context.strokeStyle = palette.fake
  context.lineWidth = 0.8
  context.globalAlpha = 0.55
  context.stroke()
  context.globalAlpha = 1
}

/** Opacity of a density, in [0, 1]. @param even what an even spread over the dataset's square would have */
export function opacityOf(density: number, even: number): number {
  if (Number.isNaN(density)) return 0
  return MOST_OPAQUE * (1 - Math.exp(-density / (MIDDLE * even)))
}

function fillCells({ context, palette }: Pen, frame: Frame, grid: WarpedGrid, extent: number): void {
  const even = 1 / (2 * extent) ** 2
  const byStep: number[][] = Array.from({ length: STEPS }, () => [])
  grid.densities.forEach((density, cell) => {
    const step = Math.round((opacityOf(density, even) / MOST_OPAQUE) * (STEPS - 1))
    byStep[step]?.push(cell)
  })
  context.fillStyle = palette.fake
  byStep.forEach((cells, step) => {
    if (step === 0 || cells.length === 0) return
    context.beginPath()
    for (const cell of cells) traceCell(context, frame, grid, cell)
    context.globalAlpha = (MOST_OPAQUE * step) / (STEPS - 1)
    context.fill('nonzero')
  })
  context.globalAlpha = 1
}

/** All cells go round the same way, so that where two overlap they do not cancel out. */
function traceCell(
  context: Pen['context'],
  frame: Frame,
  { columns, places }: WarpedGrid,
  cell: number,
): void {
  const first = Math.floor(cell / columns) * (columns + 1) + (cell % columns)
  const corners = [first, first + 1, first + columns + 2, first + columns + 1].map((corner) => ({
    x: column(frame, places[2 * corner] ?? NaN),
    y: row(frame, places[2 * corner + 1] ?? NaN),
  }))
  const [a, b, c, d] = corners
  if (a === undefined || b === undefined || c === undefined || d === undefined) return
  const turned = (c.x - a.x) * (d.y - b.y) - (c.y - a.y) * (d.x - b.x) < 0
  context.moveTo(a.x, a.y)
  for (const corner of turned ? [d, c, b] : [b, c, d]) context.lineTo(corner.x, corner.y)
  context.closePath()
}

function traceLines({ context }: Pen, frame: Frame, { columns, rows, places }: WarpedGrid): void {
  const visit = (at: number, begins: boolean) => {
    const x = column(frame, places[2 * at] ?? NaN)
    const y = row(frame, places[2 * at + 1] ?? NaN)
    if (begins) context.moveTo(x, y)
    else context.lineTo(x, y)
  }
  for (let up = 0; up <= rows; up += LINE_EVERY) {
    for (let across = 0; across <= columns; across++) visit(up * (columns + 1) + across, across === 0)
  }
  for (let across = 0; across <= columns; across += LINE_EVERY) {
    for (let up = 0; up <= rows; up++) visit(up * (columns + 1) + across, up === 0)
  }
}

/** One latent dimension becomes a curve, thick where it is dense. */
function drawCurve({ context, palette }: Pen, frame: Frame, grid: WarpedGrid, extent: number): void {
  context.strokeStyle = palette.fake
  context.lineCap = 'round'
  grid.densities.forEach((density, i) => {
    const at = (corner: number) =>
      [column(frame, grid.places[2 * corner] ?? NaN), row(frame, grid.places[2 * corner + 1] ?? NaN)] as const
    context.beginPath()
    context.moveTo(...at(i))
    context.lineTo(...at(i + 1))
    context.lineWidth = 1 + 6 * opacityOf(density, 1 / (2 * extent))
    context.globalAlpha = 0.75
    context.stroke()
  })
  context.globalAlpha = 1
}
