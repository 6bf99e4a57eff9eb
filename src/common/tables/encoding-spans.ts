/** Which numbers of an encoded row mean what: the spans that a generator's heads and a condition vector are built from. Pure. */
import type { EncodedColumn, TableEncoding } from './table-encoding.ts'

/** Steps in which a value is told where another number tells the rest: few enough that single precision has them all. */
export const FINE = 2 ** -15

interface Place {
  /** Column of the file, counted from 0. */
  readonly column: number
  /** Where it begins in the encoded row. */
  readonly offset: number
  readonly width: number
}

/** One number in (−1, 1): a tanh. */
export interface ScalarSpan extends Place {
  readonly is: 'scalar'
  /** `fine` tells what the one before it leaves over, as a share of half a step, where that is told in steps of FINE. */
  readonly of: 'value' | 'fine'
}

/** One of `width` parts, the others 0: a softmax. */
export interface ChoiceSpan extends Place {
  readonly is: 'choice'
  /** Whether the parts are labels, or modes and special values of a number. */
  readonly of: 'labels' | 'modes'
  /** Training rows of each part. */
  readonly counts: readonly number[]
}

/** Consecutive numbers of an encoded row. */
export type Span = ScalarSpan | ChoiceSpan

/** All spans from left to right. A column of one part only has no choice to make, and no span for it. */
export function spansOf(encoding: TableEncoding): Span[] {
  const spans: Span[] = []
  let offset = 0
  for (const [column, coded] of encoding.columns.entries()) {
    if (coded.is === 'number' || coded.is === 'date') {
      spans.push({ is: 'scalar', of: 'value', column, offset: offset++, width: 1 })
      if (coded.number.fine) spans.push({ is: 'scalar', of: 'fine', column, offset: offset++, width: 1 })
    }
    const counts = partCounts(coded)
    if (counts.length < 2) continue
    const width = counts.length
    spans.push({
      is: 'choice',
      of: coded.is === 'category' ? 'labels' : 'modes',
      column,
      offset,
      width,
      counts,
    })
    offset += width
  }
  return spans
}

/** Numbers in an encoded row. */
export function widthOf(encoding: TableEncoding): number {
  const last = spansOf(encoding).at(-1)
  return last === undefined ? 0 : last.offset + last.width
}

/**
 * Training rows of each part of a column, in the order of its softmax: modes, special values, missing; or labels, all others
 * together, missing. Empty of columns that are not learnt.
 */
export function partCounts(column: EncodedColumn): number[] {
  if (column.is === 'number' || column.is === 'date') {
    const { modes, specials, missing } = column.number
    return [...modes, ...specials].map(({ count }) => count).concat(missing > 0 ? [missing] : [])
  }
  if (column.is !== 'category') return []
  const { top, others, missing } = column.labels
  const rest = others.reduce((sum, { count }) => sum + count, 0)
  return [
    ...top.map(({ count }) => count),
    ...(others.length > 0 ? [rest] : []),
    ...(missing > 0 ? [missing] : []),
  ]
}

/** What each part is called, in the same order. */
export function partNames(column: EncodedColumn): string[] {
  const missing = (count: number) => (count > 0 ? ['(missing)'] : [])
  if (column.is === 'number' || column.is === 'date') {
    const { modes, specials, missing: none } = column.number
    return [...modes.map((_, i) => `mode ${i + 1}`), ...specials.map(({ text }) => text), ...missing(none)]
  }
  if (column.is !== 'category') return []
  const { top, others, missing: none } = column.labels
  return [...top.map(({ label }) => label), ...(others.length > 0 ? ['(other)'] : []), ...missing(none)]
}
