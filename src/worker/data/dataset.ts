/**
 * What a dataset is once it is ready to train on: one interface whatever its items are, so that nobody who only draws, splits,
 * keeps or counts asks for their kind. Bytes and typed arrays only: 5,000 photos must fit, and tensors are not known here.
 */
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Attribute, Groups } from '../../common/items/attributes.ts'
import type { ItemSpec } from '../../common/items/item-spec.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'
import type { Stream } from '../../common/numbers/random.ts'
import type { DatasetSummary } from '../../common/protocol/report.ts'
import type { Resident } from './resident.ts'

export interface Dataset<Item extends ItemSpec = ItemSpec> {
  /** What one item is. */
  readonly item: Item
  readonly summary: DatasetSummary
  /**
   * `count` real items as one flat array [count, …item], a pure function of the stream: each drawn independently (with
   * replacement), so that a batch needs no memory of the ones before it and any past step can be repeated.
   */
  draw(stream: Stream, count: number): Float32Array
  /** The items where they are a list, and so can be learnt by heart; null for a distribution that is sampled afresh. */
  readonly list: ItemList | null
  /** Class of each listed item; null where they have none. */
  readonly labels: Uint16Array | null
  /** What else is told of each listed item; absent where nothing is. */
  readonly attributes?: readonly Attribute[]
  /** Listed items that training sees all of or none; absent where each stands for itself. */
  readonly groups?: Groups
  /** What each item is to be made from; absent where items come alone. */
  readonly partners?: Partners
  /** The items as a device can draw them by itself; null where they are drawn by a formula, or too many for a device. */
  resident(): Resident | null
  /** The classes as a device can draw them along with the very same items; null where it cannot, or there are none. */
  residentLabels(): Resident | null
  /**
   * The items as plain bytes, shared with the dataset: copy before transferring ownership. Null for a set made by a formula,
   * which is remade from the config instead.
   */
  keep(): PreparedTransfer | null
  /** The items as the config wants them prepared, made from what was prepared already; itself where nothing changes. */
  refit(config: RunConfig): Promise<Dataset<Item>>
}

export interface ItemList {
  readonly count: number
  /** These items, in this order, as one flat array [indices.length, …item]. */
  at(indices: ArrayLike<number>): Float32Array
  /** Which of them `draw` takes from the same stream, [count]. */
  drawn(stream: Stream, count: number): Uint32Array
}

/** The other pictures of a set of pairs: one for each listed item, of the same shape. */
export interface Partners {
  /** Of these items, in this order, as one flat array [indices.length, …item]. */
  at(indices: ArrayLike<number>): Float32Array
  /** Of the items that `draw` takes from the same stream. */
  draw(stream: Stream, count: number): Float32Array
  /** As a device can draw them along with the very same items; null where it cannot. */
  resident(): Resident | null
}

/** A dataset that is a list of items. */
export type Listed = Dataset & { readonly list: ItemList }

export function isListed(dataset: Dataset): dataset is Listed {
  return dataset.list !== null
}
