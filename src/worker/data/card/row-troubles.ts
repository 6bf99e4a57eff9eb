/** What may trouble networks that learn a table. Text and rules alone. */
import type { Trouble } from '../../../common/items/data-card.ts'
import type { RowItem } from '../../../common/items/item-spec.ts'
import { widthOf } from '../../../common/tables/encoding-spans.ts'
import { learntColumns } from '../../../common/tables/learnt-columns.ts'

/** Fewer rows than this say little of how columns hang together. */
const FEW = 1000
/** Numbers of an encoded row from which a step is slow on a laptop. */
const WIDE = 1000

export function rowTroubles({ encoding }: RowItem, count: number): Trouble[] {
  const width = widthOf(encoding)
  const learnt = learntColumns(encoding)
  const folded = learnt.filter(({ column }) => column.is === 'category' && column.labels.others.length > 0)
  return [
    ...(count < FEW ? [few(count)] : []),
    ...(width > WIDE ? [wide(width)] : []),
    ...(folded.length > 0 ? [many(folded.map(({ column }) => column.name))] : []),
  ]
}

const few = (count: number): Trouble => ({
  id: 'few',
  sentence: `${count.toLocaleString('en-GB')} rows are few: fakes will hardly be worth more than the rows themselves.`,
  nextStep: 'Add rows if you have them, and look at what the fakes are worth before you use them.',
})

const wide = (width: number): Trouble => ({
  id: 'wide-rows',
  sentence: `A row becomes ${width.toLocaleString('en-GB')} numbers, so each step takes its time.`,
  nextStep: 'Take columns that need not be learnt for constants, or as free text.',
})

const many = (names: readonly string[]): Trouble => ({
  id: 'many-categories',
  sentence: `Of ${names.length === 1 ? `“${names[0] ?? ''}”` : `${names.length} columns`} the 50 most frequent categories are learnt; the others share one and are drawn back by how frequent each is.`,
  nextStep: '',
})
