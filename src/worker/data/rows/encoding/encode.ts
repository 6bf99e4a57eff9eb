/** Rows of a table as numbers for a network, [n, width], by a fitted encoding; the spans are those of encoding-spans.ts. Pure. */
import { FINE, partCounts, spansOf, type Span } from '../../../../common/tables/encoding-spans.ts'
import type {
  EncodedColumn,
  LabelCoding,
  NumberCoding,
  TableEncoding,
} from '../../../../common/tables/table-encoding.ts'
import { fork, uniforms, type Stream } from '../../../../common/numbers/random.ts'
import type { CategoryReading, ColumnReading, DateReading, NumberReading } from '../reading.ts'
import { otherTable } from '../reasons.ts'
import { FULL, ownerAmong } from './modes.ts'

/**
 * @param readings the table that the encoding was fitted on, training rows or not
 * @param rows which of its rows, in this order; one may come more than once
 * @param stream which mode a value is told by, among those that it may belong to (Xu et al. 2019, section 4.2)
 * @returns [rows.length, width] scalars in [−1, 1] and one-hot spans; a label that no training row has is all zeros
 * @throws GanvasError `encoding-other-table`
 */
export function encodeRows(
  encoding: TableEncoding,
  readings: readonly ColumnReading[],
  rows: Uint32Array,
  stream: Stream,
): Float32Array<ArrayBuffer> {
  if (readings.length !== encoding.columns.length) throw otherTable()
  const spans = spansOf(encoding)
  const last = spans.at(-1)
  const width = last === undefined ? 0 : last.offset + last.width
  const out = new Float32Array(rows.length * width)
  for (const [at, column] of encoding.columns.entries()) {
    const own = spans.filter((span) => span.column === at)
    const reading = readings[at]
    const into: Into = {
      out,
      width,
      rows,
      scalar: own.find(({ is }) => is === 'scalar')?.offset ?? null,
      fine: own.find((span) => span.is === 'scalar' && span.of === 'fine')?.offset ?? null,
      choice: own.find(({ is }) => is === 'choice')?.offset ?? null,
    }
    if (column.is === 'category' && reading?.is === 'category') encodeLabels(column.labels, reading, into)
    else if ((column.is === 'number' || column.is === 'date') && reading?.is === column.is)
      encodeNumbers(column, reading, into, fork(stream, at))
    else if (column.is !== reading?.is) throw otherTable()
  }
  return out
}

interface Into {
  readonly out: Float32Array
  readonly width: number
  readonly rows: Uint32Array
  /** Where in each row the number goes, the rest of it, and where the choice begins; null where there is none. */
  readonly scalar: Span['offset'] | null
  readonly fine: Span['offset'] | null
  readonly choice: Span['offset'] | null
}

function encodeLabels(labels: LabelCoding, { codes, labels: names }: CategoryReading, into: Into): void {
  const { out, width, rows, choice } = into
  if (choice === null) return
  const { top, others, missing } = labels
  const partOf = new Map(top.map(({ label }, part) => [label, part]))
  for (const { label } of others) partOf.set(label, top.length)
  const none = missing > 0 ? top.length + (others.length > 0 ? 1 : 0) : -1
  const parts = Int32Array.from(names, (label) => partOf.get(label) ?? (others.length > 0 ? top.length : -1))
  for (const [i, row] of rows.entries()) {
    const code = codes[row] ?? -1
    const part = code < 0 ? none : (parts[code] ?? -1)
    if (part >= 0) out[i * width + choice + part] = 1
  }
}

type NumbersOf = Extract<EncodedColumn, { is: 'number' | 'date' }>

function encodeNumbers(column: NumbersOf, reading: NumberReading | DateReading, into: Into, stream: Stream) {
  const { out, width, rows, scalar, fine, choice } = into
  const { modes, specials, missing, log, low, high } = column.number
  if (scalar === null) return
  const partOfValue = new Map<number, number>()
  for (const [i, { value }] of specials.entries())
    if (value !== null) partOfValue.set(value, modes.length + i)
  const marks = reading.is === 'number' ? reading.marks : null
  const partOfMark =
    reading.is === 'number' && marks !== null
      ? reading.words.map((word) => {
          const at = specials.findIndex(({ value, text }) => value === null && text === word)
          return at < 0 ? -1 : modes.length + at
        })
      : []
  const none = missing > 0 ? partCounts(column).length - 1 : -1
  const draws = modes.length > 1 ? uniforms(stream, rows.length) : null
  const choose = chooserFor(column.number)
  for (const [i, row] of rows.entries()) {
    const value = reading.values[row] ?? NaN
    const special = partOfValue.get(value) ?? partOfMark[marks?.[row] ?? -1]
    let part = special ?? none
    if (special === undefined && !Number.isNaN(value)) {
      // Held-out rows may lie beyond: they are told by the end of the range.
      const inside = Math.min(high, Math.max(low, value))
      const told = log === null ? inside : Math.log(inside + log)
      part = choose(told, draws?.[i] ?? 0)
      const mode = modes[part]
      const place = mode === undefined ? 0 : Math.min(1, Math.max(-1, (told - mode.mean) / mode.scale))
      const coarse = fine === null ? place : Math.round(place / FINE) * FINE
      out[i * width + scalar] = coarse
      if (fine !== null) out[i * width + fine] = (2 * (place - coarse)) / FINE
    }
    if (choice !== null && part >= 0) out[i * width + choice + part] = 1
  }
}

/** Which mode tells a value: drawn by how much it belongs to each of those that reach it; else its own. */
function chooserFor({ modes }: NumberCoding): (told: number, draw: number) => number {
  if (modes.length < 2) return () => 0
  const owner = ownerAmong(modes)
  const shares = new Float64Array(modes.length)
  const constants = modes.map(({ weight, deviation }) => weight / deviation)
  return (told, draw) => {
    let sum = 0
    for (let k = 0; k < modes.length; k++) {
      const mode = modes[k]
      if (mode === undefined) continue
      const away = (told - mode.mean) / mode.deviation
      const reached = Math.abs(told - mode.mean) <= FULL * mode.scale
      shares[k] = reached ? (constants[k] ?? 0) * Math.exp(-(away * away) / 2) : 0
      sum += shares[k] ?? 0
    }
    if (!(sum > 0)) return owner(told)
    let left = draw * sum
    for (let k = 0; k < modes.length; k++) {
      left -= shares[k] ?? 0
      if (left < 0) return k
    }
    return owner(told)
  }
}
