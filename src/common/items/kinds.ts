/**
 * What both worlds know of each kind of item: its shape, and its words. One entry for a kind; a missing one does not
 * compile. What only the worker or only the page needs stands in src/worker/kinds/ and src/page/kinds/.
 */
import { learntColumns } from '../tables/learnt-columns.ts'
import { widthOf } from '../tables/encoding-spans.ts'
import type { ItemOf, ItemSpec, KindId } from './item-spec.ts'

interface KindEntry<Item extends ItemSpec> {
  /** One item, and many: “picture”, “pictures”. */
  readonly one: string
  readonly many: string
  /** What an item is called in models that leave the page: the contract's section 5. */
  readonly port: string
  /** How single items leave the page. */
  readonly leavesAs: 'files' | 'rows'
  /** Whether pictures' augmentations mean anything to such items. */
  readonly augmentable: boolean
  /** Whether such items can have classes that the networks are told. */
  readonly classified: boolean
  /** How much of a picture one item says to who learns from it: fewer are few where each says much. */
  readonly says: number
  /** Passes over the training items that such networks are usually given; null where nobody says. */
  passesOver(item: Item): { readonly passes: number; readonly items: number } | null
  /** Shape of one item, without the batch. */
  shapeOf(item: Item): readonly number[]
  /** What tells such items from others of their kind, for a sentence: “at 28 × 28, gray”; empty where nothing does. */
  detail(item: Item): string
  /** As scripts have known it from the first version on: side in pixels or 0, and numbers beside each other in an item. */
  measures(item: Item): { readonly size: number; readonly channels: number }
}

type Entries = { readonly [K in KindId]: KindEntry<ItemOf<K>> }

export const KINDS = {
  point: {
    one: 'point',
    many: 'points',
    port: 'point',
    leavesAs: 'rows',
    augmentable: false,
    classified: false,
    says: 1,
    passesOver: () => null,
    shapeOf: () => [2],
    detail: () => '',
    measures: () => ({ size: 0, channels: 2 }),
  },
  picture: {
    one: 'picture',
    many: 'pictures',
    port: 'image',
    leavesAs: 'files',
    augmentable: true,
    classified: true,
    says: 1,
    passesOver: () => null,
    shapeOf: ({ size, channels }) => [size, size, channels],
    detail: ({ size, channels }) => `at ${size} × ${size}, ${channels === 1 ? 'gray' : 'colour'}`,
    measures: ({ size, channels }) => ({ size, channels }),
  },
  row: {
    one: 'row',
    many: 'rows',
    port: 'row',
    leavesAs: 'rows',
    augmentable: false,
    classified: false,
    says: 0.2,
    // Xu et al. 2019, as its reference trains.
    // As many as the study of docs/tables.md made.
    passesOver: ({ encoding }) => ({ passes: 100, items: encoding.rows }),
    shapeOf: ({ encoding }) => [widthOf(encoding)],
    detail: ({ encoding }) => {
      const { length } = learntColumns(encoding)
      return `with ${length} ${length === 1 ? 'column' : 'columns'}`
    },
    measures: ({ encoding }) => ({ size: 0, channels: widthOf(encoding) }),
  },
} as const satisfies Entries

export const KIND_IDS = Object.keys(KINDS) as KindId[]

/** The entry of a kind, for its own specs. */
export function kindEntry<K extends KindId>(kind: K): KindEntry<ItemOf<K>> {
  return (KINDS as Entries)[kind]
}

/** Shape of one item, without the batch. */
export function shapeOf<K extends KindId>(item: ItemOf<K>): readonly number[] {
  return kindEntry<K>(item.kind).shapeOf(item)
}

/** Passes over the training items that such networks are usually given; null where nobody says. */
export function passesOver<K extends KindId>(item: ItemOf<K>): { passes: number; items: number } | null {
  return kindEntry<K>(item.kind).passesOver(item)
}

/** What tells such items from others of their kind: “at 28 × 28, gray”; empty where nothing does. */
export function detailOf<K extends KindId>(item: ItemOf<K>): string {
  return kindEntry<K>(item.kind).detail(item)
}

/** The side and the channels of an item, as scripts have known them from the first version on. */
export function measuresOf<K extends KindId>(item: ItemOf<K>): { size: number; channels: number } {
  return { ...kindEntry<K>(item.kind).measures(item) }
}
