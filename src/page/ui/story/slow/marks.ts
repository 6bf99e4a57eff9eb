/** The batch as marks inside a box: paths of many dots or crosses, and a sheet of thumbnails. Pure but for the canvas. */
import type { NamedTensor } from '../../../../common/protocol/report.ts'
import type { Box } from './diagram-layout.ts'

/** Points [n, ≥1] as dots: each a line of no length, which round caps make visible. The second number is up. */
export function dotsPath(points: NamedTensor, box: Box, reach: number): string {
  return marks(points, box, reach, (x, y) => `M${x} ${y}h0`)
}

/** Points as small crosses. */
export function crossesPath(points: NamedTensor, box: Box, reach: number): string {
  return marks(points, box, reach, (x, y) => `M${x} ${y}m-1.6-1.6l3.2 3.2m-3.2 0l3.2-3.2`)
}

/** How far the square plane that holds all points goes from its middle. */
export function reachOf(...sets: readonly (NamedTensor | null)[]): number {
  const most = Math.max(
    0,
    ...sets.map((set) =>
      set === null ? 0 : set.data.reduce((far, value) => Math.max(far, Math.abs(value)), 0),
    ),
  )
  return most === 0 ? 1 : most * 1.08
}

function marks(
  { shape, data }: NamedTensor,
  box: Box,
  reach: number,
  mark: (x: string, y: string) => string,
): string {
  const [count = 0, width = 0] = shape
  const place = (value: number, from: number, length: number): string =>
    (from + (0.5 + value / (2 * reach)) * length).toFixed(1)
  let path = ''
  for (let i = 0; i < count; i++) {
    const [x = 0, y = 0] = [data[i * width], width > 1 ? data[i * width + 1] : 0]
    if (Math.abs(x) > reach || Math.abs(y) > reach) continue
    path += mark(place(x, box.x, box.width), place(-y, box.y, box.height))
  }
  return path
}

/** Scores as upright ticks in one half of a box. */
export function ticksPath(
  scores: readonly number[],
  box: Box,
  range: Range,
  half: 'upper' | 'lower',
): string {
  const inset = 3
  const tall = box.height / 2 - 2 * inset
  const top = half === 'upper' ? box.y + inset : box.y + box.height / 2 + inset
  return scores.map((score) => `M${scoreAt(score, box, range)} ${top.toFixed(1)}v${tall.toFixed(1)}`).join('')
}

export interface Range {
  readonly low: number
  readonly high: number
}

/** The range of scores: 0 to 1 for probabilities, else what there is. */
export function scoreRange(areScores: boolean, ...sets: readonly (readonly number[] | null)[]): Range {
  if (areScores) return { low: 0, high: 1 }
  const all = sets.flatMap((set) => set ?? [])
  const [low, high] = [Math.min(0, ...all), Math.max(0, ...all)]
  return high > low ? { low, high } : { low: -1, high: 1 }
}

/** Where a score stands across a box. */
export function scoreAt(score: number, box: Box, { low, high }: Range): string {
  const inset = 3
  return (box.x + inset + ((score - low) / (high - low)) * (box.width - 2 * inset)).toFixed(1)
}

/** Thumbnails a side. */
const ACROSS = 3

/** The first nine pictures of a batch in [−1, 1] as one picture's address; null where nothing can be drawn. */
export function thumbnails({ shape, data }: NamedTensor): string | null {
  const [count = 0, height = 0, width = 0, channels = 0] = shape
  const canvas = document.createElement('canvas')
  const gap = 1
  canvas.width = ACROSS * (width + gap) - gap
  canvas.height = ACROSS * (height + gap) - gap
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  for (let i = 0; i < Math.min(count, ACROSS * ACROSS); i++) {
    const picture = pen.createImageData(width, height)
    for (let p = 0; p < width * height; p++) {
      const from = (i * width * height + p) * channels
      for (let c = 0; c < 3; c++)
        picture.data[4 * p + c] = 127.5 * (1 + (data[from + (channels === 3 ? c : 0)] ?? 0))
      picture.data[4 * p + 3] = 255
    }
    pen.putImageData(picture, (i % ACROSS) * (width + gap), Math.floor(i / ACROSS) * (height + gap))
  }
  return canvas.toDataURL()
}

/** Rows of a table that are drawn. */
const BARCODES = 9

/** The first rows of a batch [n, width] in [−1, 1], one below the other, dark where a number is high; null where nothing can be drawn. */
export function barcodes({ shape, data }: NamedTensor): string | null {
  const [count = 0, width = 0] = shape
  const shown = Math.min(count, BARCODES)
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, width)
  canvas.height = Math.max(1, 2 * shown - 1)
  const pen = canvas.getContext('2d')
  if (pen === null) return null
  for (let row = 0; row < shown; row++) {
    const line = pen.createImageData(Math.max(1, width), 1)
    for (let at = 0; at < width; at++) {
      const value = Math.min(1, Math.max(0, ((data[row * width + at] ?? 0) + 1) / 2))
      line.data.fill(235 - 215 * value, 4 * at, 4 * at + 3)
      line.data[4 * at + 3] = 255
    }
    pen.putImageData(line, 0, 2 * row)
  }
  return canvas.toDataURL()
}
