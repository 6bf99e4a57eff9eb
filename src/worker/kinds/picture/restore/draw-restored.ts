/** Draws restored pictures, row by row, with the names of the columns above and how near each comes below. */
import { NAMES, restoredLayout } from '../../../../common/items/restored-layout.ts'
import { fitted, letter, type Pen } from '../../../draw/pen.ts'
import type { RestoredColumn, RestoredScene } from '../../../draw/scene.ts'
import type { TileSheet } from '../../../draw/tile-sheet.ts'
import { arraySource, EDGE } from '../../../draw/tile-source.ts'
import type { Box } from '../../../../common/items/tile-layout.ts'

const LETTERS = 11
/** The largest that a name fits its tile in. */
const NAME_SIZES = [12, 11, 10, 9.5]

export function drawRestored(pen: Pen, scene: RestoredScene, sheet: TileSheet): void {
  const { columns, across, size, count } = scene
  const layout = restoredLayout(pen, { tiles: columns.length, across, size }, pen.scale)
  const rows = layout.rows.slice(0, count)
  columns.forEach((column, at) => {
    const tiles = rows.flatMap((row) => row[at] ?? [])
    const plan = { count: tiles.length, size, channels: 3, letters: LETTERS } as const
    const source = arraySource(pen, column.pictures, plan, sheet)
    tiles.forEach((tile, i) => {
      if (i < layout.beside) drawName(pen, tile, column)
      // D puts no edge around what it is not asked about.
      if (column.pictures.scores.length > 0) source.edge(i, tile)
      else drawHairline(pen, tile)
      source.tile(i, tile)
      if (layout.numbered) drawDecibels(pen, tile, column.decibels?.[i] ?? NaN)
    })
    source.close()
  })
}

function drawName({ context, palette }: Pen, tile: Box, { id, label, short }: RestoredColumn): void {
  const room = tile.width + 4
  const fits = (name: string) =>
    NAME_SIZES.some((size) => {
      letter(context, size, 600)
      return context.measureText(name).width <= room
    })
  const name = fits(label) || short === undefined ? label : short
  fits(name)
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillStyle = id === 'output' ? palette.fake : id === 'truth' ? palette.real : palette.ink
  context.fillText(fitted(context, name, room), tile.x + tile.width / 2, tile.y - NAMES + 13)
}

/** White pictures end somewhere on a white page, too. */
function drawHairline({ context, palette, scale }: Pen, { x, y, width, height }: Box): void {
  const line = 1 / scale
  context.globalAlpha = 0.4
  context.fillStyle = palette.faint
  context.fillRect(x - line, y - line, width + 2 * line, height + 2 * line)
  context.globalAlpha = 1
}

function drawDecibels({ context, palette }: Pen, tile: Box, value: number): void {
  if (!Number.isFinite(value)) return
  letter(context, LETTERS)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  context.fillStyle = palette.ink
  context.fillText(`${value.toFixed(1)} dB`, tile.x + tile.width / 2, tile.y + tile.height + EDGE + 2)
}
