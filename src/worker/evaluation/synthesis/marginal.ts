/**
 * One column as shares between 0 and 1 and back: what a copula needs of it. A missing value takes the lowest shares, categories
 * take theirs one after the other, a number by its rank. Must not know other columns.
 */
import { takeOf } from '../../../common/tables/rows.ts'
import type { CategoryColumn, NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'
import { decimalsOf, rounded } from './decimals.ts'

export interface Marginal {
  /** The middle of the shares that each training row's value takes, [n], in (0, 1). */
  readonly shares: Float64Array
  /** The column of the values that stand at these shares, each in (0, 1). */
  column(shares: Float64Array): TableColumn
}

export function marginalOfNumber(column: NumberColumn): Marginal {
  const { values } = column
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const known = sorted.length
  const missing = 1 - known / values.length
  const decimals = decimalsOf(sorted)
  const middle = new Map<number, number>()
  for (let start = 0, end = 0; start < known; start = end) {
    const value = sorted[start] ?? 0
    while (end < known && sorted[end] === value) end++
    middle.set(value, missing + ((1 - missing) * (start + end)) / 2 / known)
  }
  return {
    shares: values.map((value) => middle.get(value) ?? missing / 2),
    column: (shares) => ({
      ...column,
      values: Float64Array.from(shares, (share) => {
        if (known === 0 || share < missing) return NaN
        // Between neighbours by a line: new values appear, and none outside the training rows' bounds.
        const place = Math.min(known - 1, Math.max(0, ((share - missing) / (1 - missing)) * known - 0.5))
        const below = sorted[Math.floor(place)] ?? NaN
        const above = sorted[Math.ceil(place)] ?? NaN
        return rounded(below + (above - below) * (place - Math.floor(place)), decimals)
      }),
    }),
  }
}

/** @param heightOf where each category stands among the others, [labels]; of equals the more frequent one comes first */
export function marginalOfCategory(column: CategoryColumn, heightOf: Float64Array): Marginal {
  const counts = new Map<number, number>()
  for (const code of column.codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  const total = column.codes.length
  // Missing first.
  const order = [...counts].sort(
    ([a, many], [b, few]) =>
      Number(b < 0) - Number(a < 0) || (heightOf[a] ?? 0) - (heightOf[b] ?? 0) || few - many || a - b,
  )
  const middle = new Map<number, number>()
  const ends: number[] = []
  let sum = 0
  for (const [code, count] of order) {
    middle.set(code, (sum + count / 2) / total)
    sum += count
    ends.push(sum / total)
  }
  return {
    shares: Float64Array.from(column.codes, (code) => middle.get(code) ?? 0.5),
    column: (shares) => ({
      ...takeOf(column, []),
      codes: Int32Array.from(shares, (share) => {
        const at = ends.findIndex((end) => share < end)
        return order[at < 0 ? order.length - 1 : at]?.[0] ?? -1
      }),
    }),
  }
}
