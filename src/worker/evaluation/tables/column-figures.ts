/**
 * How alike a column of fakes is to the real one, by the definitions of SDMetrics 0.32 (github.com/sdv-dev/SDMetrics), built
 * from the definitions. Every figure lies in [0, 1], 1 is best; NaN where it cannot be told. Must not know of other columns.
 */
import type { CategoryColumn, NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'

/** Decimals that are compared: differences below are rounding. */
const DECIMALS = 1e14
/** Above it a double has no 14 decimals to round. */
const EXACT = Number.MAX_SAFE_INTEGER / DECIMALS
/** What a category counts among reals that only fakes have: keeps its share defined. */
const UNSEEN = 1e-6

/** 1 − sup |F_real − F_fake|, the two-sample Kolmogorov–Smirnov statistic; missing values are left out. */
export function ksComplement(real: NumberColumn, fake: NumberColumn): number {
  const a = sortedKnown(real.values)
  const b = sortedKnown(fake.values)
  if (a.length === 0 || b.length === 0) return NaN
  let [i, j, largest] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] ?? 0, b[j] ?? 0)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    largest = Math.max(largest, Math.abs(i / a.length - j / b.length))
  }
  return 1 - largest
}

/**
 * 1 − ½ Σ |p − q| over the categories; missing values are left out. A category that only fakes have counts a millionth of a
 * row among the reals, as in SDMetrics. @param fake with the labels of `real` first (`alignLabels`)
 */
export function tvComplement(real: CategoryColumn, fake: CategoryColumn): number {
  const known = Math.max(real.labels.length, fake.labels.length)
  const p = countsOf(real, known)
  const q = countsOf(fake, known)
  const fakes = q.reduce((sum, count) => sum + count, 0)
  for (let code = 0; code < known; code++) if (p[code] === 0 && (q[code] ?? 0) > 0) p[code] = UNSEEN
  const reals = p.reduce((sum, count) => sum + count, 0)
  if (fakes === 0 || reals < 1) return NaN
  let total = 0
  for (let code = 0; code < known; code++) total += Math.abs((q[code] ?? 0) / fakes - (p[code] ?? 0) / reals)
  return 1 - 0.5 * total
}

/** Share of fakes within the real bounds. A missing fake lies outside where no real is missing, else it is left out. */
export function boundaryAdherence(real: NumberColumn, fake: NumberColumn): number {
  const [low, high] = boundsOf(real.values)
  const mayBeMissing = missingShare(real) > 0
  let [inside, counted] = [0, 0]
  for (const value of fake.values) {
    if (Number.isNaN(value) && mayBeMissing) continue
    counted++
    if (value >= low && value <= high) inside++
  }
  return inside / counted
}

/** Share of the real range that lies between the least and the greatest fake; NaN for a constant column. */
export function rangeCoverage(real: NumberColumn, fake: NumberColumn): number {
  const [low, high] = boundsOf(real.values)
  const [least, greatest] = boundsOf(fake.values)
  const range = high - low
  if (range === 0) return NaN
  return Math.max(1 - (Math.max((least - low) / range, 0) + Math.max((high - greatest) / range, 0)), 0)
}

/** Share of the real categories that fakes have too. @param fake with the labels of `real` first (`alignLabels`) */
export function categoryCoverage(real: CategoryColumn, fake: CategoryColumn): number {
  const p = countsOf(real, real.labels.length)
  const q = countsOf(fake, Math.max(real.labels.length, fake.labels.length))
  let [there, covered] = [0, 0]
  for (let code = 0; code < p.length; code++) {
    if ((p[code] ?? 0) === 0) continue
    there++
    if ((q[code] ?? 0) > 0) covered++
  }
  return covered / there
}

/** 1 − |share missing among reals − among fakes|. */
export function missingValueSimilarity(real: TableColumn, fake: TableColumn): number {
  return 1 - Math.abs(missingShare(real) - missingShare(fake))
}

/** Share of the rows whose value is missing; NaN of no rows. */
export function missingShare(column: TableColumn): number {
  let missing = 0
  if (column.kind === 'number') {
    for (const value of column.values) if (Number.isNaN(value)) missing++
    return missing / column.values.length
  }
  for (const code of column.codes) if (code < 0) missing++
  return missing / column.codes.length
}

/** Least and greatest known value; NaN where all are missing. */
export function boundsOf(values: Float64Array): readonly [number, number] {
  let [low, high] = [NaN, NaN]
  for (const value of values) {
    if (!(value >= low)) low = Number.isNaN(value) ? low : value
    if (!(value <= high)) high = Number.isNaN(value) ? high : value
  }
  return [low, high]
}

/** Rows of each category, [known]; missing ones left out. */
export function countsOf(column: CategoryColumn, known: number): Float64Array {
  const counts = new Float64Array(known)
  for (const code of column.codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  return counts
}

function sortedKnown(values: Float64Array): Float64Array {
  return values
    .filter((value) => !Number.isNaN(value))
    .map((value) => (Math.abs(value) < EXACT ? Math.round(value * DECIMALS) / DECIMALS : value))
    .sort()
}
