/** The classes of a dataset's items: which there are, and which a draw falls on. No tensors. */
import { MOST_CLASSES } from '../../common/catalog/datasets.ts'
import { integers, type Stream } from '../../common/numbers/random.ts'
import { isListed, type Dataset, type Listed } from './dataset.ts'
import { splitOfItems } from './split.ts'

/** A list of items that have classes. */
export type LabelledSet = Listed & { readonly labels: Uint16Array }

/** True where conditional training has classes to work with. */
export function isLabelled(dataset: Dataset): dataset is LabelledSet {
  if (!isListed(dataset) || dataset.labels === null) return false
  const { length } = dataset.summary.classes
  return length > 1 && length <= MOST_CLASSES
}

/** Classes of the very items that `draw` takes from this stream: each as often as training has of it. */
export function drawLabels(set: LabelledSet, stream: Stream, count: number): Uint16Array {
  return labelsAt(set, set.list.drawn(stream, count))
}

export function labelsAt(set: LabelledSet, indices: Uint32Array): Uint16Array {
  return Uint16Array.from(indices, (index) => set.labels[index] ?? 0)
}

/** [labels.length, …item]: for each class a training item of it at random, or any where it has none. */
export function itemsOfClasses(set: LabelledSet, stream: Stream, labels: Uint16Array): Float32Array {
  const known = membersOf(set)
  const { training } = splitOfItems(set)
  const draws = integers(stream, labels.length, 2 ** 31)
  const indices = Array.from(labels, (label, i) => {
    const members = known[label] ?? training
    const among = members.length === 0 ? training : members
    return among[(draws[i] ?? 0) % among.length] ?? 0
  })
  return set.list.at(indices)
}

const memory = new WeakMap<LabelledSet, readonly Uint32Array[]>()

/** Training items of each class, remembered. */
export function membersOf(set: LabelledSet): readonly Uint32Array[] {
  const before = memory.get(set)
  if (before !== undefined) return before
  const lists: number[][] = set.summary.classes.map(() => [])
  splitOfItems(set).training.forEach((index) => lists[set.labels[index] ?? 0]?.push(index))
  const members = lists.map((list) => Uint32Array.from(list))
  memory.set(set, members)
  return members
}
