/**
 * Draws pictures: fakes and reals as grids of tiles, or one large portrait. Each is edged by the discriminator's
 * score.
 */
import { type Box, HEADS, panelGrid, splitPanels, wholeMultiple } from '../../../common/items/tile-layout.ts'
import { tensorsOfPictures } from '../../draw/device/on-device.ts'
import { openAtlas } from '../../draw/device/picture-atlas.ts'
import { fitted, letter, type Pen, scoreText, snap } from '../../draw/pen.ts'
import type { PictureScene, Pictures, PortraitScene, ScenePainter, WallScene } from '../../draw/scene.ts'
import { drawRestored } from './restore/draw-restored.ts'
import { TileSheet } from '../../draw/tile-sheet.ts'
import { arraySource, EDGE, type TilePlan, type TileSource } from '../../draw/tile-source.ts'

/** Height of the numbers below tiles, CSS pixels. */
const LETTERS = 10.5

interface Panel {
  readonly caption: string
  readonly colour: string
  readonly pictures: Pictures
}

/** Draws scenes of pictures; keeps one sheet of pixels between draws. */
export class PicturePainter implements ScenePainter<PictureScene> {
  private readonly sheet = new TileSheet()

  draw(pen: Pen, scene: PictureScene): void {
    switch (scene.layout) {
      case 'wall':
        drawWall(pen, scene, this.sheet)
        break
      case 'portrait':
        drawPortrait(pen, scene, this.sheet)
        break
      case 'restored':
        drawRestored(pen, scene, this.sheet)
        break
    }
  }

  tensorsOf(scene: PictureScene) {
    return picturesOf(scene).flatMap((pictures) => tensorsOfPictures(pictures?.device))
  }
}

function picturesOf(scene: PictureScene): readonly (Pictures | null)[] {
  switch (scene.layout) {
    case 'wall':
      return [scene.fake, scene.real]
    case 'portrait':
      return [scene.picture]
    // Plain numbers throughout.
    case 'restored':
      return []
  }
}

function drawWall(pen: Pen, scene: WallScene, sheet: TileSheet): void {
  const panels = panelsOf(pen, scene)
  const boxes = splitPanels(pen.width, pen.height, panels.length)
  panels.forEach((panel, i) => {
    const box = boxes[i]
    if (box !== undefined) drawPanel(pen, scene, panel, box, sheet)
  })
}

function panelsOf({ palette }: Pen, { fake, real }: WallScene): Panel[] {
  const panels: Panel[] = []
  if (fake !== null) panels.push({ caption: 'Fakes', colour: palette.fake, pictures: fake })
  if (real !== null) panels.push({ caption: 'Real', colour: palette.real, pictures: real })
  return panels
}

function drawPanel(pen: Pen, scene: WallScene, panel: Panel, box: Box, sheet: TileSheet): void {
  const { pictures } = panel
  const { columns, size, heads, bare } = scene
  const shape = { count: pictures.count, columns, size, headed: heads !== undefined, bare: bare === true }
  const grid = panelGrid(box, shape, pen.scale)
  const first = grid.tiles[0]
  if (first === undefined || pictures.count === 0) return
  if (scene.bare !== true) drawCaption(pen, panel, first, scene.heads === undefined ? 0 : HEADS)
  grid.tiles.slice(0, grid.columns).forEach((tile, i) => drawHead(pen, tile, scene.heads?.[i] ?? ''))
  const { channels } = scene
  const plan = { count: grid.tiles.length, size, channels, letters: grid.numbered ? LETTERS : 0 }
  const source = sourceOf(pen, pictures, plan, first, sheet)
  grid.tiles.forEach((tile, i) => {
    source.edge(i, tile)
    source.tile(i, tile)
    if (grid.numbered) source.number(i, tile)
  })
  source.close()
}

function sourceOf(pen: Pen, pictures: Pictures, plan: TilePlan, tile: Box, sheet: TileSheet): TileSource {
  return pictures.device === undefined
    ? arraySource(pen, pictures, plan, sheet)
    : openAtlas(pen, pictures.device, { ...plan, tile })
}

function drawCaption({ context }: Pen, { caption, colour }: Panel, first: Box, above: number): void {
  letter(context, 12, 600)
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
  context.fillStyle = colour
  context.fillText(caption, first.x - EDGE, first.y - EDGE - 6 - above)
}

/** A column's name, cut to its width. */
function drawHead({ context, palette }: Pen, tile: Box, name: string): void {
  if (name === '') return
  letter(context, 10.5)
  context.textAlign = 'center'
  context.textBaseline = 'alphabetic'
  context.fillStyle = palette.ink
  context.fillText(fitted(context, name, tile.width + 2 * EDGE), tile.x + tile.width / 2, tile.y - EDGE - 3)
}

/** One picture as large as it goes, its score below. */
function drawPortrait(pen: Pen, scene: PortraitScene, sheet: TileSheet): void {
  if (scene.picture.count === 0) return
  const { width, height, scale } = pen
  const letters = Math.min(18, Math.max(10, height / 12))
  const room = Math.min(width - 4 * EDGE, height - 4 * EDGE - 1.6 * letters)
  if (room < 1) return
  const side = wholeMultiple(room, scene.size, scale)
  const tile = {
    x: Math.floor(((width - side) / 2) * scale) / scale,
    y: Math.floor(((height - side - 1.6 * letters) / 2) * scale) / scale,
    width: side,
    height: side,
  }
  const { size, channels } = scene
  const source = sourceOf(pen, scene.picture, { count: 1, size, channels, letters }, tile, sheet)
  source.edge(0, tile)
  source.tile(0, tile)
  const named = drawName(pen, tile, letters)
  // Whole device pixels: tiles and their numbers all lie alike between them.
  source.number(0, { ...tile, x: tile.x + snap(named / 2, scale) })
  source.close()
}

/** What the number below the portrait is. @returns the width it takes, with the gap to the number */
function drawName({ context, palette }: Pen, tile: Box, letters: number): number {
  const name = 'score '
  letter(context, letters)
  context.textAlign = 'left'
  context.textBaseline = 'top'
  context.fillStyle = palette.ink
  const width = context.measureText(name).width
  const whole = width + context.measureText(scoreText(0)).width
  context.fillText(name, tile.x + (tile.width - whole) / 2, tile.y + tile.height + EDGE + letters * 0.25)
  return width
}
