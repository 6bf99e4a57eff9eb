/** The words of every score there can be, drawn beforehand, so that a shader can put them below its pictures. */
import { letter, scoreText, type Context } from '../pen.ts'

/** `.00` … `.99`, `1.0`, `–`: numbered as `word_of` in score.wgsl counts them. */
export const WORDS: readonly string[] = [
  ...Array.from({ length: 101 }, (_, hundredths) => scoreText(hundredths / 100)),
  scoreText(NaN),
]
/** Cells in a row of a sheet of words. */
export const WORDS_ACROSS = 16

/** Cells of one size, drawn beforehand. */
export interface Sheet {
  /** Device pixels of a cell. */
  readonly width: number
  readonly height: number
  /** Premultiplied RGBA of all cells, WORDS_ACROSS in a row. */
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly rows: number
}

export interface WordStyle {
  /** CSS pixels. */
  readonly size: number
  /** Device pixels per CSS pixel. */
  readonly scale: number
  /** CSS colour. */
  readonly ink: string
  /** Where between two device pixels the middle and the top of the words lie, in [0, 1). */
  readonly left: number
  readonly top: number
}

/** Words as `drawNumber` in tile-source.ts draws them: centred on the middle of their cell, their top one pixel below its edge. */
export function wordSheet(style: WordStyle): Sheet {
  const { size, scale, ink, left, top } = style
  const width = 2 * Math.ceil((widest(size, 400) * scale) / 2 + 1)
  const height = Math.ceil(1.4 * size * scale) + 2
  return drawSheet({ width, height, scale, count: WORDS.length }, (context, index) => {
    letter(context, size)
    context.textAlign = 'center'
    context.textBaseline = 'top'
    context.fillStyle = ink
    context.fillText(WORDS[index] ?? '', (width / 2 + left) / scale, (1 + top) / scale)
  })
}

/** CSS pixels of the longest of the words. @param weight of the letters */
export function widest(size: number, weight: number, words: readonly string[] = WORDS): number {
  const context = contextOf(new OffscreenCanvas(1, 1))
  letter(context, size, weight)
  return Math.max(...words.map((word) => context.measureText(word).width))
}

/** @param draw one cell, in CSS pixels from its corner */
export function drawSheet(
  { width, height, scale, count }: { width: number; height: number; scale: number; count: number },
  draw: (context: Context, index: number) => void,
): Sheet {
  const rows = Math.ceil(count / WORDS_ACROSS)
  const canvas = new OffscreenCanvas(width * WORDS_ACROSS, height * rows)
  const context = contextOf(canvas)
  for (let index = 0; index < count; index++) {
    const [x, y] = [width * (index % WORDS_ACROSS), height * Math.floor(index / WORDS_ACROSS)]
    context.setTransform(scale, 0, 0, scale, x, y)
    draw(context, index)
  }
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height)
  return { width, height, rows, bytes: premultiplied(data) }
}

function contextOf(canvas: OffscreenCanvas): Context {
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (context === null) throw new Error('A canvas for words has no 2-D context.')
  return context
}

function premultiplied(pixels: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(pixels, (value, i) =>
    i % 4 === 3 ? value : Math.round((value * (pixels[i - (i % 4) + 3] ?? 0)) / 255),
  )
}
