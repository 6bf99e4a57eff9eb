/** What a column of a table can be taken for. Must not know how that is found out: see src/worker/data/rows/. */

export const MEANINGS = ['number', 'category', 'yes-no', 'date', 'id', 'constant', 'text'] as const

/**
 * `id` names rows and is never learnt; `constant` says the same in every row; `text` is free text, which is left out. The
 * others are learnt.
 */
export type ColumnMeaning = (typeof MEANINGS)[number]

/** How each is called on the page. */
export const MEANING_WORDS: Readonly<Record<ColumnMeaning, string>> = {
  number: 'number',
  category: 'category',
  'yes-no': 'yes or no',
  date: 'date or time',
  id: 'id',
  constant: 'constant',
  text: 'free text',
}

export function isLearnt(meaning: ColumnMeaning): boolean {
  return meaning === 'number' || meaning === 'category' || meaning === 'yes-no' || meaning === 'date'
}
