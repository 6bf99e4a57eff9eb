/** Puts prepared pictures together into one set: same size, same channels, classes from folders or label files. */
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { toRgb } from '../pixels/colour.ts'
import { namedPictures, type PictureSet } from '../picture-set.ts'
import { classify } from './classes.ts'
import type { Found } from './find.ts'
import { idxSquares, labelsFor, type IdxLabels } from './idx-squares.ts'
import type { Square, Wanted } from './picture.ts'
import { idxLabelsAlone, tooManyPictures } from './reasons.ts'
import { skip } from './skip.ts'

export type FoundPictures = Extract<Found, { holds: 'picture' | 'idx' }>

interface Labelled {
  square: Square
  className: string | null
}

/** How many pictures there are, one by one and inside IDX files. */
export function picturesIn(found: readonly FoundPictures[]): number {
  return found.reduce((sum, item) => {
    if (item.holds === 'picture') return sum + 1
    return sum + (item.content.holds === 'pictures' ? item.content.count : 0)
  }, 0)
}

/** @param skipped gets what is left out here as well @throws GanvasError `cancelled` */
export async function collectPictures(
  found: readonly FoundPictures[],
  skipped: SkippedItem[],
  wanted: Wanted & { room: number },
  signal: AbortSignal,
  name: string,
): Promise<PictureSet> {
  const pictures = await labelled(found, skipped, wanted, signal)
  const { classes, labels } = classify(pictures.map(({ className }) => className))
  const colour = wanted.channels === 'rgb' || pictures.some(({ square }) => square.channels === 3)
  const channels = colour ? 3 : 1
  const about = {
    id: 'own',
    label: name,
    item: { kind: 'picture', size: wanted.size, channels },
    count: pictures.length,
    classes,
    skipped,
  } as const
  return namedPictures(about, joined(pictures, wanted.size, channels), labels)
}

/** Every picture with its class, in the order found; those of IDX files as far as there is room. */
async function labelled(
  found: readonly FoundPictures[],
  skipped: SkippedItem[],
  wanted: Wanted & { room: number },
  signal: AbortSignal,
): Promise<Labelled[]> {
  const candidates = found.flatMap(labelsIn)
  const used = new Set<IdxLabels>()
  const out: Labelled[] = []
  for (const item of found) {
    if (item.holds === 'picture') out.push({ square: item.square, className: item.folder })
    else if (item.content.holds === 'pictures') {
      const { content, name, folder } = item
      const labels = labelsFor(name, content.count, candidates)
      if (labels !== null) used.add(labels)
      const squares = await idxSquares(content, wanted, Math.max(0, wanted.room - out.length), signal)
      if (squares.length < content.count) skipped.push(skip(name, tooManyPictures(name)))
      const classOf = (i: number) => (labels === null ? folder : String(labels.labels[i]))
      for (const [i, square] of squares.entries()) out.push({ square, className: classOf(i) })
    }
  }
  const alone = candidates.filter((candidate) => !used.has(candidate))
  skipped.push(...alone.map(({ name }) => skip(name, idxLabelsAlone(name))))
  return out
}

function labelsIn(item: FoundPictures): IdxLabels[] {
  if (item.holds === 'picture' || item.content.holds === 'pictures') return []
  return [{ name: item.name, labels: item.content.labels }]
}

/** [count, size, size, channels] */
function joined(pictures: readonly Labelled[], size: number, channels: 1 | 3): Uint8Array {
  const length = size * size * channels
  const out = new Uint8Array(pictures.length * length)
  pictures.forEach(({ square }, i) => {
    out.set(square.channels === channels ? square.bytes : toRgb(square.bytes), i * length)
  })
  return out
}
