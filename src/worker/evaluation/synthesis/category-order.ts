/** Categories have no order, and a copula needs one: by the number that they hang together with most. Pure. */
import type { CategoryColumn } from '../../../common/tables/table-column.ts'

/**
 * A height for each category, [labels]: its mean of the number whose variance the categories explain best (the greatest
 * correlation ratio η²; Fisher 1925). All 0 where there is no number. @param numbers the numbers' shares, [n] each
 */
export function heightsAmong(column: CategoryColumn, numbers: readonly Float64Array[]): Float64Array {
  let [best, most] = [new Float64Array(column.labels.length), 0]
  for (const values of numbers) {
    const { means, explained } = explain(column, values)
    if (explained > most) [best, most] = [means, explained]
  }
  return best
}

function explain({ codes, labels }: CategoryColumn, values: Float64Array) {
  const sums = new Float64Array(labels.length)
  const counts = new Float64Array(labels.length)
  let [sum, squares, count] = [0, 0, 0]
  for (let row = 0; row < codes.length; row++) {
    const [code, value] = [codes[row] ?? -1, values[row] ?? 0]
    if (code < 0) continue
    sums[code] = (sums[code] ?? 0) + value
    counts[code] = (counts[code] ?? 0) + 1
    sum += value
    squares += value * value
    count++
  }
  const means = sums.map((total, code) => total / Math.max(1, counts[code] ?? 0))
  const all = sum / Math.max(1, count)
  const variance = squares - all * sum
  const between = means.reduce((total, mean, code) => total + (counts[code] ?? 0) * (mean - all) ** 2, 0)
  return { means, explained: variance > 0 ? between / variance : 0 }
}
