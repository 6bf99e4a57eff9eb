/** Conditions on rows as a person sets them, and what is asked of the worker. Pure. */
import type { MakeRows, RowCondition, RowsMade } from '../../../../common/protocol/rows.ts'
import { learntColumns } from '../../../../common/tables/learnt-columns.ts'
import type { TableEncoding } from '../../../../common/tables/table-encoding.ts'
import { wholeNumber } from '../../../ui/kit/number-words.ts'

/** A condition as it stands in the form; which of the fields count follows from the column. */
export interface Draft {
  readonly id: number
  readonly column: string
  readonly is: string
  readonly from: string
  readonly to: string
}

/** The learnt columns: labels of a category, the most frequent first; null of numbers and dates. */
export interface Choosable {
  readonly name: string
  readonly labels: readonly string[] | null
}

export function choosable(encoding: TableEncoding): Choosable[] {
  return learntColumns(encoding).map(({ column }) => ({
    name: column.name,
    labels:
      column.is === 'category'
        ? [...column.labels.top, ...column.labels.others].map(({ label }) => label)
        : null,
  }))
}

/** A new one: of the first column of categories, or the first at all; null where nothing is learnt. */
export function firstDraft(columns: readonly Choosable[], id: number): Draft | null {
  const column = columns.find(({ labels }) => labels !== null) ?? columns[0]
  return column === undefined ? null : draftOf(column, id)
}

export function draftOf({ name, labels }: Choosable, id: number): Draft {
  return { id, column: name, is: labels?.[0] ?? '', from: '', to: '' }
}

/** Null where it asks for nothing: no bound was given, or there is no such column. */
export function conditionOf(
  { column, is, from, to }: Draft,
  columns: readonly Choosable[],
): RowCondition | null {
  const known = columns.find(({ name }) => name === column)
  if (known === undefined) return null
  if (known.labels !== null) return { column, is }
  const [low, high] = [from.trim(), to.trim()]
  if (low === '' && high === '') return null
  return { column, from: low === '' ? null : low, to: high === '' ? null : high }
}

export interface Wanted {
  readonly count: number
  readonly seed: number
  readonly drafts: readonly Draft[]
  /** A column's name; null: as often as the table has them. */
  readonly balance: string | null
}

export function askedOf({ count, seed, drafts, balance }: Wanted, columns: readonly Choosable[]): MakeRows {
  const where = drafts.flatMap((draft) => conditionOf(draft, columns) ?? [])
  return {
    count,
    seed,
    ...(where.length === 0 ? {} : { where }),
    ...(balance === null ? {} : { balance }),
  }
}

/** How many rows came, and what they cost. */
export function madeWords({ count, where, balance }: MakeRows, { rows, acceptance }: RowsMade): string {
  const came = `${wholeNumber(rows)} ${rows === 1 ? 'row' : 'rows'}`
  if (where === undefined && balance === undefined) return `${came}.`
  const met = `${shareWords(acceptance)} of the rows drawn had what was asked for`
  if (rows >= count) return `${came}; ${met}.`
  return `Only ${wholeNumber(rows)} of ${wholeNumber(count)} rows came: ${met}, and drawing was given up. Ask for less, or train on.`
}

function shareWords(share: number): string {
  const percent = 100 * share
  if (percent >= 10) return `${Math.round(percent)} %`
  return percent >= 0.01 ? `${Number(percent.toPrecision(2))} %` : 'Hardly any'
}
