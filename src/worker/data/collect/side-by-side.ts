/**
 * Whether the pictures that were found hold two side by side each, and so are to be read once more and cut; and which of them are
 * wanted. Looks at what the readers noted; cuts nothing.
 */
import type { PairChoice } from '../../../common/items/pairs.ts'
import { pictureAt } from '../arrays/pixel-array.ts'
import { folderPairs } from '../layout/pairs-of.ts'
import { halfEdges, isDouble, lieOverEachOther, type HalfEdges } from '../pixels/halves.ts'
import type { Found } from '../readers/find.ts'
import type { Half } from '../readers/picture.ts'

/** Fewer tell nothing by their shape. */
const LEAST = 4
/** So many have it. */
const NEARLY_ALL = 0.95
/** That are looked at, spread over all. */
const LOOKED_AT = 64

/** The half that the person says is given; undefined where nobody said that there are halves. */
export function saidHalf(choice: PairChoice): Half | undefined {
  return choice === 'left-right' ? 'left' : choice === 'right-left' ? 'right' : undefined
}

/** The half that is given, where the choice or the looks of the pictures say that each holds two. */
export function givenHalf(found: readonly Found[], choice: PairChoice): Half | undefined {
  if (choice === 'none' || saidHalf(choice) !== undefined) return saidHalf(choice)
  if (folderPairs(pathsOf(found), choice) !== null) return undefined
  const looks = found.flatMap(looksOf)
  if (!mayBeDouble(looks.map(({ double }) => double))) return undefined
  const doubles = looks.filter(({ double }) => double)
  const step = Math.max(1, doubles.length / LOOKED_AT)
  const some = Array.from(
    { length: Math.min(LOOKED_AT, doubles.length) },
    (_, i) => doubles[Math.floor(i * step)],
  )
  return lieOverEachOther(some.flatMap((look) => look?.edges() ?? [])) ? 'left' : undefined
}

/** @param double of each picture, whether it is exactly twice as wide as high */
export function mayBeDouble(double: readonly boolean[]): boolean {
  return double.length >= LEAST && double.filter(Boolean).length >= NEARLY_ALL * double.length
}

/** Those that are wanted: of folders that are pairs the targets, else all. */
export function wantedOf(found: readonly Found[], choice: PairChoice): readonly Found[] {
  const pairs = typeof choice === 'object' || choice === 'auto' ? folderPairs(pathsOf(found), choice) : null
  if (pairs === null) return found
  const targets = new Set(pairs.pairs.map(({ target }) => target))
  return found.filter((_, i) => targets.has(i))
}

/** What holds no pictures lies nowhere. */
function pathsOf(found: readonly Found[]): string[] {
  return found.map((item) =>
    item.holds === 'picture' || item.holds === 'pictures' || item.holds === 'array' ? item.path : '',
  )
}

interface Look {
  readonly double: boolean
  readonly edges: () => HalfEdges | undefined
}

function looksOf(item: Found): Look[] {
  if (item.holds === 'picture' || item.holds === 'pictures') {
    const pictures = item.holds === 'picture' ? [item.picture] : item.pictures
    return pictures.map(({ edges }) => ({ double: edges !== undefined, edges: () => edges }))
  }
  if (item.holds !== 'array') return []
  const { array } = item
  const double = isDouble(array)
  return Array.from({ length: array.count }, (_, i) => ({
    double,
    edges: () => halfEdges(pictureAt(array, i)),
  }))
}
