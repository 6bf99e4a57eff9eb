/** The columns of an Arrow file or stream, which Feather (version 2) is too (by Flechette). Must not know what becomes of their cells. */
import type { Batch, Column, DataType } from '@uwdata/flechette'
import { MAX_TABLE_CELLS } from '../../limits.ts'
import { demandTrueLengths } from './arrow-lengths.ts'
import { PLAIN, SINGLE, writerFor, type Form } from './cell-text.ts'
import type { ColumnFile } from './column-file.ts'
import { unpackers, type Unpack } from './unpack.ts'

/** @throws Error where it cannot be read */
export async function openArrow(bytes: Uint8Array): Promise<ColumnFile> {
  // Few people bring one: its reader comes when one does.
  const { CompressionType, setCompressionCodec, tableFromIPC, Type, ...units } =
    await import('@uwdata/flechette')
  const { lz4Frame, zstd } = await unpackers()
  setCompressionCodec(CompressionType.LZ4_FRAME, codecOf(lz4Frame))
  setCompressionCodec(CompressionType.ZSTD, codecOf(zstd))
  demandTrueLengths(bytes)
  // Numbers are looked at where they lie, which must be at whole words.
  const table = tableFromIPC(bytes.byteOffset % 8 === 0 ? bytes : bytes.slice(), {
    ...{ useBigInt: true, useBigIntTimestamp: true, useDecimalInt: true },
  })
  const perSecond = (unit: number) => 1000n ** BigInt(unit)
  const formOf = (type: DataType): Form => {
    if (type.typeId === Type.Dictionary) return formOf(type.dictionary)
    if (type.typeId === Type.Float) return type.precision === units.Precision.SINGLE ? SINGLE : PLAIN
    if (type.typeId === Type.Decimal) return { is: 'decimal', scale: type.scale }
    if (type.typeId === Type.Date) return { is: 'day' }
    if (type.typeId === Type.Timestamp) return { is: 'moment', perSecond: perSecond(type.unit) }
    return type.typeId === Type.Time ? { is: 'time', perSecond: perSecond(type.unit) } : PLAIN
  }
  return {
    rows: table.numRows,
    columns: table.schema.fields.map(({ name, type }, at) => {
      const column: Column<unknown> = table.getChildAt(at)
      return {
        name,
        read: (put: (row: number, text: string) => void) => {
          column.data.forEach((batch) => {
            demandWhole(batch)
          })
          const write = writerFor(formOf(type), column)
          let row = 0
          for (const batch of column.data) {
            for (let i = 0; i < batch.length; i++, row++) put(row, write(valueAt(batch, i)))
          }
          return Promise.resolve()
        },
      }
    }),
  }
}

function codecOf(decode: Unpack) {
  return {
    decode,
    encode: (): never => {
      throw new Error('Nothing is written here.')
    },
  }
}

/** What lies beyond a buffer would read as nothing, and nothing is known by null alone. */
function valueAt(batch: Batch<unknown>, at: number): unknown {
  const value = batch.at(at)
  if (value === undefined) throw new Error(`no value at ${at}`)
  return value
}

/** A batch as it may really be: its types promise buffers that only some kinds of columns have. */
interface Buffers {
  readonly length: number
  readonly nullCount: number
  readonly type: DataType
  readonly validity: ArrayLike<number> | undefined
  readonly values: ArrayLike<unknown> | undefined
  readonly offsets: ArrayLike<number | bigint> | undefined
  readonly sizes: ArrayLike<number | bigint> | undefined
  readonly children: readonly Buffers[] | undefined
}

/**
 * @throws Error where a buffer, or what a list is cut from, is shorter than its column says, or all its parts are more than a table
 * may hold
 */
function demandWhole(batch: Buffers): void {
  const { length, nullCount, validity, offsets, sizes, values, children, type } = batch
  if (length > MAX_TABLE_CELLS) throw new Error(`${length} parts`)
  const bytes = validity?.length ?? 0
  if (nullCount > 0 && bytes > 0 && bytes * 8 < length) throw new Error('short validity')
  const most = values?.length ?? children?.[0]?.length ?? 0
  if ('stride' in type && children !== undefined && type.stride * length > most)
    throw new Error('short lists')
  if (length > 0 && offsets !== undefined) {
    if (sizes === undefined) demandRising(offsets, length, most)
    else demandWithin(offsets, sizes, length, most)
  }
  children?.forEach((child) => {
    demandWhole(child)
  })
}

/** @throws Error where offsets fall, or reach past what they cut */
function demandRising(offsets: ArrayLike<number | bigint>, length: number, most: number): void {
  let before = 0
  for (let i = 0; i <= length; i++) {
    const offset = Number(offsets[i] ?? NaN)
    if (!(offset >= before && offset <= most)) throw new Error(`offset ${offset} after ${before} of ${most}`)
    before = offset
  }
}

/** @throws Error where a cut reaches past what is cut, or all together are more than a table may hold */
function demandWithin(
  offsets: ArrayLike<number | bigint>,
  sizes: ArrayLike<number | bigint>,
  length: number,
  most: number,
): void {
  let sum = 0
  for (let i = 0; i < length; i++) {
    const [offset, size] = [Number(offsets[i] ?? NaN), Number(sizes[i] ?? NaN)]
    sum += size
    if (!(offset >= 0 && size >= 0 && offset + size <= most && sum <= MAX_TABLE_CELLS))
      throw new Error(`${size} from ${offset} of ${most}`)
  }
}
