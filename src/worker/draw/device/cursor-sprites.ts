/** The marks of the sample under the hand, drawn beforehand as `drawHeld` in marks.ts draws them. */
import { drawCursorRing, drawHeldWords, HELD_APART } from '../marks.ts'
import type { Palette } from '../palette.ts'
import { cursorText } from '../pen.ts'
import { drawSheet, widest, WORDS, type Sheet } from './score-words.ts'

/** The words to the right of the ring, those to the left of it, the ring: first of each. */
export const LEFT_WORDS = WORDS.length
export const RING = 2 * WORDS.length
/** Room between the words and the edge of their cell, CSS pixels. */
export const PAD = 4
/** From the ring's middle to its words. */
export const APART = HELD_APART

const SIDE = 28
const SAID: readonly string[] = WORDS.map(cursorText)

export function cursorSprites(palette: Palette, scale: number): Sheet {
  // Even: the middle lies on a whole pixel.
  const width = 2 * Math.ceil((Math.max(SIDE, widest(13, 600, SAID) + 2 * PAD) * scale) / 2)
  const height = 2 * Math.ceil((SIDE * scale) / 2)
  const middle = height / scale / 2
  return drawSheet({ width, height, scale, count: RING + 1 }, (context, index) => {
    const pen = { context, palette }
    if (index === RING) {
      drawCursorRing(pen, width / scale / 2, middle)
      return
    }
    const leftOfIt = index >= LEFT_WORDS
    const x = leftOfIt ? width / scale - PAD : PAD
    drawHeldWords(pen, SAID[index % SAID.length] ?? '', x, middle, leftOfIt)
  })
}
