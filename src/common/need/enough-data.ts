/**
 * Whether there are enough data to learn from, in one plain sentence, and what to expect where there are not. A word beforehand:
 * the verdict judges what became of it.
 */
import type { RunConfig } from '../config/run-config.ts'
import { kindEntry } from '../items/kinds.ts'
import type { DatasetSummary } from '../protocol/report.ts'

/** Fewer than these can only be copied, are very few, are few. */
const TOO_FEW = 20
const VERY_FEW = 60
const FEW = 200
/** From here on augmentation is a matter of taste (Zhao et al. 2020: it helps up to some thousand). */
const MANY = 2000

export type Amount = 'too-few' | 'very-few' | 'few' | 'enough'

/** @param says how much of a picture one item says: see KINDS */
export function amountOf(items: number, says = 1): Amount {
  const count = items * says
  if (count < TOO_FEW) return 'too-few'
  if (count < VERY_FEW) return 'very-few'
  return count < FEW ? 'few' : 'enough'
}

/** Null where items are made by a formula, as many as are wanted. */
export function amountWords(
  { item, count }: Pick<DatasetSummary, 'item' | 'count'>,
  { augment }: Pick<RunConfig, 'augment'>,
): string | null {
  if (count === 0) return null
  const { one, many, augmentable, says } = kindEntry(item.kind)
  const counted = `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`
  const are = count === 1 ? 'is' : 'are'
  const bare = augmentable && augment === 'none'
  switch (amountOf(count, says)) {
    case 'too-few':
      return `${counted} ${are} too few to learn from: expect copies.`
    case 'very-few':
      return `${counted} are very few: expect near-copies${bare ? ', the more so without augmentation' : ''}.`
    case 'few':
      return `${counted} are few: look out for copies${bare ? ', and turn augmentation on' : ''}.`
    case 'enough':
      if (count * says >= MANY) return `${counted} are plenty.`
      return bare
        ? `${counted} are enough to begin with, better with augmentation on.`
        : `${counted} are enough to begin with; more bring more variety.`
  }
}
