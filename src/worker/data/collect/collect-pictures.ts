/** Puts prepared pictures together into one set: same size, same channels, classes from folders or labels. */
import { defaultsFor } from '../../../common/config/defaults.ts'
import type { Guess, Size, Trouble } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { labelsFor, type LabelList } from '../arrays/labels-for.ts'
import { pictureAt, type PixelArray } from '../arrays/pixel-array.ts'
import { counted, makeCard } from '../card/card.ts'
import { pictureTroubles } from '../card/picture-troubles.ts'
import { attributesOf } from '../layout/attributes.ts'
import type { Beside } from '../layout/beside.ts'
import { classesOf } from '../layout/classes-of.ts'
import { classify } from '../layout/classify.ts'
import { toRgb } from '../pixels/colour.ts'
import { turned } from '../pixels/turn.ts'
import { namedPictures, type PictureSet } from '../picture-set.ts'
import type { Found } from '../readers/find.ts'
import type { ReadPicture, Square, Wanted } from '../readers/picture.ts'
import { idxLabelsAlone, notUsable, pointsBesidePictures, tooManyPictures } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { finish } from './finish.ts'
import { nativeSide } from './native-side.ts'
import { ofAnimations, ofSheets, ownSide, scaledNumbers, turnedRight } from './picture-words.ts'

export type FoundPictures = Exclude<Found, { holds: 'table' | 'text' | 'column' }>

export interface PicturesToCollect {
  readonly found: readonly FoundPictures[]
  /** Tables and texts, which may tell classes. */
  readonly beside: readonly Beside[]
  readonly skipped: readonly SkippedItem[]
  readonly wanted: Wanted & { readonly room: number }
  readonly signal: AbortSignal
  readonly name: string
  /** What is said of the files beside that tell no classes. */
  readonly others: (unused: readonly Beside[]) => readonly Guess[]
  /** Found before the pictures were put together. */
  readonly troubles: readonly Trouble[]
}

/** A picture before the set decides about it. */
interface Loose extends ReadPicture {
  readonly path: string
  readonly label: string | null
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
    if (item.holds === 'pictures') return sum + item.pictures.length
    return sum + (item.holds === 'array' ? item.array.count : 0)
  }, 0)
}

/** @throws GanvasError `cancelled` */
export async function collectPictures(from: PicturesToCollect): Promise<PictureSet> {
  const { wanted, name } = from
  const { loose, skipped: left, guesses: read, troubles: noticed } = placed(from)
  const finished = await finish(loose, wanted, from.signal)
  const pictures = loose.flatMap(({ came, path, label }, i): Placed[] => {
    const square = finished.squares[i]
    return square === undefined ? [] : [{ square, came, path, label }]
  })
  const { names, guesses, troubles: ofFolders, used } = classesOf(pictures, from.beside, wanted.choice)
  const paths = pictures.map(({ path }) => path)
  const { attributes, used: told } = attributesOf(paths, from.beside)
  const unused = from.beside.filter((item) => !used.has(item) && !told.has(item))
  const skipped = [...from.skipped, ...left, ...unused.map(leftBeside)]
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
    guesses: [...from.others(unused), ...guesses, ...read, ...finished.guesses],
    troubles: [
      ...from.troubles,
      ...noticed,
      ...finished.troubles,
      ...ofFolders,
      ...troubles,
      ...sidesOf(loose, wanted.size),
    ],
    came,
    choice: wanted.choice,
  })
  const about = { id: 'own', label: name, item, count, classes, skipped, card } as const
  return namedPictures(about, pixels, labels, attributes.length === 0 ? {} : { attributes })
}

function leftBeside({ name, holds }: Beside): SkippedItem {
  return skip(name, holds === 'table' ? pointsBesidePictures(name) : notUsable(name, 'a text'))
}

/** Told where pictures that are all alike need no fitting, and the side is not the one that every set starts with. */
function sidesOf(pictures: readonly Loose[], size: number): Trouble[] {
  return nativeSide(pictures) === size && size !== defaultsFor('own').size ? [ownSide(size)] : []
}

interface Gathered {
  readonly loose: readonly Loose[]
  readonly skipped: readonly SkippedItem[]
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
}

/** Every picture with where it lay, in the order found, as far as there is room. */
function placed({ found, wanted }: PicturesToCollect): Gathered {
  const candidates: LabelList[] = found.flatMap((item) => (item.holds === 'labels' ? [item] : []))
  const used = new Set<LabelList>()
  const loose: Loose[] = []
  const skipped: SkippedItem[] = []
  const troubles: Trouble[] = []
  let lying: string | null = null
  const add = (
    name: string,
    path: string,
    pictures: readonly ReadPicture[],
    labels: readonly string[] | null,
  ) => {
    const taken = pictures.slice(0, Math.max(0, wanted.room - loose.length))
    if (taken.length < pictures.length) skipped.push(skip(name, tooManyPictures(name)))
    for (const [i, picture] of taken.entries()) loose.push({ ...picture, path, label: labels?.[i] ?? null })
  }
  for (const item of found) {
    const { name, path } = item
    if (item.holds === 'picture') add(name, path, [item.picture], null)
    else if (item.holds === 'pictures') add(name, path, item.pictures, null)
    else if (item.holds === 'array') {
      const { array } = item
      skipped.push(...(array.leftOut ?? []))
      const list = array.labels === null ? labelsFor(name, array.count, candidates) : null
      if (list !== null) used.add(list)
      const labels = array.labels ?? list?.labels ?? null
      add(name, path, picturesOf(array, wanted), labels)
      if (array.transposed === true) lying ??= name
      if (array.span != null) troubles.push(scaledNumbers(name, array.span))
    }
  }
  const alone = candidates.filter((candidate) => !used.has(candidate))
  skipped.push(...alone.map(({ name }) => skip(name, idxLabelsAlone(name))))
  const origins = loose.flatMap(({ origin }) => (origin === undefined ? [] : [origin]))
  const animations = ofAnimations(
    origins.filter((origin) => origin.of === 'animation'),
    wanted.choice.frames,
  )
  return {
    loose,
    skipped,
    guesses: [
      ...animations.guesses,
      ...ofSheets(origins.filter((origin) => origin.of === 'sheet')),
      ...(lying === null ? [] : [turnedRight(lying, wanted.choice)]),
    ],
    troubles: [...troubles, ...animations.troubles],
  }
}

function picturesOf(array: PixelArray, wanted: Wanted): ReadPicture[] {
  const came = { width: array.width, height: array.height }
  return Array.from({ length: array.count }, (_, i) => ({
    picture: turned(pictureAt(array, i), wanted.choice),
    fitted: false,
    came,
  }))
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
