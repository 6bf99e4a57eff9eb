/**
 * The columns of a table as bytes, to be kept and to be named by: a head of JSON, then each learnt column's values. Forms of
 * writing are the encoding's and are not repeated. Pure.
 */
import * as v from 'valibot'
import type { TableEncoding } from '../../../common/tables/table-encoding.ts'
import type { ColumnReading } from './reading.ts'

/** What a column needs beside its values. */
const HEAD = v.array(
  v.variant('is', [
    v.object({ is: v.literal('number'), words: v.array(v.string()) }),
    v.object({ is: v.literal('date') }),
    v.object({ is: v.literal('category'), labels: v.array(v.string()) }),
    v.object({ is: v.literal('other') }),
  ]),
)
type Head = v.InferOutput<typeof HEAD>

/** Length of the head in bytes; then the head; then values, each list at a multiple of 8. */
const LENGTH_BYTES = 8

export function packReadings(readings: readonly ColumnReading[]): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(readings.map(headOf)))
  const lists = readings.flatMap(listsOf)
  const start = aligned(LENGTH_BYTES + head.length)
  const out = new Uint8Array(lists.reduce((sum, list) => sum + aligned(list.byteLength), start))
  new DataView(out.buffer).setUint32(0, head.length, true)
  out.set(head, LENGTH_BYTES)
  let at = start
  for (const list of lists) {
    out.set(new Uint8Array(list.buffer, list.byteOffset, list.byteLength), at)
    at += aligned(list.byteLength)
  }
  return out
}

/** Null where bytes and encoding do not agree. Shares the bytes where numbers may start there. */
export function unpackReadings(
  bytes: Uint8Array,
  { columns }: TableEncoding,
  count: number,
): ColumnReading[] | null {
  const head = readHead(bytes)
  if (head === null || head.list.length !== columns.length) return null
  let at = head.end
  const next = (size: number): Stretch | null => {
    const from = at
    at += aligned(count * size)
    return at > bytes.length ? null : stretchOf(bytes.subarray(from, from + count * size))
  }
  const readings: ColumnReading[] = []
  for (const [i, column] of columns.entries()) {
    const told = head.list[i]
    if (column.is === 'id') readings.push({ is: 'id', pattern: column.pattern })
    else if (column.is === 'constant') readings.push({ is: 'constant', text: column.text })
    else if (told?.is !== column.is) return null
    else if (column.is === 'category' && told.is === 'category') {
      const codes = next(Int32Array.BYTES_PER_ELEMENT)
      if (codes === null) return null
      const { labels } = told
      readings.push({
        is: 'category',
        codes: new Int32Array(...codes, count),
        labels,
        missingText: column.missingText,
      })
    } else if (column.is !== 'category') {
      const values = next(Float64Array.BYTES_PER_ELEMENT)
      const words = told.is === 'number' ? told.words : []
      const marks = words.length === 0 ? null : next(1)
      if (values === null || (words.length > 0 && marks === null)) return null
      const read = { values: new Float64Array(...values, count), missingText: column.missingText }
      if (column.is === 'date') readings.push({ is: 'date', format: column.format, ...read })
      else {
        const { format } = column
        readings.push({
          is: 'number',
          marks: marks && new Int8Array(...marks, count),
          words,
          format,
          ...read,
        })
      }
    }
  }
  return at === bytes.length && readings.every((reading) => fits(reading)) ? readings : null
}

/** Memory, and where in it numbers begin. */
type Stretch = readonly [ArrayBuffer, number]

/** A copy where these bytes start where no number may. */
function stretchOf(bytes: Uint8Array): Stretch {
  const { buffer, byteOffset } = bytes
  return buffer instanceof ArrayBuffer && byteOffset % 8 === 0
    ? [buffer, byteOffset]
    : [bytes.slice().buffer, 0]
}

function readHead(bytes: Uint8Array): { list: Head; end: number } | null {
  if (bytes.length < LENGTH_BYTES) return null
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true)
  const end = aligned(LENGTH_BYTES + length)
  if (end > bytes.length) return null
  try {
    const text = new TextDecoder().decode(bytes.subarray(LENGTH_BYTES, LENGTH_BYTES + length))
    const read = v.safeParse(HEAD, JSON.parse(text))
    return read.success ? { list: read.output, end } : null
  } catch {
    return null
  }
}

/** Codes and marks name what is there. */
function fits(reading: ColumnReading): boolean {
  if (reading.is === 'category')
    return reading.codes.every((code) => code >= -1 && code < reading.labels.length)
  return reading.is !== 'number' || (reading.marks?.every((mark) => mark < reading.words.length) ?? true)
}

function headOf(reading: ColumnReading): Head[number] {
  if (reading.is === 'number') return { is: 'number', words: [...reading.words] }
  if (reading.is === 'date') return { is: 'date' }
  return reading.is === 'category' ? { is: 'category', labels: [...reading.labels] } : { is: 'other' }
}

function listsOf(reading: ColumnReading): (Float64Array | Int32Array | Int8Array)[] {
  if (reading.is === 'category') return [reading.codes]
  if (reading.is === 'date') return [reading.values]
  if (reading.is !== 'number') return []
  return reading.marks === null ? [reading.values] : [reading.values, reading.marks]
}

function aligned(bytes: number): number {
  return Math.ceil(bytes / 8) * 8
}
