/**
 * Columns as rows of numbers for learners that multiply: numbers scaled, a column for each category and for what is missing.
 * Fitted on training rows alone. Must not know what is predicted.
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { rowCount, takeOf } from '../../../common/tables/rows.ts'
import type { NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'

export interface Encoder {
  readonly shape: readonly TableColumn[]
  readonly parts: readonly Part[]
  readonly width: number
}

/** A number takes one place, and one more for missing where any is; a category one for each that occurs, missing among them. */
type Part =
  | {
      readonly kind: 'number'
      readonly fill: number
      readonly centre: number
      readonly scale: number
      readonly flag: boolean
    }
  | {
      readonly kind: 'category'
      readonly placeOf: Int32Array
      readonly missing: number
      readonly width: number
      /** What stands in each place for a row of its category, else 0. */
      readonly marks: Float64Array
    }

/** `standard`: mean 0, deviation 1. `robust`: median 0, quartiles 1 apart, and no place for missing, as SDMetrics has it. */
export type Scaling = 'standard' | 'robust'

export function fitEncoder(columns: readonly TableColumn[], scaling: Scaling = 'standard'): Encoder {
  const parts = columns.map((column) =>
    column.kind === 'number' ? numberPart(column, scaling) : categoryPart(column, scaling),
  )
  return {
    shape: columns.map((column) => takeOf(column, [])),
    parts,
    width: parts.reduce((sum, part) => sum + widthOf(part), 0),
  }
}

/**
 * Rows of numbers of which all but a few are 0, as there is a place for each category: only what may differ from 0 is held,
 * `perRow` places of each row and what stands there.
 */
export interface EncodedRows {
  readonly count: number
  readonly width: number
  readonly perRow: number
  /** [count, perRow], each below `width` (or 0 beside a value of 0). */
  readonly places: Int32Array
  readonly values: Float64Array
}

/** A category that the encoder never saw is 0 everywhere. @throws GanvasError `table-columns-differ` */
export function encode(encoder: Encoder, columns: readonly TableColumn[]): EncodedRows {
  const count = rowCount(columns)
  const perRow = encoder.parts.reduce((sum, part) => sum + entriesOf(part), 0)
  const places = new Int32Array(count * perRow)
  const values = new Float64Array(count * perRow)
  let [place, entry] = [0, 0]
  alignLabels(encoder.shape, columns).forEach((column, at) => {
    const part = encoder.parts[at]
    if (part?.kind === 'number' && column.kind === 'number') {
      column.values.forEach((value, row) => {
        const known = Number.isNaN(value) ? part.fill : value
        places[row * perRow + entry] = place
        values[row * perRow + entry] = (known - part.centre) / part.scale
        if (!part.flag) return
        places[row * perRow + entry + 1] = place + 1
        values[row * perRow + entry + 1] = Number.isNaN(value) ? 1 : 0
      })
    } else if (part?.kind === 'category' && column.kind === 'category') {
      column.codes.forEach((code, row) => {
        const own = code < 0 ? part.missing : (part.placeOf[code] ?? -1)
        if (own < 0) return
        places[row * perRow + entry] = place + own
        values[row * perRow + entry] = part.marks[own] ?? 1
      })
    }
    if (!part) return
    place += widthOf(part)
    entry += entriesOf(part)
  })
  return { count, width: encoder.width, perRow, places, values }
}

/** Σ weights[from + place] · value over a row. */
export function rowTimes(rows: EncodedRows, row: number, weights: Float64Array, from: number): number {
  const { perRow, places, values } = rows
  let sum = 0
  for (let at = row * perRow, end = at + perRow; at < end; at++) {
    sum += (weights[from + (places[at] ?? 0)] ?? 0) * (values[at] ?? 0)
  }
  return sum
}

/** Adds `factor` times a row to into[from …]. */
export function addRow(
  rows: EncodedRows,
  row: number,
  factor: number,
  into: Float64Array,
  from: number,
): void {
  const { perRow, places, values } = rows
  for (let at = row * perRow, end = at + perRow; at < end; at++) {
    const place = from + (places[at] ?? 0)
    into[place] = (into[place] ?? 0) + factor * (values[at] ?? 0)
  }
}

function entriesOf(part: Part): number {
  return part.kind === 'number' && part.flag ? 2 : 1
}

function widthOf(part: Part): number {
  return part.kind === 'number' ? (part.flag ? 2 : 1) : part.width
}

function numberPart(column: NumberColumn, scaling: Scaling): Part {
  const known = column.values.filter((value) => !Number.isNaN(value))
  const mean = known.reduce((sum, value) => sum + value / known.length, 0)
  if (scaling === 'robust') {
    // The missing are filled before the quartiles are taken, as SDMetrics does.
    const sorted = column.values.map((value) => (Number.isNaN(value) ? mean : value)).sort()
    const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25)
    return {
      kind: 'number',
      fill: mean,
      centre: quantile(sorted, 0.5),
      scale: spread > 0 ? spread : 1,
      flag: false,
    }
  }
  const flag = known.length < column.values.length
  const variance = known.reduce((sum, value) => sum + (value - mean) ** 2 / known.length, 0)
  return { kind: 'number', fill: mean, centre: mean, scale: variance > 0 ? Math.sqrt(variance) : 1, flag }
}

function categoryPart(column: TableColumn, scaling: Scaling): Part {
  const codes = column.kind === 'category' ? column.codes : new Int32Array(0)
  const placeOf = new Int32Array(column.kind === 'category' ? column.labels.length : 0).fill(-1)
  let [width, missing] = [0, -1]
  for (const code of codes) {
    if (code < 0) missing = missing < 0 ? width++ : missing
    else if ((placeOf[code] ?? 0) < 0) placeOf[code] = width++
  }
  const marks = new Float64Array(width).fill(1)
  if (scaling === 'robust') {
    const counts = new Float64Array(width)
    for (const code of codes) {
      const own = code < 0 ? missing : (placeOf[code] ?? 0)
      counts[own] = (counts[own] ?? 0) + 1
    }
    // The quartiles of so many ones above zeros: mostly 0 apart, and then left as they are.
    counts.forEach((ones, own) => {
      const sorted = new Float64Array(codes.length).fill(1, codes.length - ones)
      const spread = quantile(sorted, 0.75) - quantile(sorted, 0.25)
      if (spread > 0) marks[own] = 1 / spread
    })
  }
  return { kind: 'category', placeOf, missing, width, marks }
}

/** Between order statistics, linearly (numpy's default). @param sorted ascending */
export function quantile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return 0
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)] ?? 0
  return below + ((sorted[Math.ceil(place)] ?? below) - below) * (place - Math.floor(place))
}
