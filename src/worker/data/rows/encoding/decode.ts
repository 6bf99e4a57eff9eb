/** Numbers of a network back to columns of a table, by a fitted encoding: the likeliest part of each choice, values within the range of the training rows and on their grid. Pure. */
import { FINE, partCounts, spansOf } from '../../../../common/tables/encoding-spans.ts'
import type {
  EncodedColumn,
  LabelCoding,
  NumberCoding,
  TableEncoding,
} from '../../../../common/tables/table-encoding.ts'
import { fork, uniforms, type Stream } from '../../../../common/numbers/random.ts'
import { atOnce, type Steps } from '../../readers/in-turns.ts'
import { rounded } from '../numbers/write-number.ts'
import type { CategoryReading, ColumnReading, DateReading, NumberReading } from '../reading.ts'

export interface DecodedRows {
  readonly count: number
  /** One for each column of the file, in its order. */
  readonly readings: readonly ColumnReading[]
  /** Of each column, values that lay outside the training rows' range and were taken back to its end. */
  readonly clipped: readonly number[]
}

/**
 * @param rows [n, width]: probabilities or logits in the spans of choices
 * @param stream which of the labels that share a part is meant, drawn by how frequent each is
 */
export function decodeRows(encoding: TableEncoding, rows: Float32Array, stream: Stream): DecodedRows {
  return atOnce(decodeSteps(encoding, rows, stream))
}

/** The same, one turn a column. */
export function* decodeSteps(
  encoding: TableEncoding,
  rows: Float32Array,
  stream: Stream,
): Steps<DecodedRows> {
  const spans = spansOf(encoding)
  const last = spans.at(-1)
  const width = last === undefined ? 0 : last.offset + last.width
  const count = width === 0 ? 0 : Math.floor(rows.length / width)
  const clipped: number[] = []
  const readings: ColumnReading[] = []
  const decoded = (column: EncodedColumn, at: number): ColumnReading => {
    const own = spans.filter((span) => span.column === at)
    const choice = own.find(({ is }) => is === 'choice')
    const parts = choice === undefined ? null : likeliest(rows, count, width, choice.offset, choice.width)
    clipped[at] = 0
    switch (column.is) {
      case 'category':
        return decodeLabels(column, parts, count, fork(stream, at))
      case 'number':
      case 'date': {
        const [scalar, fine] = own.flatMap((span) => (span.is === 'scalar' ? [span.offset] : []))
        const told = Float64Array.from({ length: count }, (_, i) => {
          const rest = fine === undefined ? 0 : (rows[i * width + fine] ?? 0)
          return (rows[i * width + (scalar ?? 0)] ?? 0) + (rest * FINE) / 2
        })
        const { reading, clipped: outside } = decodeNumbers(column, told, parts)
        clipped[at] = outside
        return reading
      }
      case 'id':
        return { is: 'id', pattern: column.pattern }
      case 'constant':
        return { is: 'constant', text: column.text }
    }
  }
  for (const [at, column] of encoding.columns.entries()) {
    if (at > 0) yield at / encoding.columns.length
    readings.push(decoded(column, at))
  }
  return { count, readings, clipped }
}

function likeliest(
  rows: Float32Array,
  count: number,
  width: number,
  offset: number,
  parts: number,
): Int32Array {
  const out = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const from = i * width + offset
    let best = 0
    for (let part = 1; part < parts; part++)
      if ((rows[from + part] ?? 0) > (rows[from + best] ?? 0)) best = part
    out[i] = best
  }
  return out
}

function decodeLabels(
  { labels, missingText }: Extract<EncodedColumn, { is: 'category' }>,
  parts: Int32Array | null,
  count: number,
  stream: Stream,
): CategoryReading {
  const { top, others, missing } = labels
  const names = [...top, ...others].map(({ label }) => label)
  const other = others.length > 0 ? top.length : -1
  const none = missing > 0 ? top.length + (others.length > 0 ? 1 : 0) : -1
  const draw = drawerAmong(others)
  const draws = other < 0 ? null : uniforms(stream, count)
  const codes = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const part = parts?.[i] ?? 0
    if (part === none) codes[i] = -1
    else codes[i] = part === other ? top.length + draw(draws?.[i] ?? 0) : part
  }
  return { is: 'category', codes, labels: names, missingText }
}

/** Which of them a draw in (0, 1) falls on. */
function drawerAmong(others: LabelCoding['others']): (draw: number) => number {
  let sum = 0
  const ends = Float64Array.from(others, ({ count }) => (sum += count))
  return (draw) => {
    let low = 0
    let high = ends.length - 1
    while (low < high) {
      const middle = (low + high) >> 1
      if ((ends[middle] ?? 0) <= draw * sum) low = middle + 1
      else high = middle
    }
    return low
  }
}

function decodeNumbers(
  column: Extract<EncodedColumn, { is: 'number' | 'date' }>,
  told: Float64Array,
  parts: Int32Array | null,
): { reading: NumberReading | DateReading; clipped: number } {
  const { number, missingText } = column
  const { modes, specials, missing } = number
  const words = specials.flatMap(({ value, text }) => (value === null ? [text] : []))
  const markOf = specials.map(({ value, text }) => (value === null ? words.indexOf(text) : -1))
  const values = new Float64Array(told.length)
  const marks = words.length === 0 ? null : new Int8Array(told.length).fill(-1)
  const none = missing > 0 ? partCounts(column).length - 1 : -1
  let clipped = 0
  for (let i = 0; i < told.length; i++) {
    const part = parts?.[i] ?? 0
    const special = specials[part - modes.length]
    if (part === none || special !== undefined) {
      values[i] = special?.value ?? NaN
      if (marks !== null && special !== undefined) marks[i] = markOf[part - modes.length] ?? -1
      continue
    }
    const raw = rawValue(number, part, told[i] ?? 0)
    const value = onGrid(number, raw)
    if (raw < number.low - number.step / 2 || raw > number.high + number.step / 2) clipped++
    values[i] = value
  }
  if (column.is === 'date')
    return { reading: { is: 'date', values, format: column.format, missingText }, clipped }
  return { reading: { is: 'number', values, marks, words, format: column.format, missingText }, clipped }
}

/** What a place in a mode stands for, before it is brought to the grid. */
export function rawValue(
  { modes, log }: Pick<NumberCoding, 'modes' | 'log'>,
  part: number,
  told: number,
): number {
  const mode = modes[part]
  if (mode === undefined) return NaN
  const t = mode.mean + told * mode.scale
  return log === null ? t : Math.exp(t) - log
}

/** Within the range, on the grid, with the column's decimals. */
export function onGrid(
  { low, high, step, decimals }: Pick<NumberCoding, 'low' | 'high' | 'step' | 'decimals'>,
  raw: number,
): number {
  const inside = Math.min(high, Math.max(low, raw))
  const stepped = step === 0 ? inside : low + Math.round((inside - low) / step) * step
  return decimals === null ? stepped : rounded(stepped, decimals)
}
