/**
 * Draws scenes of tables: every column as bars, pairs as a matrix, two columns against each other, and the row under the hand. Reals
 * are filled green bars, fakes orange outlines in front of them, so that they differ without colour.
 */
import { letter, snap, type Pen } from '../../draw/pen.ts'
import { css, FAKE_HUE, mix } from '../../draw/palette.ts'
import type {
  ColumnBars,
  ColumnsScene,
  PairsScene,
  RowCardScene,
  RowScene,
  ScatterAxis,
  ScatterScene,
  ScenePainter,
} from '../../draw/scene.ts'
import type { Box } from '../../../common/items/tile-layout.ts'
import { cellsFor, hasWords } from '../../../common/items/column-grid.ts'

export class RowPainter implements ScenePainter<RowScene> {
  draw(pen: Pen, scene: RowScene): void {
    switch (scene.layout) {
      case 'columns':
        drawColumns(pen, scene)
        break
      case 'pairs':
        drawPairs(pen, scene)
        break
      case 'scatter':
        drawScatter(pen, scene)
        break
      case 'card':
        drawCard(pen, scene)
        break
    }
  }

  tensorsOf() {
    return []
  }
}

const NAME = 12
const SMALL = 10.5
/** Rooms above and below the bars of a column. */
const HEAD = 20
const FOOT = 16
/** Fakes may stand this much higher than the tallest real before they are cut. */
const ROOM_ABOVE = 1.25
/** In a box that is wider both are told, however long the name is. */
const NARROW = 120
/** Bars that are less wide have one outline together. */
const THIN = 4
/** What a label beside bins wants, to be read. */
const LABEL = 24

function drawColumns(pen: Pen, { columns }: ColumnsScene): void {
  const cells = cellsFor(pen.width, pen.height, columns.length)
  letter(pen.context, NAME, 600)
  // What the share is of is said of all columns or of none.
  const isSaid = columns.every((column, at) =>
    fits(pen.context, `${column.name} ${alikeWords(column, true)}`, cells[at]?.width ?? 0),
  )
  columns.forEach((column, at) => {
    const cell = cells[at]
    if (cell !== undefined) drawColumn(pen, column, cell, isSaid)
  })
}

function drawColumn(pen: Pen, column: ColumnBars, cell: Box, isSaid: boolean): void {
  if (!hasWords(cell)) {
    drawBars(pen, column, cell)
    return
  }
  const { context, palette } = pen
  const plot = { x: cell.x, y: cell.y + HEAD, width: cell.width, height: cell.height - HEAD - FOOT }
  letter(context, NAME, 600)
  context.textBaseline = 'alphabetic'
  context.textAlign = 'right'
  const alike = alikeBeside(context, column, cell.width, isSaid)
  context.fillStyle = palette.faint
  context.fillText(alike, cell.x + cell.width, cell.y + NAME + 1)
  const room = cell.width - context.measureText(alike).width - 8
  context.textAlign = 'left'
  context.fillStyle = palette.ink
  context.fillText(fitted(context, column.name, room), cell.x, cell.y + NAME + 1)
  drawBars(pen, column, plot)
  drawFoot(pen, column, plot)
}

/** How alike they are, where a name and it have room beside each other; a box that is narrow is left to the name. */
function alikeBeside(context: Pen['context'], column: ColumnBars, width: number, isSaid: boolean): string {
  const words = alikeWords(column, isSaid)
  return width >= NARROW || fits(context, `${column.name} ${words}`, width) ? words : ''
}

function alikeWords({ alike }: ColumnBars, isSaid: boolean): string {
  return Number.isNaN(alike) ? '' : `${Math.round(100 * alike)} %${isSaid ? ' alike' : ''}`
}

function fits(context: Pen['context'], words: string, width: number): boolean {
  return context.measureText(words).width + 8 <= width
}

function drawBars({ context, palette, scale }: Pen, { real, fake, bins }: ColumnBars, plot: Box): void {
  const bars = real.length
  if (bars === 0 || plot.height < 8) return
  const bar = barsIn(plot, bars, bins)
  const top = ROOM_ABOVE * Math.max(...real, 1e-9)
  const tall = (share: number) => Math.min(1, share / top) * plot.height
  context.globalAlpha = 0.55
  context.fillStyle = palette.real
  real.forEach((share, i) => {
    const { x, width } = bar(i)
    context.fillRect(x, plot.y + plot.height - tall(share), width, tall(share))
  })
  context.globalAlpha = 1
  context.strokeStyle = palette.fake
  // Sides of bars that are hardly wider than they would fill them.
  const thin = bar(0).width < THIN
  context.lineWidth = thin ? 1 : 1.5
  context.beginPath()
  fake.forEach((share, i) => {
    const { x, width } = bar(i)
    const y = plot.y + plot.height - tall(share)
    const isOutline = thin && i > 0 && i < bins
    if (isOutline) {
      context.lineTo(x, y)
      context.lineTo(x + width, y)
      return
    }
    context.moveTo(x, plot.y + plot.height)
    context.lineTo(x, y)
    context.lineTo(x + width, y)
    if (!thin || i >= bins) context.lineTo(x + width, plot.y + plot.height)
  })
  context.stroke()
  context.strokeStyle = palette.faint
  context.lineWidth = 1 / scale
  context.beginPath()
  const base = snap(plot.y + plot.height, scale) + 0.5 / scale
  context.moveTo(plot.x, base)
  context.lineTo(plot.x + plot.width, base)
  context.stroke()
}

