/** Which column of a table is most likely meant to be predicted, where nobody said it. Pure. */
import { learntColumns, type EncodedLearnt } from './learnt-columns.ts'
import type { TableEncoding } from './table-encoding.ts'

/** Names of more categories than these are rather places or products than classes. */
const MOST_CLASSES = 20

/** Words that say it as the last of a name. */
const SAYING = new Set([
  ...['target', 'outcome', 'diagnosis', 'result', 'response', 'prediction', 'prognosis', 'verdict'],
  ...['survived', 'died', 'churn', 'churned', 'default', 'fraud', 'returned', 'readmitted', 'approved'],
  ...['species', 'quality', 'grade'],
])
/** Words that say it as the whole name alone: a passenger's class is a column like others. */
const SAYING_ALONE = new Set(['class', 'label', 'variety'])

/**
 * A column whose name says so; else the last, as tables tend to end with what they are about; where that is a date or has names for
 * categories, the category column with the fewest categories; else the last number. @returns its name; null where no column can be
 */
export function suggestedTarget(encoding: TableEncoding): string | null {
  const columns = learntColumns(encoding).map(({ column }) => column)
  const able = columns.filter(canBe)
  const last = columns.at(-1)
  const found =
    able.findLast(({ name }) => saying(name) === 2) ??
    able.findLast(({ name }) => saying(name) === 1) ??
    (last !== undefined && canBe(last) ? last : undefined) ??
    fewest(able) ??
    able.at(-1)
  return found?.name ?? null
}

/** 2: the whole name says that it is to be predicted; 1: its last word does. */
function saying(name: string): 0 | 1 | 2 {
  const words = name
    .replaceAll(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((word) => word !== '' && word !== 'is')
  const end = words.at(-1) ?? ''
  if (words.length === 1 && (SAYING.has(end) || SAYING_ALONE.has(end))) return 2
  return SAYING.has(end) ? 1 : 0
}

function canBe(column: EncodedLearnt): boolean {
  switch (column.is) {
    case 'date':
      return false
    case 'number':
      return column.number.high > column.number.low
    case 'category':
      return classesOf(column) >= 2 && classesOf(column) <= MOST_CLASSES
  }
}

/** The last of equals. */
function fewest(columns: readonly EncodedLearnt[]): EncodedLearnt | undefined {
  return columns
    .filter(({ is }) => is === 'category')
    .reduce<EncodedLearnt | undefined>(
      (best, one) => (best !== undefined && classesOf(best) < classesOf(one) ? best : one),
      undefined,
    )
}

function classesOf(column: EncodedLearnt): number {
  return column.is === 'category' ? column.labels.top.length + column.labels.others.length : 0
}
