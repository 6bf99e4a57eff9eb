/** Where each picture of the stage lies, and how the keys walk among them. The worker draws by the same geometry. */
import { panelGrid, splitPanels, tileAt, type Box, type Grid } from '../../../common/items/tile-layout.ts'
import type { PictureSide, PictureTarget } from '../../../common/protocol/picture-explanation.ts'
import type { View } from '../../state/store-types.ts'

export interface WallPanel {
  readonly side: PictureSide
  readonly grid: Grid
}

/** @param size side of a picture in pixels @param headed columns have names @param scale device pixels per CSS pixel */
export function wallPanels(
  box: { width: number; height: number },
  { show, columns }: Pick<View, 'show' | 'columns'>,
  size: number,
  headed: boolean,
  scale: number,
): WallPanel[] {
  const sides: PictureSide[] = show === 'both' ? ['fake', 'real'] : [show]
  const shape = { count: columns * columns, columns, size, headed, bare: false }
  return splitPanels(box.width, box.height, sides.length).flatMap((panel, i) => {
    const side = sides[i]
    return side === undefined ? [] : [{ side, grid: panelGrid(panel, shape, scale) }]
  })
}

/** The picture under a point; null between them. */
export function pictureAt(panels: readonly WallPanel[], x: number, y: number): PictureTarget | null {
  for (const { side, grid } of panels) {
    const tile = tileAt(grid, x, y)
    if (tile >= 0) return { side, tile }
  }
  return null
}

export function boxOf(panels: readonly WallPanel[], { side, tile }: PictureTarget): Box | null {
  return panels.find((panel) => panel.side === side)?.grid.tiles[tile] ?? null
}

/** Where a key leads; the first picture when there was none; null for a key that leads nowhere. */
export function walkWall(
  panels: readonly WallPanel[],
  from: PictureTarget | null,
  key: string,
): PictureTarget | null {
  const at = panels.findIndex(({ side }) => side === from?.side)
  const panel = panels[at]
  if (from === null || panel === undefined) return firstOf(panels, key)
  const { columns, tiles } = panel.grid
  const to = (tile: number): PictureTarget | null =>
    tile >= 0 && tile < tiles.length ? { side: from.side, tile } : from
  switch (key) {
    case 'ArrowRight':
      return acrossPanels(panels, from, at, 1) ?? to(from.tile + 1)
    case 'ArrowLeft':
      return acrossPanels(panels, from, at, -1) ?? to(from.tile - 1)
    case 'ArrowDown':
      return to(from.tile + columns)
    case 'ArrowUp':
      return to(from.tile - columns)
    case 'Home':
      return to(0)
    case 'End':
      return to(tiles.length - 1)
    default:
      return null
  }
}

const KEYS = ['ArrowRight', 'ArrowLeft', 'ArrowDown', 'ArrowUp', 'Home', 'End']

function firstOf(panels: readonly WallPanel[], key: string): PictureTarget | null {
  const [first] = panels
  return first !== undefined && KEYS.includes(key) ? { side: first.side, tile: 0 } : null
}

/** From the edge of one panel to the same row of its neighbour; null within a panel, or where there is none. */
function acrossPanels(
  panels: readonly WallPanel[],
  { tile }: PictureTarget,
  at: number,
  by: 1 | -1,
): PictureTarget | null {
  const columns = panels[at]?.grid.columns ?? 1
  const next = panels[at + by]
  const column = tile % columns
  if (next === undefined || column !== (by === 1 ? columns - 1 : 0)) return null
  const there = tile - column + (by === 1 ? 0 : next.grid.columns - 1)
  return there < next.grid.tiles.length ? { side: next.side, tile: there } : null
}
