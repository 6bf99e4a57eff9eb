/**
 * What about prepared pictures will trouble training, or would surprise whoever brought them. Looks at the very bytes that are
 * trained on, for what matters is what the networks see. A pure function of them; ten thousand pictures take about a second.
 */
import type { Size, Trouble } from '../../../common/items/data-card.ts'
import type { PictureItem } from '../../../common/items/item-spec.ts'
import { nearTwins } from './near-twins.ts'
import { difference, exactTwins } from './twins.ts'
import * as words from './trouble-words.ts'

export interface PicturesToJudge {
  readonly item: PictureItem
  readonly count: number
  /** [count, size, size, channels] */
  readonly pixels: Uint8Array
  /** How many of them have colour of their own. */
  readonly coloured: number
  readonly came: readonly Size[]
  readonly fit: string
  /** Names and counts. */
  readonly classes: readonly { readonly name: string; readonly count: number | null }[]
}

/** No value of a picture above this: nearly black. */
const BLACK = 32
/** Values of a picture no further apart: one colour throughout. */
const FLAT = 4
/** Mean difference from the first, of 255, up to which all pictures are one. */
const SAME = 1
/** Sides further apart are told; a photo of a phone held upright is 2.2. */
const EXTREME = 2.25
/** Coloured pictures up to this share of a set are told: one among gray ones makes all three times as large. */
const LONELY = 0.05
/** A class so many times larger than another. */
const UNEQUAL = 5

/** The gravest first. */
export function pictureTroubles(set: PicturesToJudge): Trouble[] {
  return [...lookAlike(set), ...ofColour(set), ...ofNumbers(set), ...ofShapes(set)]
}

/** Pictures of one bytes, or without any. */
function lookAlike({ item, count, pixels }: PicturesToJudge): Trouble[] {
  const length = item.size * item.size * item.channels
  const { flat, black } = ranges(pixels, count, length, item.channels)
  const one = allAlike(pixels, count, length)
  if (one) return [words.allPicturesAlike(count, flat + black === count)]
  const items = { bytes: pixels, count, length, side: item.size, channels: item.channels }
  const exact = exactTwins(items)
  const near = nearTwins(items, exact)
  return [
    ...(black > 0 ? [words.dark(black, count)] : []),
    ...(flat > 0 ? [words.flat(flat, count)] : []),
    ...(exact.length > 0 ? [words.duplicates(exact.length, count, 'pictures')] : []),
    ...(near.length > 0 ? [words.nearDuplicates(near.length, count)] : []),
  ]
}

function allAlike(pixels: Uint8Array, count: number, length: number): boolean {
  for (let i = 1; i < count; i++) if (difference(pixels, 0, i * length, length, SAME) > SAME) return false
  return count > 1
}

/** How many pictures are nearly black, and how many of the others are of one colour. */
function ranges(pixels: Uint8Array, count: number, length: number, channels: number) {
  let flat = 0
  let black = 0
  for (let i = 0; i < count; i++) {
    const from = i * length
    let least = 255
    let most = 0
    let highest = 0
    // Of colours each channel by itself: a red square is one colour, though its channels differ.
    const step = channels
    for (let channel = 0; channel < step; channel++) {
      let low = 255
      let high = 0
      for (let k = from + channel; k < from + length; k += step) {
        const value = pixels[k] ?? 0
        if (value < low) low = value
        if (value > high) high = value
      }
      if (channel === 0 || high - low > most - least) {
        least = low
        most = high
      }
      if (high > highest) highest = high
    }
    if (highest <= BLACK) black++
    else if (most - least <= FLAT) flat++
  }
  return { flat, black }
}

function ofColour({ coloured, count, item }: PicturesToJudge): Trouble[] {
  const lonely = item.channels === 3 && coloured > 0 && coloured <= Math.max(1, LONELY * count)
  return lonely && coloured < count ? [words.oneInColour(coloured, count)] : []
}

function ofNumbers({ count, classes }: PicturesToJudge): Trouble[] {
  const troubles = count < words.ENOUGH_PICTURES ? [words.fewPictures(count)] : []
  const sorted = classes
    .flatMap((entry) => (entry.count === null ? [] : [{ name: entry.name, count: entry.count }]))
    .sort((a, b) => a.count - b.count)
  const [rare] = sorted
  const frequent = sorted.at(-1)
  if (rare === undefined || frequent === undefined || frequent.count < UNEQUAL * rare.count) return troubles
  return [...troubles, words.unbalanced(rare.name, rare.count, frequent.name, frequent.count)]
}

function ofShapes({ came, fit, count }: PicturesToJudge): Trouble[] {
  const extreme = came.filter(
    ({ width, height }) => Math.max(width, height) > EXTREME * Math.min(width, height),
  ).length
  return extreme > 0 ? [words.extremeShapes(extreme, count, fit)] : []
}
