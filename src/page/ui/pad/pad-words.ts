/** The pad in words. Pure. */
import type { PadSource } from './drawing.ts'

interface PadWords {
  /** What to do, and what comes of it. */
  readonly hint: string
  /** The two ways the brush works; null where it has one. */
  readonly tools: readonly [string, string] | null
}

const WORDS: Record<PadSource, PadWords> = {
  translate: { hint: 'Paint on it, or begin anew; the forger translates what you paint.', tools: null },
  edges: {
    hint: 'Draw white lines; the forger makes a picture of them.',
    tools: ['Draw', 'Rub out'],
  },
  hole: {
    hint: 'Wipe out what should go; the forger fills it, and what is left stays as it is.',
    tools: ['Wipe out', 'Bring back'],
  },
  gray: {
    hint: 'Scribble light and dark; the forger gives it colour, as bright as you drew it.',
    tools: null,
  },
  half: { hint: 'Paint; it is shrunk to half its side, and the forger makes it sharp again.', tools: null },
  quarter: {
    hint: 'Paint; it is shrunk to a quarter of its side, and the forger makes up what is lost.',
    tools: null,
  },
  noise: { hint: 'Paint; noise is laid over it, and the forger takes it away.', tools: null },
  blur: { hint: 'Paint; it is blurred, and the forger makes it sharp again.', tools: null },
  pairs: { hint: 'Paint on it, or begin anew; the forger makes the other picture of the pair.', tools: null },
  mosaic: { hint: 'Paint; it becomes a mosaic, and the forger makes a picture of it.', tools: null },
}

export function padWords(source: PadSource): PadWords {
  return WORDS[source]
}

/** Where a picture to draw on came from. */
export function startWords(heldOut: boolean): string {
  return heldOut
    ? 'The picture is one that training never sees.'
    : 'The picture is one that is trained on: a set of fewer than 40 holds none back.'
}
