/** Puts prepared pictures together into one set: same size, same channels, classes from folders or labels. */
import type { Guess, Size, Trouble } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { arraySquares, labelsFor, type LabelList } from '../arrays/array-squares.ts'
import { counted, makeCard } from '../card/card.ts'
import { pictureTroubles } from '../card/picture-troubles.ts'
import type { Beside } from '../layout/beside.ts'
import { classesOf } from '../layout/classes-of.ts'
import { classify } from '../layout/classify.ts'
import { toRgb } from '../pixels/colour.ts'
import { namedPictures, type PictureSet } from '../picture-set.ts'
import type { Found } from '../readers/find.ts'
import type { Square, Wanted } from '../readers/picture.ts'
import { idxLabelsAlone, notUsable, pointsBesidePictures, tooManyPictures } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'

export type FoundPictures = Extract<Found, { holds: 'picture' | 'array' | 'labels' }>

export interface PicturesToCollect {
  readonly found: readonly FoundPictures[]
  /** Tables and texts, which may tell classes. */
  readonly beside: readonly Beside[]
  readonly skipped: readonly SkippedItem[]
  readonly wanted: Wanted & { readonly room: number }
  readonly signal: AbortSignal
  readonly name: string
  readonly guesses: readonly Guess[]
  /** Found before the pictures were put together. */
  readonly troubles: readonly Trouble[]
}

/** A picture with what is known of it. */
interface Placed {
  readonly square: Square
  readonly came: Size | null
  readonly path: string
  readonly label: string | null
}

/** How many pictures there are, one by one and inside arrays. */
export function picturesIn(found: readonly FoundPictures[]): number {
  return found.reduce((sum, item) => {
    if (item.holds === 'picture') return sum + 1
    return sum + (item.holds === 'array' ? item.array.count : 0)
  }, 0)
}

/** @throws GanvasError `cancelled` */
export async function collectPictures(from: PicturesToCollect): Promise<PictureSet> {
  const { wanted, name } = from
  const { pictures, skipped: left } = await placed(from)
  const { names, guesses, troubles: ofFolders, used } = classesOf(pictures, from.beside, wanted.choice)
  const unused = from.beside.filter((item) => !used.has(item)).map(leftBeside)
  const skipped = [...from.skipped, ...left, ...unused]
  const { classes, labels } = classify(names)
  const colour = wanted.channels === 'rgb' || pictures.some(({ square }) => square.channels === 3)
  const channels = colour ? 3 : 1
  const item = { kind: 'picture', size: wanted.size, channels } as const
  const count = pictures.length
  const pixels = joined(pictures, wanted.size, channels)
  const came = pictures.flatMap((picture) => (picture.came === null ? [] : [picture.came]))
  const troubles = pictureTroubles({
    item,
    count,
    pixels,
    coloured: pictures.filter(({ square }) => square.channels === 3).length,
    came,
    fit: wanted.fit,
    classes: counted(classes, labels),
  })
  const card = makeCard({
    label: name,
    item,
    count,
    classes,
    labels,
    files: from.found.length,
    skipped,
    guesses: [...from.guesses, ...guesses],
    troubles: [...from.troubles, ...ofFolders, ...troubles],
    came,
    choice: wanted.choice,
  })
  const about = { id: 'own', label: name, item, count, classes, skipped, card } as const
  return namedPictures(about, pixels, labels)
}

function leftBeside({ name, holds }: Beside): SkippedItem {
  return skip(name, holds === 'table' ? pointsBesidePictures(name) : notUsable(name, 'a text'))
}

/** Every picture with where it lay, in the order found; those of arrays as far as there is room. */
async function placed({
  found,
  wanted,
  signal,
}: PicturesToCollect): Promise<{ pictures: Placed[]; skipped: SkippedItem[] }> {
  const candidates: LabelList[] = found.flatMap((item) => (item.holds === 'labels' ? [item] : []))
  const used = new Set<LabelList>()
  const pictures: Placed[] = []
  const skipped: SkippedItem[] = []
  for (const item of found) {
    const { name, path } = item
    if (item.holds === 'picture') pictures.push({ ...item.picture, path, label: null })
    else if (item.holds === 'array') {
      const { array } = item
      skipped.push(...(array.leftOut ?? []))
      const came = { width: array.width, height: array.height }
      const list = array.labels === null ? labelsFor(name, array.count, candidates) : null
      if (list !== null) used.add(list)
      const labels = array.labels ?? list?.labels ?? null
      const squares = await arraySquares(array, wanted, Math.max(0, wanted.room - pictures.length), signal)
      if (squares.length < array.count) skipped.push(skip(name, tooManyPictures(name)))
      for (const [i, square] of squares.entries())
        pictures.push({ square, came, path, label: labels?.[i] ?? null })
    }
  }
  const alone = candidates.filter((candidate) => !used.has(candidate))
  skipped.push(...alone.map(({ name }) => skip(name, idxLabelsAlone(name))))
  return { pictures, skipped }
}

/** [count, size, size, channels] */
function joined(pictures: readonly Placed[], size: number, channels: 1 | 3): Uint8Array {
  const length = size * size * channels
  const out = new Uint8Array(pictures.length * length)
  pictures.forEach(({ square }, i) => {
    out.set(square.channels === channels ? square.bytes : toRgb(square.bytes), i * length)
  })
  return out
}
