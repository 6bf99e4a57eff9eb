/**
 * Pictures on the device as one picture with a cell for each: its pixels, the words of its score, the colour of its edge.
 * Must not know where on the stage they go.
 */
import type { Box } from '../../../common/items/tile-layout.ts'
import { UNDECIDED } from '../palette.ts'
import type { Pen } from '../pen.ts'
import { EDGE, edged, type TileSource } from '../tile-source.ts'
import { AROUND, drawTile } from '../tile-sheet.ts'
import type { DevicePictures } from './on-device.ts'
import type { Presenter } from './presenter.ts'
import { rgb } from './shaders.ts'
import { wordSheet, type Sheet } from './score-words.ts'

/** What is shown of them. */
export interface AtlasPlan {
  readonly count: number
  readonly size: number
  readonly channels: 1 | 3
  /** Height of the words, CSS pixels; 0: none. */
  readonly letters: number
  /** Where one of the tiles goes; all lie alike between device pixels. */
  readonly tile: Box
}

interface Cells {
  readonly columns: number
  readonly rows: number
  readonly width: number
  readonly height: number
}

/** Draws the atlas now. */
export function openAtlas(
  pen: Pen,
  { items, logits, presenter }: DevicePictures,
  plan: AtlasPlan,
): TileSource {
  const { count, size, channels } = plan
  const words = plan.letters === 0 ? null : wordsFor(pen, presenter, plan)
  const cells = cellsFor(plan, words?.sheet ?? null)
  const { columns, width, height } = cells
  const [wordWidth, wordHeight] = [words?.sheet.width ?? 0, words?.sheet.height ?? 0]
  const settings = Uint32Array.of(columns, count, size, channels, width, height, wordWidth, wordHeight)
  const atlas = presenter.render(columns * width, cells.rows * height, (pass) =>
    presenter.run(pass, 'pictures', {
      constants: { MIDDLE: rgb(UNDECIDED), AROUND: `${AROUND}u` },
      reads: [
        presenter.uniform('pictures', settings),
        presenter.tensor(items),
        presenter.tensor(logits),
        words?.view ?? presenter.sheet('nothing', '', nothing).view,
      ],
      vertices: 3,
    }),
  )
  return sourceOf(pen, atlas, { cells, size, words: words?.sheet ?? null, letters: plan.letters })
}

function nothing(): Sheet {
  return { width: 1, height: 1, rows: 1, bytes: new Uint8Array(4 * 16) }
}

/** The words as they lie below a tile. */
function wordsFor({ scale, palette }: Pen, presenter: Presenter, { letters, tile }: AtlasPlan) {
  const { middle, top } = wordsPlace(tile, letters, scale)
  const style = { size: letters, scale, ink: palette.ink, left: fraction(middle), top: fraction(top) }
  return presenter.sheet(`words ${letters}`, JSON.stringify(style), () => wordSheet(style))
}

/** Middle and top of the words below a tile, device pixels: as `drawNumber` in tile-source.ts has them. */
function wordsPlace(tile: Box, letters: number, scale: number): { middle: number; top: number } {
  return {
    middle: (tile.x + tile.width / 2) * scale,
    top: (tile.y + tile.height + EDGE + letters * 0.25) * scale,
  }
}

/** Within a thousandth, so that rounding does not make two of one. */
function fraction(value: number): number {
  const part = Math.round(1000 * (value - Math.floor(value))) / 1000
  return part === 1 ? 0 : part
}

function cellsFor({ count, size }: AtlasPlan, words: Sheet | null): Cells {
  const columns = Math.ceil(Math.sqrt(count))
  return {
    columns,
    rows: Math.ceil(count / columns),
    width: even(Math.max(size + 2 * AROUND, words?.width ?? 0)),
    height: even(size + 2 * AROUND + (words?.height ?? 0) + 1),
  }
}

/** Halved pictures, as a smooth reduction takes them, then begin where cells do. */
function even(length: number): number {
  return length + (length % 2)
}

function sourceOf(
  pen: Pen,
  atlas: ImageBitmap,
  { cells, size, words, letters }: { cells: Cells; size: number; words: Sheet | null; letters: number },
): TileSource {
  const { context, scale } = pen
  const corner = (index: number) => ({
    x: (index % cells.columns) * cells.width,
    y: Math.floor(index / cells.columns) * cells.height,
  })
  return {
    edge(index, tile) {
      const from = corner(index)
      context.imageSmoothingEnabled = false
      context.drawImage(...([atlas, from.x, from.y + cells.height - 1, 1, 1] as const), ...edged(tile, scale))
    },
    tile(index, box) {
      const { x, y } = corner(index)
      drawTile(pen, atlas, { x: x + AROUND, y: y + AROUND }, size, box)
    },
    number(index, box) {
      if (words === null) return
      const from = corner(index)
      const { middle, top } = wordsPlace(box, letters, scale)
      const { width, height } = words
      context.imageSmoothingEnabled = false
      context.drawImage(
        ...([atlas, from.x, from.y + size + 2 * AROUND, width, height] as const),
        ...([(floorOf(middle) - width / 2) / scale, (floorOf(top) - 1) / scale] as const),
        ...([width / scale, height / scale] as const),
      )
    },
    close: () => atlas.close(),
  }
}

/** The whole part that `fraction` leaves. */
function floorOf(value: number): number {
  return Math.round(value - fraction(value))
}