/** Bins stand side by side, labels apart from them and from each other. */
function barsIn(plot: Box, bars: number, bins: number): (at: number) => { x: number; width: number } {
  const labels = bars - bins
  const gap = labels > 0 && bins > 0 ? Math.max(6, plot.width * 0.04) : 0
  const even = (plot.width - gap) / (bins + labels * (bins > 0 ? 2 : 1))
  // Beside bins a label has room to be read, of a quarter of the plot at most.
  const wide = bins > 0 && labels > 0 ? Math.max(2 * even, Math.min(LABEL, plot.width / 4 / labels)) : even
  const unit = bins > 0 ? (plot.width - gap - labels * wide) / bins : even
  return (at) => {
    if (at < bins) return { x: plot.x + at * unit, width: Math.max(1, unit - 0.5) }
    const x = plot.x + bins * unit + gap + (at - bins) * wide
    return { x: x + wide * 0.12, width: Math.max(1, wide * 0.76) }
  }
}

function drawFoot({ context, palette }: Pen, column: ColumnBars, plot: Box): void {
  const { bins, ends, labels, real } = column
  const bar = barsIn(plot, Math.max(1, real.length), bins)
  const y = plot.y + plot.height + FOOT - 4
  letter(context, SMALL)
  context.fillStyle = palette.faint
  if (bins > 0) {
    const last = bar(bins - 1)
    const right = last.x + last.width
    const [low = '', high = ''] = ends
    const half = (right - plot.x) / 2 - 4
    context.textAlign = 'left'
    context.fillText(fitted(context, low, half), plot.x, y)
    context.textAlign = 'right'
    context.fillText(fitted(context, high, half), right, y)
  }
  context.textAlign = 'center'
  labels.forEach((label, i) => {
    const { x, width } = bar(bins + i)
    const words = fitted(context, label, width * 1.2)
    if (words.length > 1 || label.length === 1) context.fillText(words, x + width / 2, y)
  })
}

function drawPairs(pen: Pen, { names, differences }: PairsScene): void {
  const { context, palette, width, height } = pen
  const count = names.length
  letter(context, SMALL)
  const words = Math.min(110, Math.max(40, ...names.map((name) => context.measureText(name).width + 8)))
  const side = Math.max(4, Math.min((width - words - 16) / count, (height - words * 0.75 - 40) / count))
  const left = (width - words - side * count) / 2 + words
  const top = 12
  for (let row = 0; row < count; row++) {
    for (let column = 0; column < count; column++) {
      const difference = differences[row * count + column] ?? NaN
      const [x, y] = [left + column * side, top + row * side]
      context.fillStyle = Number.isNaN(difference)
        ? css(palette.ground)
        : css(mix(palette.ground, FAKE_HUE, Math.min(1, 2 * difference)))
      context.fillRect(x, y, side - 1, side - 1)
      if (side >= 30 && !Number.isNaN(difference)) {
        context.fillStyle = palette.ink
        context.textAlign = 'center'
        context.textBaseline = 'middle'
        context.fillText(difference.toFixed(2).replace(/^0/, ''), x + side / 2, y + side / 2)
      }
    }
    context.fillStyle = palette.ink
    context.textAlign = 'right'
    context.textBaseline = 'middle'
    if (side >= 9)
      context.fillText(fitted(context, names[row] ?? '', words - 6), left - 6, top + (row + 0.5) * side)
  }
  context.textAlign = 'right'
  context.textBaseline = 'middle'
  context.fillStyle = palette.ink
  for (let column = 0; column < count && side >= 9; column++) {
    context.save()
    context.translate(left + (column + 0.5) * side, top + count * side + 6)
    context.rotate(-Math.PI / 4)
    context.fillText(fitted(context, names[column] ?? '', words - 6), 0, 0)
    context.restore()
  }
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
}

const SCATTER = { left: 96, right: 24, top: 18, bottom: 40 }

