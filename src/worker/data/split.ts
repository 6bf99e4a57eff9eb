/**
 * Which items of a dataset training never sees. They tell learning from learning by heart: a pure function of the
 * dataset's bytes, whatever the run's seed, so that every run on it can be compared. Sets made by a formula have none.
 */
import type { Groups } from '../../common/items/attributes.ts'
import { permutation, streamFor } from '../../common/numbers/random.ts'
import type { Listed } from './dataset.ts'
import { fnv1a64 } from './fnv.ts'

const SHARE = 0.05
const LEAST = 8
const MOST = 1000
const SHARE_OF_ROWS = 0.2
const MOST_ROWS = 20_000
/** Below so many items every one is needed for training. */
const LEAST_ITEMS = 40

/** Indices of items, ascending. Together they are all items, but for the rest of groups that are held out. */
export interface Split {
  readonly training: Uint32Array
  readonly heldOut: Uint32Array
}

/** How many of `count` items are held out: 5 %, at least 8 and at most 1,000; none of fewer than 40. */
export function heldOutCount(count: number): number {
  return count < LEAST_ITEMS ? 0 : Math.min(MOST, Math.max(LEAST, Math.round(SHARE * count)))
}

/** Rows cost little, and what fakes are worth is judged on those held out: a fifth of them, of fewer than 40 none. */
export function heldOutRows(count: number): number {
  return count < LEAST_ITEMS ? 0 : Math.min(MOST_ROWS, Math.round(SHARE_OF_ROWS * count))
}

/**
 * The split of `count` items of the dataset of this fingerprint.
 * @param held how many are held out
 */
export function splitOf(fingerprint: string, count: number, held = heldOutCount(count)): Split {
  const digest = fnv1a64(new TextEncoder().encode(fingerprint))
  const order = permutation(streamFor(parseInt(digest.slice(0, 8), 16), 'split'), count)
  return { training: order.subarray(held).slice().sort(), heldOut: order.slice(0, held).sort() }
}

/**
 * The split where whole groups are held out, whatever the bytes: no item of theirs is trained on. Of more than 1,000 such items so many
 * are taken, evenly spread.
 */
export function splitOfGroups({ of, heldOut }: Groups): Split {
  const out = new Set(heldOut)
  const indices = Uint32Array.from(of, (_, index) => index)
  const apart = indices.filter((index) => out.has(of[index] ?? 0))
  const held = Math.min(MOST, apart.length)
  return {
    training: indices.filter((index) => !out.has(of[index] ?? 0)),
    heldOut: Uint32Array.from({ length: held }, (_, i) => apart[Math.floor((i * apart.length) / held)] ?? 0),
  }
}

const known = new WeakMap<object, Split>()

/**
 * The split of a dataset, remembered: every batch asks for it.
 * @param owner the dataset, or what stands for it @param held as in `splitOf`; who asks first decides
 */
export function splitFor(owner: object, fingerprint: string, count: number, held?: number): Split {
  return remembered(owner, () => splitOf(fingerprint, count, held))
}

function remembered(owner: object, make: () => Split): Split {
  const before = known.get(owner)
  if (before !== undefined) return before
  const split = make()
  known.set(owner, split)
  return split
}

/** Which items training draws from, and which it never sees. */
export function splitOfItems(set: Listed): Split {
  const { groups } = set
  if (groups !== undefined) return remembered(set, () => splitOfGroups(groups))
  return splitFor(set, set.summary.fingerprint, set.list.count)
}
