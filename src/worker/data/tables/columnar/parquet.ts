/** The columns of a Parquet file (Apache Parquet's format, by hyparquet). Must not know what becomes of their cells. */
import type { Compressors, FileMetaData, ParquetParsers, SchemaElement } from 'hyparquet'
import { dayText, MICROS, Moment, PLAIN, SINGLE, writerFor, type Form } from './cell-text.ts'
import { UnknownCompression, type ColumnFile } from './column-file.ts'
import { unpackers, type Unpack } from './unpack.ts'

/** @throws Error where it cannot be read */
export async function openParquet(bytes: Uint8Array): Promise<ColumnFile> {
  // Few people bring one: its reader comes when one does.
  const { parquetMetadataAsync, parquetRead, parquetSchema, snappyUncompress } = await import('hyparquet')
  const file = {
    byteLength: bytes.length,
    slice: (start: number, end?: number) => bytes.slice(start, end).buffer,
  }
  const metadata = await parquetMetadataAsync(file, { parsers: PARSERS, geoparquet: false })
  const compressors = await compressorsWith(snappyUncompress)
  const columns = parquetSchema(metadata).children.map(({ element, children }) => {
    const form = children.length > 0 ? PLAIN : takenForm(element)
    return {
      name: element.name,
      read: async (put: (row: number, text: string) => void) => {
        const chunks: { readonly values: ArrayLike<unknown>; readonly start: number }[] = []
        await parquetRead({
          ...{ file, metadata, compressors, columns: [element.name] },
          ...{ parsers: PARSERS, geoparquet: false, utf8: false },
          onChunk: ({ columnData, rowStart }) => {
            chunks.push({ values: columnData as ArrayLike<unknown>, start: rowStart })
          },
        })
        const write = writerFor(form, allOf(chunks.map(({ values }) => values)))
        for (const { values, start } of chunks)
          for (let i = 0; i < values.length; i++) put(start + i, write(values[i]))
      },
    }
  })
  return { rows: rowsOf(metadata), columns }
}

/** Moments keep their unit; days and JSON are text at once. */
const PARSERS: Partial<ParquetParsers> = {
  timestampFromMilliseconds: (count) => new Moment(count, 1000n),
  timestampFromMicroseconds: (count) => new Moment(count, MICROS),
  timestampFromNanoseconds: (count) => new Moment(count, 1000n * MICROS),
  dateFromDays: dayText,
  jsonFromBytes: (bytes) => new TextDecoder().decode(bytes),
}

function rowsOf({ num_rows: promised, row_groups: groups }: FileMetaData): number {
  const rows = groups.reduce((sum, { num_rows: own }) => sum + Number(own), 0)
  if (rows !== Number(promised) || !Number.isSafeInteger(rows) || rows < 0)
    throw new Error(`${rows} rows, where ${promised} were promised`)
  return rows
}

/**
 * How a column's values are written. What hyparquet would round, or refuse, is taken out of the schema, so that it hands over what
 * stands in the file.
 */
function takenForm(element: SchemaElement): Form {
  const { type, converted_type: converted, logical_type: logical } = element
  const bare = (form: Form): Form => {
    delete element.converted_type
    delete element.logical_type
    return form
  }
  if (converted === 'DECIMAL' || logical?.type === 'DECIMAL') {
    const scale = logical?.type === 'DECIMAL' ? logical.scale : (element.scale ?? 0)
    return bare({ is: 'decimal', scale })
  }
  if (converted === 'BSON' || converted === 'INTERVAL') return bare(PLAIN)
  if (logical?.type === 'TIME') return { is: 'time', perSecond: PER_SECOND[logical.unit] }
  if (converted === 'TIME_MILLIS') return { is: 'time', perSecond: PER_SECOND.MILLIS }
  if (converted === 'TIME_MICROS') return { is: 'time', perSecond: PER_SECOND.MICROS }
  if (logical?.type === 'TIMESTAMP' || converted?.startsWith('TIMESTAMP') === true || type === 'INT96')
    return { is: 'moment', perSecond: MICROS }
  return type === 'FLOAT' ? SINGLE : PLAIN
}

const PER_SECOND = { MILLIS: 1000n, MICROS, NANOS: 1000n * MICROS } as const

async function compressorsWith(snappy: (packed: Uint8Array, out: Uint8Array) => void): Promise<Compressors> {
  const { gzip, zstd, lz4Block, guarded } = await unpackers()
  const unsnapped: Unpack = (packed, length) => {
    const out = new Uint8Array(length)
    snappy(packed, out)
    return out
  }
  const unknown = (codec: string): Unpack => {
    return () => {
      throw new UnknownCompression(codec)
    }
  }
  return {
    ...{ SNAPPY: guarded(unsnapped), GZIP: gzip, ZSTD: zstd, LZ4_RAW: lz4Block },
    ...{ BROTLI: unknown('Brotli'), LZO: unknown('LZO'), LZ4: unknown('LZ4 as Hadoop writes it') },
  }
}

function* allOf(chunks: readonly ArrayLike<unknown>[]): Generator<unknown, void> {
  for (const values of chunks) for (let i = 0; i < values.length; i++) yield values[i]
}