function drawScatter(pen: Pen, { x, y, real, fake, scores }: ScatterScene): void {
  const { context, palette, width, height } = pen
  const left = Math.min(SCATTER.left, width * 0.2)
  const box = {
    x: left,
    y: SCATTER.top,
    width: width - left - SCATTER.right,
    height: height - SCATTER.top - SCATTER.bottom,
  }
  if (box.width < 20 || box.height < 20) return
  context.fillStyle = css(palette.ground)
  context.fillRect(box.x, box.y, box.width, box.height)
  drawAxis(pen, box, x, 'x')
  drawAxis(pen, box, y, 'y')
  const at = (points: Float32Array, i: number) => ({
    left: box.x + (points[2 * i] ?? NaN) * box.width,
    top: box.y + (1 - (points[2 * i + 1] ?? NaN)) * box.height,
  })
  context.globalAlpha = 0.55
  context.fillStyle = palette.real
  context.beginPath()
  for (let i = 0; 2 * i < real.length; i++) {
    const place = at(real, i)
    if (Number.isNaN(place.left + place.top)) continue
    context.moveTo(place.left + 2.2, place.top)
    context.arc(place.left, place.top, 2.2, 0, 2 * Math.PI)
  }
  context.fill()
  context.lineWidth = 1.4
  context.strokeStyle = palette.fake
  // A fake that is taken for real stands out; one that is seen through is pale.
  for (let i = 0; 2 * i < fake.length; i++) {
    const place = at(fake, i)
    if (Number.isNaN(place.left + place.top)) continue
    context.globalAlpha = 0.25 + 0.75 * Math.min(1, Math.max(0, scores[i] ?? 0.5))
    context.beginPath()
    context.moveTo(place.left - 2.6, place.top - 2.6)
    context.lineTo(place.left + 2.6, place.top + 2.6)
    context.moveTo(place.left - 2.6, place.top + 2.6)
    context.lineTo(place.left + 2.6, place.top - 2.6)
    context.stroke()
  }
  context.globalAlpha = 1
}

function drawAxis({ context, palette }: Pen, box: Box, { name, ticks }: ScatterAxis, along: 'x' | 'y'): void {
  letter(context, SMALL)
  context.fillStyle = palette.faint
  context.textBaseline = 'middle'
  const room = along === 'x' ? box.width / Math.max(1, ticks.length) - 6 : box.x - 10
  for (const { at, text } of ticks) {
    if (along === 'x') {
      context.textAlign = at < 0.1 ? 'left' : at > 0.9 ? 'right' : 'center'
      context.fillText(fitted(context, text, room), box.x + at * box.width, box.y + box.height + 10)
    } else {
      context.textAlign = 'right'
      context.fillText(fitted(context, text, room), box.x - 6, box.y + (1 - at) * box.height)
    }
  }
  letter(context, NAME, 600)
  context.fillStyle = palette.ink
  if (along === 'x') {
    context.textAlign = 'center'
    context.fillText(fitted(context, name, box.width), box.x + box.width / 2, box.y + box.height + 27)
  } else {
    context.textAlign = 'left'
    context.fillText(fitted(context, name, box.width), box.x + 4, box.y - 9)
  }
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
}

const LINE = 22
const MOST_LINE = 34

function drawCard(pen: Pen, { cells }: RowCardScene): void {
  const { context, palette, width, height } = pen
  const shown = cells.slice(0, Math.max(1, Math.floor((height - 8) / LINE)))
  const line = Math.min(MOST_LINE, (height - 8) / shown.length)
  context.textBaseline = 'middle'
  shown.forEach(({ name, text, place }, i) => {
    const y = 4 + (i + 0.5) * line
    letter(context, SMALL)
    context.textAlign = 'left'
    context.fillStyle = palette.faint
    context.fillText(fitted(context, name, width * 0.4), 8, y)
    letter(context, NAME, 600)
    context.textAlign = 'right'
    context.fillStyle = palette.ink
    context.fillText(fitted(context, text, width * 0.5), width - 8, y)
    if (place === null || line < LINE) return
    const [from, room] = [width * 0.5, width * 0.5 - 8]
    context.fillStyle = css(palette.ground)
    context.fillRect(from, y + line / 2 - 4, room, 2)
    context.fillStyle = palette.fake
    context.fillRect(from + place * (room - 4), y + line / 2 - 5, 4, 4)
  })
  context.textAlign = 'left'
  context.textBaseline = 'alphabetic'
}

/** As much of the words as there is room for. */
function fitted(context: Pen['context'], words: string, room: number): string {
  if (context.measureText(words).width <= room) return words
  let kept = words.length - 1
  while (kept > 0 && context.measureText(`${words.slice(0, kept)}…`).width > room) kept--
  return kept === 0 ? '' : `${words.slice(0, kept)}…`
}
