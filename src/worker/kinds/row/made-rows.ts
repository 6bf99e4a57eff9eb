/** What a generator made, as rows of the table: whole categories, numbers on their grid. Knows no network. */
import type { RowItem } from '../../../common/items/item-spec.ts'
import { fork, uniforms, type Stream } from '../../../common/numbers/random.ts'
import { spansOf, widthOf } from '../../../common/tables/encoding-spans.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { asPart, type Steps } from '../../data/readers/in-turns.ts'
import { csvWriter } from '../../data/rows/csv.ts'
import { decodeRows, decodeSteps } from '../../data/rows/encoding/decode.ts'
import { rowWriter, textRows } from '../../data/rows/encoding/text-rows.ts'
import { toColumns } from '../../data/rows/to-columns.ts'

/** Sub-stream of the draws of whole parts; those of labels that share one have the columns' numbers. */
const WHOLE = 2 ** 20
/** Rows written between two turns: some milliseconds. */
const WRITTEN = 250

/**
 * The learnt columns of items [n, width].
 * @param stream which of the labels that share a part is meant
 */
export function columnsOf(
  { encoding }: Pick<RowItem, 'encoding'>,
  items: Float32Array,
  stream: Stream,
): TableColumn[] {
  const { readings } = decodeRows(encoding, withWholeParts({ encoding }, items, fork(stream, WHOLE)), stream)
  return toColumns(
    readings,
    encoding.columns.map(({ name }) => name),
  ).map(({ column }) => column)
}

/**
 * Items [n, width] with one whole part for each choice, drawn by the chances that the generator gives: the likeliest alone would make
 * what is frequent more frequent. Real items stay what they are.
 */
export function withWholeParts(
  { encoding }: Pick<RowItem, 'encoding'>,
  items: Float32Array,
  stream: Stream,
): Float32Array {
  const width = widthOf(encoding)
  const out = items.slice()
  const count = width === 0 ? 0 : items.length / width
  for (const [at, span] of spansOf(encoding).entries()) {
    if (span.is !== 'choice') continue
    const draws = uniforms(fork(stream, at), count)
    for (let row = 0; row < count; row++) {
      const from = row * width + span.offset
      const chances = items.subarray(from, from + span.width)
      const sum = chances.reduce((total, chance) => total + chance, 0)
      let left = (draws[row] ?? 0) * sum
      let part = chances.findIndex((chance) => (left -= chance) < 0)
      // A row that has none of them: a label that no training row had.
      if (part < 0 && sum > 0) part = span.width - 1
      out.fill(0, from, from + span.width)
      if (part >= 0) out[from + part] = 1
    }
  }
  return out
}

/** All cells as the file would have them, [n][columns]. */
export function textOf({ encoding }: RowItem, items: Float32Array, stream: Stream): string[][] {
  return textRows(decodeRows(encoding, items, stream), stream)
}

/** A file like the one that was learnt from: same header, order, forms. Its pieces follow each other. */
export function* csvSteps(
  { encoding }: RowItem,
  items: Float32Array,
  stream: Stream,
): Steps<readonly string[]> {
  const decoded = yield* asPart(decodeSteps(encoding, items, stream), 0, 0.3)
  const rowAt = rowWriter(decoded, stream)
  const { head, body } = csvWriter(encoding.header, encoding.format)
  const pieces = [head]
  for (let from = 0; from < decoded.count; from += WRITTEN) {
    if (from > 0) yield 0.3 + (0.7 * from) / decoded.count
    const rows = Array.from({ length: Math.min(WRITTEN, decoded.count - from) }, (_, i) => rowAt(from + i))
    pieces.push(body(rows))
  }
  return pieces
}
