/**
 * Rows of a table as points in which distances mean something: a number by its rank among training rows, a category by a corner of
 * its own. Many columns are folded into a few random directions, which keep distances (Johnson & Lindenstrauss 1984).
 */
import { normals, streamFor } from '../../../common/numbers/random.ts'
import type { CategoryColumn, NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'
import type { RowSet } from '../../data/row-set.ts'
import type { Rows } from '../../evaluation/metrics/rows.ts'

/** More directions than this are folded into as many. */
const MOST = 48
/** Values that ranks are told by. */
const RANKS = 512
/** Deviation of ranks: rows differ by 1 in each number on average. */
const SPREAD = Math.sqrt(12)

export interface Embedding {
  /** @param columns the learnt ones, in order */
  of(columns: readonly TableColumn[]): Rows
}

const known = new WeakMap<RowSet, Embedding>()

/** Made once for a set. */
export function embeddingFor(set: RowSet): Embedding {
  const before = known.get(set)
  if (before !== undefined) return before
  const made = embed(set.take(set.split.training))
  known.set(set, made)
  return made
}

/** @param training rows that ranks and labels are taken from */
export function embed(training: readonly TableColumn[]): Embedding {
  const parts = training.map((column) => (column.kind === 'number' ? byRank(column) : byLabel(column)))
  const wide = parts.reduce((sum, { width }) => sum + width, 0)
  const dimensions = Math.min(wide, MOST)
  const directions =
    wide <= MOST ? null : normals(streamFor(0, 'evaluate'), wide * MOST, 0, 1 / Math.sqrt(MOST))
  return {
    of: (columns) => {
      const count = columns[0] === undefined ? 0 : lengthOf(columns[0])
      const values = new Float32Array(count * dimensions)
      let from = 0
      parts.forEach(({ width, put }, at) => {
        const column = columns[at]
        if (column !== undefined) put(column, (row, place, value) => add(values, row, from + place, value))
        from += width
      })
      return { values, dimensions }
    },
  }

  function add(values: Float32Array, row: number, place: number, value: number): void {
    const start = row * dimensions
    if (directions === null) values[start + place] = (values[start + place] ?? 0) + value
    else
      for (let d = 0; d < MOST; d++)
        values[start + d] = (values[start + d] ?? 0) + value * (directions[place * MOST + d] ?? 0)
  }
}

type Put = (row: number, place: number, value: number) => void

interface Part {
  readonly width: number
  readonly put: (column: TableColumn, put: Put) => void
}

/** A place along the ranks, and another for those that are missing. */
function byRank({ values }: NumberColumn): Part {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort()
  const ranks = Float64Array.from({ length: Math.min(RANKS, sorted.length) }, (_, i) => {
    const at = Math.floor(((i + 0.5) * sorted.length) / Math.min(RANKS, sorted.length))
    return sorted[at] ?? 0
  })
  return {
    width: 2,
    put: (column, put) => {
      if (column.kind !== 'number') return
      column.values.forEach((value, row) => {
        if (Number.isNaN(value)) put(row, 1, 1)
        else put(row, 0, SPREAD * (rankOf(ranks, value) - 0.5))
      })
    },
  }
}

/** Share of the ranks below, those that are equal by half. */
export function rankOf(ranks: Float64Array, value: number): number {
  if (ranks.length === 0) return 0.5
  return (firstAbove(ranks, value, false) + firstAbove(ranks, value, true)) / (2 * ranks.length)
}

function firstAbove(ranks: Float64Array, value: number, orEqual: boolean): number {
  let [low, high] = [0, ranks.length]
  while (low < high) {
    const middle = (low + high) >> 1
    const held = ranks[middle] ?? 0
    if (held < value || (orEqual && held === value)) low = middle + 1
    else high = middle
  }
  return low
}

/** A corner for each label; the last for those that are missing, or that no training row has. */
function byLabel({ labels }: CategoryColumn): Part {
  const known = new Map(labels.map((label, at) => [label, at]))
  return {
    width: labels.length + 1,
    put: (column, put) => {
      if (column.kind !== 'category') return
      const placeOf = column.labels.map((label) => known.get(label) ?? labels.length)
      column.codes.forEach((code, row) => put(row, placeOf[code] ?? labels.length, 1))
    },
  }
}

function lengthOf(column: TableColumn): number {
  return column.kind === 'number' ? column.values.length : column.codes.length
}
