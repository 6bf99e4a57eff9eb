/**
 * A run's history as growable columns, one row per generator update. Lives outside React: readers keep a version number.
 * Must not know where rows come from or who draws them.
 */
import { SERIES_COLUMNS, SERIES_WIDTH, type SeriesColumn } from './series-columns.ts'

const FIRST_CAPACITY = 4096

/** Columns of equal length, ordered by step. Steps are whole and below 2²⁴, so single precision holds them exactly. */
export class Series {
  private rows = 0
  private columns = emptyColumns(FIRST_CAPACITY)

  /** How many rows there are. */
  get length(): number {
    return this.rows
  }

  /** The step of the last row; −1 when there is none. */
  get lastStep(): number {
    return this.rows === 0 ? -1 : (this.columns.step[this.rows - 1] ?? -1)
  }

  /**
   * Adds rows laid out as SERIES_COLUMNS. A run that went back (a checkpoint, a restart) writes its steps again: rows
   * from the first of the new steps on are replaced.
   * @param rows length a multiple of SERIES_WIDTH; a broken tail is left out
   */
  append(rows: Float32Array): void {
    const count = Math.floor(rows.length / SERIES_WIDTH)
    if (count === 0) return
    this.truncate((rows[0] ?? 0) - 1)
    this.reserve(this.rows + count)
    SERIES_COLUMNS.forEach((name, at) => {
      const column = this.columns[name]
      for (let row = 0; row < count; row++) column[this.rows + row] = rows[row * SERIES_WIDTH + at] ?? NaN
    })
    this.rows += count
  }

  /** A copy of the rows after `step`, laid out as SERIES_COLUMNS. */
  rowsAfter(step: number): Float32Array<ArrayBuffer> {
    return this.rowsBetween(step, Infinity)
  }

  /** The same, up to step `last` and with it. */
  rowsBetween(step: number, last: number): Float32Array<ArrayBuffer> {
    const first = this.rowAt(step + 1)
    const end = Math.max(first, this.rowAt(last + 1))
    const out = new Float32Array((end - first) * SERIES_WIDTH)
    SERIES_COLUMNS.forEach((name, at) => {
      const column = this.columns[name]
      for (let row = first; row < end; row++) out[(row - first) * SERIES_WIDTH + at] = column[row] ?? NaN
    })
    return out
  }

  /** Forgets all rows after `step`. */
  truncate(step: number): void {
    if (this.lastStep > step) this.rows = this.rowAt(step + 1)
  }

  /** Forgets everything. */
  clear(): void {
    this.rows = 0
    this.columns = emptyColumns(FIRST_CAPACITY)
  }

  /** A view of one column, `length` values. Valid until the next append or clear: do not keep it. */
  column(name: SeriesColumn): Float32Array {
    return this.columns[name].subarray(0, this.rows)
  }

  /** Index of the first row whose step is at least `step`; `length` when there is none. */
  rowAt(step: number): number {
    const steps = this.columns.step
    let low = 0
    let high = this.rows
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((steps[middle] ?? 0) < step) low = middle + 1
      else high = middle
    }
    return low
  }

  /** A copy of all columns as plain arrays, for scripts. */
  toRecord(): Record<SeriesColumn, number[]> {
    const pairs = SERIES_COLUMNS.map((name) => [name, Array.from(this.column(name))] as const)
    return Object.fromEntries(pairs) as Record<SeriesColumn, number[]>
  }

  private reserve(rows: number): void {
    const capacity = this.columns.step.length
    if (rows <= capacity) return
    const grown = emptyColumns(Math.max(rows, capacity * 2))
    for (const name of SERIES_COLUMNS) grown[name].set(this.column(name))
    this.columns = grown
  }
}

function emptyColumns(capacity: number): Record<SeriesColumn, Float32Array<ArrayBuffer>> {
  const pairs = SERIES_COLUMNS.map((name) => [name, new Float32Array(capacity)] as const)
  return Object.fromEntries(pairs) as Record<SeriesColumn, Float32Array<ArrayBuffer>>
}
