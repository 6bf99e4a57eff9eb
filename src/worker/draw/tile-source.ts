/** Pictures that can be put on tiles, each with its edge and the number below it. Must not know where tiles go. */
import type { Box } from '../../common/items/tile-layout.ts'
import { css, scoreColour, UNDECIDED } from './palette.ts'
import { letter, type Pen, scoreText, snap } from './pen.ts'
import type { Pictures } from './scene.ts'
import { AROUND, drawTile, type TileSheet } from './tile-sheet.ts'

/** Width of a tile's edge, CSS pixels. */
export const EDGE = 2

/** Draws parts of picture `index`; `tile` is where its pixels go. */
export interface TileSource {
  edge(index: number, tile: Box): void
  tile(index: number, tile: Box): void
  /** The score, below the tile. */
  number(index: number, tile: Box): void
  /** Nothing more is drawn from it. */
  close(): void
}

/** What is shown of the pictures. */
export interface TilePlan {
  readonly count: number
  readonly size: number
  readonly channels: 1 | 3
  /** Height of the numbers, CSS pixels. */
  readonly letters: number
}

/** From plain numbers. */
export function arraySource(pen: Pen, pictures: Pictures, plan: TilePlan, sheet: TileSheet): TileSource {
  const source = sheet.load(pictures, plan.count, plan.size, plan.channels)
  const score = (index: number) => pictures.scores[index] ?? NaN
  return {
    edge: (index, tile) => drawEdge(pen, tile, score(index)),
    tile: (index, tile) =>
      drawTile(pen, source, { x: AROUND, y: index * (plan.size + 2 * AROUND) + AROUND }, plan.size, tile),
    number: (index, tile) => drawNumber(pen, tile, score(index), plan.letters),
    close: () => undefined,
  }
}

/** A tile with its edge, whose width is a whole number of device pixels. */
export function edged({ x, y, width, height }: Box, scale: number): [number, number, number, number] {
  const edge = snap(EDGE, scale)
  return [x - edge, y - edge, width + 2 * edge, height + 2 * edge]
}

function drawEdge({ context, scale }: Pen, tile: Box, score: number): void {
  context.fillStyle = css(scoreColour(Number.isNaN(score) ? 0.5 : score, UNDECIDED, 1))
  context.fillRect(...edged(tile, scale))
}

function drawNumber({ context, palette }: Pen, tile: Box, score: number, size: number): void {
  letter(context, size)
  context.textAlign = 'center'
  context.textBaseline = 'top'
  context.fillStyle = palette.ink
  context.fillText(scoreText(score), tile.x + tile.width / 2, tile.y + tile.height + EDGE + size * 0.25)
}
