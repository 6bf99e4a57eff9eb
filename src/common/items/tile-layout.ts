/**
 * Where the tiles of a stage of pictures go: the one geometry that the worker draws by and the page points by. Pure
 * numbers, so that "nothing is ever clipped" can be tested. Units: CSS pixels.
 */

/** A rectangle, from the top left. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Height of the words above a panel. */
export const CAPTION = 22
/** Height of the number below a tile. */
export const NUMBER = 14
/** Tiles narrower than this carry no number. */
const NUMBERED_FROM = 36

/** Height of the names above the columns. */
export const HEADS = 14

const GAP = 6
const PANEL_GAP = 20
/** A whole multiple is taken when it costs no more than this share of the room. */
const WORTH = 0.75

export interface Grid {
  /** Side of a tile. */
  readonly side: number
  readonly columns: number
  readonly rows: number
  readonly numbered: boolean
  /** Boxes of the tiles, row by row; as many as are shown. */
  readonly tiles: readonly Box[]
}

/** Splits the canvas into equal panels: side by side, or one above the other on a tall one. */
export function splitPanels(width: number, height: number, count: number): Box[] {
  if (count === 1) return [{ x: 0, y: 0, width, height }]
  if (height > 1.2 * width) {
    const each = (height - PANEL_GAP * (count - 1)) / count
    return Array.from({ length: count }, (_, i) => ({ x: 0, y: i * (each + PANEL_GAP), width, height: each }))
  }
  const each = (width - PANEL_GAP * (count - 1)) / count
  return Array.from({ length: count }, (_, i) => ({ x: i * (each + PANEL_GAP), y: 0, width: each, height }))
}

/**
 * A centred grid of square tiles in a box: as wide as the columns allow, as many rows as fit, at least one.
 * @param size side of a picture in pixels @param scale device pixels per CSS pixel
 * @param withNumbers where there is room for them
 */
export function layTiles(
  box: Box,
  count: number,
  columns: number,
  size: number,
  scale: number,
  withNumbers = true,
): Grid {
  const across = Math.max(1, Math.min(columns, count))
  const byWidth = (box.width - GAP * (across + 1)) / across
  const numbered = withNumbers && byWidth >= NUMBERED_FROM
  const below = GAP + (numbered ? NUMBER : 0)
  const side = wholeMultiple(Math.max(1, Math.min(byWidth, box.height - GAP - below)), size, scale)
  const fitting = Math.floor((box.height - GAP) / (side + below))
  const rows = Math.max(1, Math.min(Math.ceil(count / across), fitting))
  const left = box.x + (box.width - across * side - (across - 1) * GAP) / 2
  const top = box.y + (box.height - rows * (side + below) + GAP) / 2
  const snapped = (value: number) => Math.floor(value * scale) / scale
  const tiles = Array.from({ length: Math.min(count, rows * across) }, (_, i) => ({
    x: snapped(left + (i % across) * (side + GAP)),
    y: snapped(top + Math.floor(i / across) * (side + below)),
    width: side,
    height: side,
  }))
  return { side, columns: across, rows, numbered, tiles }
}

/** As `layTiles`, without numbers, and as small as it takes for all of them to be seen. */
export function layAll(box: Box, count: number, columns: number, size: number, scale: number): Grid {
  const rows = Math.max(1, Math.ceil(count / columns))
  const pitch = Math.min((box.width - GAP) / columns, (box.height - GAP) / rows)
  const width = pitch * columns + GAP
  const height = pitch * rows + GAP
  // A hundredth of a pixel: rounding must not cost a row.
  const middle = {
    x: box.x + (box.width - width) / 2,
    y: box.y + (box.height - height) / 2,
    width,
    height: height + 0.01,
  }
  return layTiles(middle, count, columns, size, scale, false)
}

/** The largest whole number of device pixels per picture's pixel, or the room itself when that wastes too much. */
export function wholeMultiple(room: number, size: number, scale: number): number {
  const factor = Math.floor((room * scale) / size)
  const whole = (factor * size) / scale
  return whole >= WORTH * room ? whole : Math.max(1, Math.floor(room * scale)) / scale
}

/** What a panel of tiles must leave room for. */
export interface PanelShape {
  readonly count: number
  readonly columns: number
  /** Side of a picture in pixels. */
  readonly size: number
  /** Names stand above the columns. */
  readonly headed: boolean
  /** Without a caption. */
  readonly bare: boolean
}

/** The grid of one panel, below its caption and its columns' names. @param scale device pixels per CSS pixel */
export function panelGrid(box: Box, { count, columns, size, headed, bare }: PanelShape, scale: number): Grid {
  const above = (bare ? 0 : CAPTION) + (headed ? HEADS : 0)
  const lay = bare ? layAll : layTiles
  return lay({ ...box, y: box.y + above, height: box.height - above }, count, columns, size, scale)
}

/** Tile under a point; −1 between them. */
export function tileAt({ tiles }: Grid, x: number, y: number): number {
  return tiles.findIndex(
    (tile) => x >= tile.x && x < tile.x + tile.width && y >= tile.y && y < tile.y + tile.height,
  )
}
