/** Writes down what was understood of the data. Looks at no bytes: troubles are found beside this. */
import type { DataCard, DataChoice, Guess, LeftOut, Size, Trouble } from '../../../common/items/data-card.ts'
import type { ItemSpec } from '../../../common/items/item-spec.ts'
import { READERS_CHOICE } from '../../../common/items/data-card.ts'
import type { DatasetSummary, SkippedItem } from '../../../common/protocol/report.ts'

export interface Understood {
  readonly label: string
  readonly item: ItemSpec
  readonly count: number
  readonly classes: readonly string[]
  /** Index into `classes` of each item; null where there are none. */
  readonly labels: Uint16Array | null
  readonly files: number
  readonly skipped: readonly SkippedItem[]
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
  /** Of each picture that has one. */
  readonly came: readonly Size[]
  readonly choice: DataChoice
}

export function makeCard({ skipped, classes, labels, came, ...rest }: Understood): DataCard {
  return { ...rest, classes: counted(classes, labels), leftOut: byReason(skipped), sizes: sizesOf(came) }
}

/** The classes with how many items each has. */
export function counted(classes: readonly string[], labels: Uint16Array | null) {
  const counts = classes.map(() => 0)
  labels?.forEach((label) => (counts[label] = (counts[label] ?? 0) + 1))
  return classes.map((name, i) => ({ name, count: counts[i] ?? 0 }))
}

/** The most frequent reason first. */
function byReason(skipped: readonly SkippedItem[]): LeftOut[] {
  const groups = new Map<string, LeftOut>()
  for (const { reason, count = 1 } of skipped) {
    const { code, sentence, nextStep } = reason
    const known = groups.get(code)
    groups.set(
      code,
      known === undefined ? { code, count, sentence, nextStep } : { ...known, count: known.count + count },
    )
  }
  return [...groups.values()].sort((a, b) => b.count - a.count)
}

/** Ordered by area. */
function sizesOf(came: readonly Size[]): DataCard['sizes'] {
  const [first, ...rest] = came
  if (first === undefined) return null
  let smallest = first
  let largest = first
  for (const size of rest) {
    if (size.width * size.height < smallest.width * smallest.height) smallest = size
    if (size.width * size.height > largest.width * largest.height) largest = size
  }
  const alike = came.every(({ width, height }) => width === first.width && height === first.height)
  return { smallest, largest, alike }
}

/** The card of data as they are known by their summary: a built-in set has nothing to tell but its counts. */
export function cardOf({ card, label, item, count, classes, skipped, pairs }: DatasetSummary): DataCard {
  if (card !== undefined) return pairs === undefined ? card : { ...card, pairs }
  return {
    label,
    item,
    count,
    classes: classes.map((name) => ({ name, count: null })),
    files: 0,
    leftOut: byReason(skipped),
    guesses: [],
    troubles: [],
    sizes: null,
    choice: READERS_CHOICE,
  }
}
