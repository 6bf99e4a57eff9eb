/** What becomes of a picture of one’s own, in words. Pure. */
import { wholeNumber } from '../../kit/number-words.ts'
import type { RestoredPicture } from '../../../../common/restore/protocol.ts'
import type { PadSource } from '../drawing.ts'

const WORDS: Record<PadSource, string> = {
  translate:
    'Its middle square is translated: what the forger changes of it is laid over the picture at its own size.',
  half: 'It comes back at twice its side, with the detail that the forger makes up.',
  quarter: 'It comes back at four times its side, with the detail that the forger makes up.',
  gray: 'Its colour is left out, and the forger gives it another; how bright it is stays.',
  hole: 'Wipe out what should go, and the forger fills it; all else stays as it is, to the byte.',
  noise: 'It is taken as it is, noise and all, and comes back without.',
  blur: 'It is taken as it is, blurred, and comes back sharper.',
  edges: 'Edges are found in it, and the forger makes a picture of these alone.',
  pairs: 'It is taken as the given picture of a pair, and the forger makes the other one, tile by tile.',
  mosaic: 'It is taken as it is, a mosaic, and comes back without blocks.',
}

export function ownWords(source: PadSource): string {
  return `${WORDS[source]} It stays on this machine.`
}

/** “1,024 × 768 pixels. It was made smaller first, for it came with 4,000 × 3,000: so many would take minutes.” */
export function sizeWords({ width, height, shrunkFrom }: Omit<RestoredPicture, 'file' | 'given'>): string {
  const size = (wide: number, high: number): string => `${wholeNumber(wide)} × ${wholeNumber(high)}`
  const now = `${size(width, height)} pixels.`
  if (shrunkFrom === null) return now
  return `${now} It was made smaller first, for it came with ${size(shrunkFrom.width, shrunkFrom.height)}: so many would take minutes.`
}

/** “holiday restored.png” */
export function savedName(name: string, what: 'restored' | 'translated'): string {
  return `${name.replace(/\.[a-z0-9]{1,5}$/iu, '') || 'picture'} ${what}.png`
}
