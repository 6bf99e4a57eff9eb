/** A small distribution of a column, as data for a picture. */
import type { ColumnPicture, LabelCount } from '../../../common/tables/column-profile.ts'
import { blanksAmongWords } from './blanks.ts'
import type { CellColumn } from './cells.ts'
import { barsOf } from './numbers/number-facts.ts'
import type { CategoryReading } from './reading.ts'

const BARS = 20
const LABELS = 8
const CELLS = 5

/** @param sorted ascending @param shift added before the logarithm; null where none is taken @param write how the ends of the axis read */
export function barsPicture(
  sorted: Float64Array,
  shift: number | null,
  write: (value: number) => string,
): ColumnPicture {
  const [low = 0] = sorted
  const high = sorted.at(-1) ?? 0
  const told = shift === null ? sorted : sorted.map((value) => Math.log(value + shift))
  const counts = barsOf(told, told[0] ?? 0, told.at(-1) ?? 0, BARS)
  const empty = sorted.length === 0
  return {
    is: 'bars',
    counts,
    low: empty ? '' : write(low),
    high: empty ? '' : write(high),
    log: shift !== null,
  }
}

export function labelsPicture({ codes, labels }: CategoryReading): ColumnPicture {
  const all = labelCounts(codes, labels)
  const rest = all.slice(LABELS).reduce((sum, { count }) => sum + count, 0)
  return { is: 'labels', labels: all.slice(0, LABELS), others: rest }
}

export function cellsPicture({ texts }: CellColumn): ColumnPicture {
  const blanks = blanksAmongWords(texts.slice(0, 100))
  const cells = texts.slice(0, 100).filter((_, at) => blanks[at] !== true)
  return { is: 'cells', cells: cells.slice(0, CELLS).map((cell) => cell.slice(0, 80)) }
}

/** The most frequent label first; of equals the one that came first. @param rows those that count; all where it is absent */
export function labelCounts(codes: Int32Array, labels: readonly string[], rows?: Uint32Array): LabelCount[] {
  const counts = new Uint32Array(labels.length)
  const length = rows?.length ?? codes.length
  for (let i = 0; i < length; i++) {
    const code = codes[rows?.[i] ?? i] ?? -1
    if (code >= 0) counts[code] = (counts[code] ?? 0) + 1
  }
  return labels.map((label, i) => ({ label, count: counts[i] ?? 0 })).sort((a, b) => b.count - a.count)
}
