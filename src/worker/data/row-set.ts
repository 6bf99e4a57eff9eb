/**
 * Sets of rows of a table: the learnt columns as they were read, and how a network is fed them. What rows mean is the encoding's
 * business, which travels in the item; training by sampling is the feed's (src/worker/kinds/row/). Knows no network.
 */
import { GanvasError } from '../../common/failure.ts'
import type { RowItem } from '../../common/items/item-spec.ts'
import { measuresOf } from '../../common/items/kinds.ts'
import type { PreparedTransfer } from '../../common/items/prepared-transfer.ts'
import { fork, integers, streamFor, type Stream } from '../../common/numbers/random.ts'
import type { DatasetSummary } from '../../common/protocol/report.ts'
import { spansOf, widthOf, type ChoiceSpan } from '../../common/tables/encoding-spans.ts'
import { takeRows } from '../../common/tables/rows.ts'
import type { TableColumn } from '../../common/tables/table-column.ts'
import type { Dataset, ItemList } from './dataset.ts'
import { fingerprint } from './fingerprint.ts'
import { demandAgreement } from './kept.ts'
import { atOnce, type Steps } from './readers/in-turns.ts'
import { packReadings, unpackReadings } from './rows/packed-readings.ts'
import { encodeRows } from './rows/encoding/encode.ts'
import { fitSteps } from './rows/encoding/fit.ts'
import type { ColumnReading } from './rows/reading.ts'
import { toColumns } from './rows/to-columns.ts'
import type { UnderstoodTable } from './rows/understand.ts'
import { heldOutRows, splitFor, splitOf, type Split } from './split.ts'

export type RowSummary = DatasetSummary & { readonly item: RowItem }

export interface RowSet extends Dataset<RowItem> {
  readonly summary: RowSummary
  readonly list: ItemList
  /** Rows that training draws from, and those it never sees. */
  readonly split: Split
  /** The learnt columns of all rows, in the file's order. */
  readonly columns: readonly TableColumn[]
  /** The learnt columns of some of them. */
  take(rows: ArrayLike<number>): TableColumn[]
  /** Which part of a choice each of some rows has; one that no training row has is 65,535. */
  partsOf(span: ChoiceSpan, rows: ArrayLike<number>): Uint16Array
  /** Every column as it was read, those too that are not learnt. */
  readonly readings: readonly ColumnReading[]
}

/** Which sub-streams of a draw decide what. */
const PART = { choice: 0 } as const
/** Seeds of what belongs to the table and not to a run: rows that modes are fitted on, and which mode tells a number. */
const FITTED = 0
const CODED = 1

/**
 * What one item of the table is, one turn a column.
 * @param digest of the rows, as `rowsFingerprint` gives it
 * @throws GanvasError `table-nothing-to-learn`, `no-training-rows`
 */
export function* rowItemSteps(table: UnderstoodTable, digest: string): Steps<RowItem> {
  const { training } = splitOf(digest, table.count, heldOutRows(table.count))
  const encoding = yield* fitSteps(table, training, streamFor(FITTED, 'data'))
  if (widthOf(encoding) === 0) throw nothingToLearn()
  return { kind: 'row', encoding, target: table.choice.target }
}

/** Rows in one piece, and what names them: their values and how they are written. */
export interface PackedRows {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly fingerprint: string
}

/** The one copy that is made of the rows: what is learnt, kept and handed on stands on these bytes. */
export async function packRows({ readings, header }: UnderstoodTable): Promise<PackedRows> {
  const bytes = packReadings(readings)
  return { bytes, fingerprint: await fingerprint(`rows ${JSON.stringify(header)}`, [bytes]) }
}

/** @throws GanvasError `encoding-other-table` */
export function rowSetSteps(
  bytes: Uint8Array<ArrayBuffer>,
  about: Omit<RowSummary, 'size' | 'channels' | 'classes'>,
): Steps<RowSet> {
  const summary = { ...about, ...measuresOf(about.item), classes: [] }
  return restoredSteps({ summary, bytes, labels: null })
}

/** @throws GanvasError `prepared-invalid` when bytes and summary do not agree */
export function restoredRows(kept: PreparedTransfer): RowSet {
  return atOnce(restoredSteps(kept))
}

function* restoredSteps({ summary, bytes }: PreparedTransfer): Steps<RowSet> {
  const { item, count } = summary
  demandAgreement(item.kind === 'row' && count > 0)
  const readings = unpackReadings(bytes, item.encoding, count)
  demandAgreement(readings !== null)
  const coded = yield* codedSteps(item, readings, count)
  return new TableRows(bytes, readings, coded, { ...summary, item })
}

