/**
 * Columns as bytes for histogram trees: at most 255 bins of about equally many rows, and one for what is missing. Fitted on
 * training rows alone. Must not know what is predicted.
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { lengthOf, takeOf } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'

/** The bin of a missing value, and of a category that training never saw. */
export const MISSING = 255
export const BIN_COUNT = 256

export interface Binning {
  /** The columns without rows: names, and the labels that codes mean. */
  readonly shape: readonly TableColumn[]
  readonly columns: readonly ColumnBins[]
}

/** A number's bin is how many edges lie below it; a category's is looked up. */
type ColumnBins =
  | { readonly kind: 'number'; readonly edges: Float64Array }
  | { readonly kind: 'category'; readonly binOf: Uint8Array }

export function fitBins(columns: readonly TableColumn[]): Binning {
  return {
    shape: columns.map((column) => takeOf(column, [])),
    columns: columns.map((column) =>
      column.kind === 'number'
        ? { kind: 'number', edges: edgesOf(column.values) }
        : { kind: 'category', binOf: categoryBins(column.codes, column.labels.length) },
    ),
  }
}

/** Bins of each column's rows, [columns][n]. @throws GanvasError `table-columns-differ` */
export function toBins(binning: Binning, columns: readonly TableColumn[]): Uint8Array[] {
  return alignLabels(binning.shape, columns).map((column, at) => {
    const bins = new Uint8Array(lengthOf(column)).fill(MISSING)
    const how = binning.columns[at]
    if (how?.kind === 'number' && column.kind === 'number') {
      column.values.forEach((value, row) => {
        if (!Number.isNaN(value)) bins[row] = edgesBelow(how.edges, value)
      })
    } else if (how?.kind === 'category' && column.kind === 'category') {
      column.codes.forEach((code, row) => (bins[row] = how.binOf[code] ?? MISSING))
    }
    return bins
  })
}

/** At most 254 edges, each midway between two values that occur. */
function edgesOf(values: Float64Array): Float64Array {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1])
  const edges: number[] = []
  for (const at of cuts(sorted, distinct)) edges.push(between(distinct[at - 1] ?? 0, distinct[at] ?? 0))
  return Float64Array.from(edges)
}

/**
 * Places in `distinct` that begin a bin. A value of more than its part of the rows (a column that is mostly 0) has a bin of its
 * own, and what is left of the bins is shared by the rest alone.
 */
function cuts(sorted: Float64Array, distinct: Float64Array): number[] {
  if (distinct.length <= MISSING) return [...distinct.keys()].slice(1)
  const counts = new Uint32Array(distinct.length)
  let at = -1
  for (const value of sorted) {
    if (value !== distinct[at]) at++
    counts[at] = (counts[at] ?? 0) + 1
  }
  const part = sorted.length / MISSING
  const heavy = counts.filter((count) => count > part)
  const rest = sorted.length - heavy.reduce((sum, count) => sum + count, 0)
  // A heavy value may cut a bin short on its way.
  const aim = rest / Math.max(1, MISSING - 2 * heavy.length)
  const starts: number[] = []
  let filled = 0
  counts.forEach((count, place) => {
    const full = filled >= aim || count > part || (counts[place - 1] ?? 0) > part
    if (place > 0 && full && starts.length < MISSING - 1) {
      starts.push(place)
      filled = 0
    }
    filled += count
  })
  return starts
}

/** Midway, and never the greater of the two. */
function between(below: number, above: number): number {
  const middle = below + (above - below) / 2
  return middle < above ? middle : below
}

/** How many edges are less than the value: a value at an edge stays below it. */
function edgesBelow(edges: Float64Array, value: number): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Each code its own bin; where there are more than 255, the rarest share the last. */
function categoryBins(codes: Int32Array, labels: number): Uint8Array {
  const binOf = Uint8Array.from({ length: labels }, (_, code) => Math.min(code, MISSING - 1))
  if (labels <= MISSING) return binOf
  const counts = new Float64Array(labels)
  for (const code of codes) if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  const byCount = [...counts.keys()].sort((a, b) => (counts[b] ?? 0) - (counts[a] ?? 0) || a - b)
  byCount.forEach((code, place) => (binOf[code] = Math.min(place, MISSING - 1)))
  return binOf
}
