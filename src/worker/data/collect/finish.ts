/**
 * Makes squares of pictures by what only the whole set tells: what stands behind transparent ones, how small ones are enlarged,
 * how much of their range they use. Says what it decided.
 */
import { yieldToTasks } from '../../../common/yield.ts'
import type { Guess, Size, Trouble } from '../../../common/items/data-card.ts'
import { BackgroundChoice, colourOf, inFrontOf } from '../pixels/background.ts'
import { hasFewColours } from '../pixels/few-colours.ts'
import { fitWhole } from '../pixels/fit.ts'
import type { Picture, Rgb } from '../pixels/picture.ts'
import { RangeWatch, toBytes } from '../pixels/range.ts'
import { fitted, withoutIdleColour, type ReadPicture, type Square, type Wanted } from '../readers/picture.ts'
import { cancelled } from '../readers/reasons.ts'
import { backgroundGuess, enlargedTrouble, enlargeGuess, narrowRange } from './picture-words.ts'

export interface Finished {
  /** One for each picture, in order. */
  readonly squares: readonly Square[]
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
}

/** So many pictures between two looks at the messages. */
const STRETCH = 1000

/** @param called what its troubles call the pictures @throws GanvasError `cancelled` */
export async function finish(
  pictures: readonly ReadPicture[],
  wanted: Wanted,
  signal: AbortSignal,
  called = 'The pictures',
): Promise<Finished> {
  const { size, choice } = wanted
  const each = (work: (picture: ReadPicture, i: number) => void) => inStretches(pictures, signal, work)

  const transparent = new BackgroundChoice()
  const small = { count: 0, simple: 0 }
  await each((read) => {
    transparent.see(read.picture)
    if (!isSmaller(read, size)) return
    small.count++
    if (hasFewColours(read.picture)) small.simple++
  })
  const background = choice.background === 'auto' ? transparent.colour : colourOf(choice.background)
  const whole = choice.enlarge === 'whole' || (choice.enlarge === 'auto' && small.simple * 2 > small.count)

  const range = new RangeWatch()
  const seen: Picture[] = []
  await each((read) => {
    const picture = inSquare(read, whole, background, wanted)
    range.see(picture)
    seen.push(picture)
  })
  const { stretch } = range
  const squares: Square[] = []
  await each((_, i) => {
    const picture = seen[i]
    if (picture !== undefined) squares.push(asSquare(picture, toBytes(picture.bytes, stretch), wanted))
  })

  const larger = pictures.filter(
    (read) => isSmaller(read, size) && (!whole || 2 * longer(read) <= size),
  ).length
  return {
    squares,
    guesses: [
      ...(transparent.count > 0
        ? [backgroundGuess(transparent, pictures.length, background, choice.background)]
        : []),
      ...(small.simple > 0 || (small.count > 0 && choice.enlarge !== 'auto')
        ? [enlargeGuess(whole, choice.enlarge)]
        : []),
    ],
    troubles: [
      ...(larger > 0 ? [enlargedTrouble(larger, pictures.length, size)] : []),
      ...(stretch.narrow ? [narrowRange(stretch, called)] : []),
    ],
  }
}

/** One picture alone, as it would be alone in a set. */
export function finishOne(read: ReadPicture, wanted: Wanted): Square {
  const alone = new BackgroundChoice()
  alone.see(read.picture)
  const { background, enlarge } = wanted.choice
  const colour = background === 'auto' ? alone.colour : colourOf(background)
  const whole = enlarge === 'whole' || (enlarge === 'auto' && hasFewColours(read.picture))
  const picture = inSquare(read, whole, colour, wanted)
  const { stretch } = new RangeWatch()
  return asSquare(picture, toBytes(picture.bytes, stretch), wanted)
}

function inSquare(read: ReadPicture, whole: boolean, background: Rgb, wanted: Wanted): Picture {
  const { size } = wanted
  const { picture } = read
  const { channels } = picture
  if (read.fitted) return inFrontOf(picture, background)
  if (!whole || (picture.width === picture.height && picture.width === size))
    return inFrontOf(fitted(picture, wanted), background)
  return inFrontOf({ width: size, height: size, channels, bytes: fitWhole(picture, size) }, background)
}

function asSquare(picture: Picture, bytes: Uint8Array, { channels }: Wanted): Square {
  const plain = withoutIdleColour({ ...picture, bytes }, channels)
  const { bytes: kept } = plain
  return {
    bytes: kept instanceof Uint8Array ? kept : Uint8Array.from(kept),
    channels: plain.channels === 1 ? 1 : 3,
  }
}

/** It leaves room in its square on every side. */
function isSmaller(read: ReadPicture, size: number): boolean {
  return !read.fitted && longer(read) < size
}

function longer({ picture }: { readonly picture: Size }): number {
  return Math.max(picture.width, picture.height)
}

async function inStretches(
  pictures: readonly ReadPicture[],
  signal: AbortSignal,
  work: (picture: ReadPicture, i: number) => void,
): Promise<void> {
  for (const [i, picture] of pictures.entries()) {
    if (i % STRETCH === 0) {
      await yieldToTasks()
      if (signal.aborted) throw cancelled()
    }
    work(picture, i)
  }
}
