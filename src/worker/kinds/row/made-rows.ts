/** What a generator made, as rows of the table: whole categories, numbers on their grid. Knows no network. */
import type { RowItem } from '../../../common/items/item-spec.ts'
import type { Stream } from '../../../common/numbers/random.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { csvOf } from '../../data/rows/csv.ts'
import { decodeRows } from '../../data/rows/encoding/decode.ts'
import { textRows } from '../../data/rows/encoding/text-rows.ts'
import { toColumns } from '../../data/rows/to-columns.ts'

/**
 * The learnt columns of items [n, width].
 * @param stream which of the labels that share a part is meant
 */
export function columnsOf({ encoding }: RowItem, items: Float32Array, stream: Stream): TableColumn[] {
  const { readings } = decodeRows(encoding, items, stream)
  return toColumns(
    readings,
    encoding.columns.map(({ name }) => name),
  ).map(({ column }) => column)
}

/** All cells as the file would have them, [n][columns]. */
export function textOf({ encoding }: RowItem, items: Float32Array, stream: Stream): string[][] {
  return textRows(decodeRows(encoding, items, stream), stream)
}

/** A file like the one that was learnt from: same header, order, forms. */
export function csvOfItems(item: RowItem, items: Float32Array, stream: Stream): string {
  const { header, format } = item.encoding
  return csvOf(header, textOf(item, items, stream), format)
}
