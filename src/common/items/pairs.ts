/** Pictures that come in twos: what each is made from, and what is to come of it. Plain data. */

/** What the person calls both sides: names of their folders, or "left" and "right". */
export interface PairNames {
  /** Of the pictures that are given. */
  readonly source: string
  /** Of the pictures that are wanted: they are the items of the set. */
  readonly target: string
}

/**
 * Whether the pictures of a person are taken for pairs: as their folders and their looks tell, not at all, as the halves of each
 * picture, or as what lies under one name in two folders.
 */
export type PairChoice =
  'auto' | 'none' | 'left-right' | 'right-left' | { readonly from: string; readonly to: string }
