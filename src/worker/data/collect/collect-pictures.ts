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
import { MIN_ITEMS } from '../limits.ts'
import { namedPictures, type PictureSet } from '../picture-set.ts'
import type { Found } from '../readers/find.ts'
import { inHalves, type ReadPicture, type Square, type Wanted } from '../readers/picture.ts'
import { idxLabelsAlone, notUsable, pointsBesidePictures, tooManyPictures } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { finishSides } from './finish-sides.ts'
import { nativeSide } from './native-side.ts'
import { pairUp, type Loose } from './pair-up.ts'
import { ofAnimations, ofSheets, ownSide, scaledNumbers, turnedRight } from './picture-words.ts'
import { tooFew } from './too-few.ts'

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

/** How many pictures there are, one by one and inside arrays. */
export function picturesIn(found: readonly FoundPictures[]): number {
  return found.reduce((sum, item) => {
    if (item.holds === 'picture') return sum + 1
    if (item.holds === 'pictures') return sum + item.pictures.length
    return sum + (item.holds === 'array' ? item.array.count : 0)
  }, 0)
}

/** @throws GanvasError `cancelled`, `too-few-items`, or the reason why there are no two pairs */
export async function collectPictures(from: PicturesToCollect): Promise<PictureSet> {
  const { wanted, name } = from
  const { loose, skipped: left, guesses: read, troubles: noticed } = placed(from)
  const sides = pairUp(loose, wanted)
  const { targets, pairs } = sides
  const leftBefore = [...from.skipped, ...left, ...sides.skipped]
  if (pairs !== null && targets.length < MIN_ITEMS) throw tooFew(targets.length, leftBefore)
  const { squares, partners, ...finished } = await finishSides(sides, wanted, from.signal)
  const { names, guesses, troubles: ofFolders, used } = classesOf(targets, from.beside, wanted.choice)
  const paths = targets.map(({ path }) => path)
  const { attributes, used: told } = attributesOf(paths, from.beside)
  const unused = from.beside.filter((item) => !used.has(item) && !told.has(item))
  const skipped = [...leftBefore, ...unused.map(leftBeside)]
  const { classes, labels } = classify(names)
  const colour = wanted.channels === 'rgb' || [...squares, ...(partners ?? [])].some(isColoured)
  const channels = colour ? 3 : 1
  const item = { kind: 'picture', size: wanted.size, channels } as const
  const count = targets.length
  const pixels = joined(squares, wanted.size, channels)
  const came = cameOf(targets)
  const troubles = pictureTroubles({
    item,
    count,
    pixels,
    // Where what they are made from has colour, none of them is to blame for it.
    coloured: partners?.some(isColoured) === true ? 0 : squares.filter(isColoured).length,
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
    guesses: [...from.others(unused), ...sides.guesses, ...guesses, ...read, ...finished.guesses],
    troubles: [
      ...from.troubles,
      ...noticed,
      ...sides.troubles,
      ...finished.troubles,
      ...ofFolders,
      ...troubles,
      ...sidesOf(targets, wanted.size),
    ],
    came: [...came, ...cameOf(pairs?.sources ?? [])],
    choice: wanted.choice,
  })
  const about = { id: 'own', label: name, item, count, classes, skipped, card } as const
  return namedPictures({ ...about, ...(pairs === null ? {} : { pairs: pairs.names }) }, pixels, labels, {
    ...(attributes.length === 0 ? {} : { attributes }),
    ...(partners === null ? {} : { partners: joined(partners, wanted.size, channels) }),
  })
}

function isColoured({ channels }: Square): boolean {
  return channels === 3
}

function cameOf(pictures: readonly ReadPicture[]): Size[] {
  return pictures.flatMap(({ came }) => (came === null ? [] : [came]))
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
    for (const [i, picture] of taken.entries())
      loose.push({ ...picture, name, path, label: labels?.[i] ?? null })
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
  const all = { width: array.width, height: array.height }
  return Array.from({ length: array.count }, (_, i) =>
    inHalves(pictureAt(array, i), all, wanted, (one, came) => {
      const picture = turned(one, wanted.choice)
      return { picture, fitted: false, came, proportion: picture.width / picture.height }
    }),
  )
}

/** [count, size, size, channels] */
function joined(squares: readonly Square[], size: number, channels: 1 | 3): Uint8Array {
  const length = size * size * channels
  const out = new Uint8Array(squares.length * length)
  squares.forEach((square, i) => {
    out.set(square.channels === channels ? square.bytes : toRgb(square.bytes), i * length)
  })
  return out
}