class TableRows implements RowSet {
  readonly item: RowItem
  readonly labels = null
  readonly list: ItemList
  readonly split: Split
  readonly columns: readonly TableColumn[]
  /** @param bytes what the readings are views of */
  constructor(
    private readonly bytes: Uint8Array,
    readonly readings: readonly ColumnReading[],
    private readonly coded: CodedRows,
    readonly summary: RowSummary,
  ) {
    this.item = summary.item
    this.split = splitFor(this, summary.fingerprint, summary.count, heldOutRows(summary.count))
    const { encoding } = summary.item
    const names = encoding.columns.map(({ name }) => name)
    this.columns = toColumns(readings, names).map(({ column }) => column)
    this.list = {
      count: summary.count,
      at: (indices) => this.coded.at(indices),
      drawn: (stream, count) => {
        const { training } = this.split
        return integers(fork(stream, PART.choice), count, training.length).map((pick) => training[pick] ?? 0)
      },
    }
  }

  draw(stream: Stream, count: number): Float32Array {
    return this.list.at(this.list.drawn(stream, count))
  }

  take(rows: ArrayLike<number>): TableColumn[] {
    return takeRows(this.columns, rows)
  }

  partsOf(span: ChoiceSpan, rows: ArrayLike<number>): Uint16Array {
    return this.coded.partsOf(span, rows)
  }

  resident() {
    return null
  }

  residentLabels() {
    return null
  }

  keep(): PreparedTransfer {
    return { summary: this.summary, bytes: this.bytes, labels: null }
  }

  refit(): Promise<RowSet> {
    return Promise.resolve(this)
  }
}

/** One turn a stretch of rows. */
function* codedSteps(
  { encoding }: RowItem,
  readings: readonly ColumnReading[],
  count: number,
): Steps<CodedRows> {
  const coded = new CodedRows(encoding, count)
  for (let from = 0; from < count; from += STRETCH) {
    if (from > 0) yield from / count
    const rows = Uint32Array.from({ length: Math.min(STRETCH, count - from) }, (_, i) => from + i)
    const stream = fork(streamFor(CODED, 'data'), from)
    coded.put(from, rows.length, encodeRows(encoding, readings, rows, stream))
  }
  return coded
}

/** Rows as a network sees them, held in little: of a choice which part it is, not all of them. */
class CodedRows {
  private readonly scalars: readonly number[]
  private readonly choices: readonly { readonly offset: number; readonly width: number }[]
  private readonly width: number
  /** [count, scalars] and [count, choices]; a part that no training row has is NONE. */
  private readonly numbers: Float32Array
  private readonly parts: Uint16Array

  constructor(encoding: RowItem['encoding'], count: number) {
    const spans = spansOf(encoding)
    this.scalars = spans.flatMap((span) => (span.is === 'scalar' ? [span.offset] : []))
    this.choices = spans.flatMap((span) => (span.is === 'choice' ? [span] : []))
    this.width = widthOf(encoding)
    this.numbers = new Float32Array(count * this.scalars.length)
    this.parts = new Uint16Array(count * this.choices.length).fill(NONE)
  }

  at(indices: ArrayLike<number>): Float32Array {
    const { scalars, choices, width } = this
    const out = new Float32Array(indices.length * width)
    for (let i = 0; i < indices.length; i++) {
      const row = indices[i] ?? 0
      for (let s = 0; s < scalars.length; s++)
        out[i * width + (scalars[s] ?? 0)] = this.numbers[row * scalars.length + s] ?? 0
      for (let c = 0; c < choices.length; c++) {
        const part = this.parts[row * choices.length + c] ?? NONE
        if (part !== NONE) out[i * width + (choices[c]?.offset ?? 0) + part] = 1
      }
    }
    return out
  }

  partsOf({ offset }: ChoiceSpan, rows: ArrayLike<number>): Uint16Array {
    const { choices, parts } = this
    const at = choices.findIndex((choice) => choice.offset === offset)
    return Uint16Array.from(rows, (row) => parts[row * choices.length + at] ?? NONE)
  }

  put(from: number, count: number, coded: Float32Array): void {
    const { scalars, choices, width } = this
    for (let i = 0; i < count; i++) {
      const row = from + i
      for (let s = 0; s < scalars.length; s++)
        this.numbers[row * scalars.length + s] = coded[i * width + (scalars[s] ?? 0)] ?? 0
      choices.forEach(({ offset, width: parts }, c) => {
        const start = i * width + offset
        const part = coded.subarray(start, start + parts).indexOf(1)
        if (part >= 0) this.parts[row * choices.length + c] = part
      })
    }
  }
}

const NONE = 0xffff
/** Rows encoded at once. */
const STRETCH = 4096

function nothingToLearn(): GanvasError {
  return new GanvasError(
    'table-nothing-to-learn',
    'No column of this table can be learnt: each is the same in every row, an id, or free text.',
    'Open a table with numbers, categories or dates that differ from row to row.',
  )
}
