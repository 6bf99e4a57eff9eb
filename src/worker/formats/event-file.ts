/**
 * TensorBoard's event file, written: one record for each step, each series a scalar (tensorflow's event.proto and summary.proto,
 * in TFRecord frames). Knows no run. Checksums are CRC-32C, turned and shifted as TFRecord has it.
 */
import { crcOf } from '../../common/numbers/crc.ts'
import { double, float, joined, message, text, whole, type Pieces } from './protobuf.ts'

export interface ScalarRow {
  readonly step: number
  /** Seconds since 1970. */
  readonly time: number
  /** Values by tag; what is not finite is left out, for readers cannot plot it. */
  readonly values: Readonly<Record<string, number>>
}

/** @param begun seconds since 1970 */
export function eventFile(begun: number, rows: readonly ScalarRow[]): Uint8Array<ArrayBuffer> {
  const version = record(joined([...double(1, begun), ...text(3, 'brain.Event:2')]))
  return joined([...version, ...rows.flatMap((row) => record(joined(event(row))))])
}

function event({ step, time, values }: ScalarRow): Pieces {
  const scalars = Object.entries(values).filter(([, value]) => Number.isFinite(value))
  const summary = scalars.flatMap(([tag, value]) => message(1, [...text(1, tag), ...float(2, value)]))
  return [...double(1, time), ...whole(2, step), ...message(5, summary)]
}

/** Length, its checksum, the bytes, their checksum. */
function record(bytes: Uint8Array): Pieces {
  const length = new Uint8Array(8)
  new DataView(length.buffer).setBigUint64(0, BigInt(bytes.length), true)
  return [length, masked(length), bytes, masked(bytes)]
}

function masked(bytes: Uint8Array): Uint8Array {
  const crc = crc32c(bytes)
  const turned = ((crc >>> 15) | (crc << 17)) >>> 0
  const word = new Uint8Array(4)
  new DataView(word.buffer).setUint32(0, (turned + 0xa282ead8) >>> 0, true)
  return word
}

/** CRC-32C (Castagnoli et al. 1993; RFC 3720, appendix B.4). */
export const crc32c = crcOf(0x82f63b78)
