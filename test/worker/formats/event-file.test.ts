/** TensorBoard's event file by a reader of its own, written from the format; its checksums by published values. */
import { expect, test } from 'vitest'
import { crc32c, eventFile } from '../../../src/worker/formats/event-file.ts'

test.for<[string, Uint8Array, number]>([
  ['32 zeros', new Uint8Array(32), 0x8a9136aa],
  ['32 × 255', new Uint8Array(32).fill(255), 0x62a8ab43],
  ['0 … 31', Uint8Array.from({ length: 32 }, (_, i) => i), 0x46dd794e],
  ['31 … 0', Uint8Array.from({ length: 32 }, (_, i) => 31 - i), 0x113fdb5c],
  ['123456789', new TextEncoder().encode('123456789'), 0xe3069283],
])('CRC-32C of %s is that of RFC 3720', ([, bytes, wanted]) => {
  expect(crc32c(bytes)).toBe(wanted)
})

/** The messages of a file, as field numbers with their values; throws where a checksum does not hold. */
function recordsOf(file: Uint8Array): [number, number | bigint | Uint8Array][][] {
  const records = []
  const view = new DataView(file.buffer)
  for (let at = 0; at < file.length;) {
    const length = Number(view.getBigUint64(at, true))
    if (view.getUint32(at + 8, true) !== masked(file.subarray(at, at + 8))) throw new Error('length')
    const body = file.subarray(at + 12, at + 12 + length)
    if (view.getUint32(at + 12 + length, true) !== masked(body)) throw new Error('body')
    records.push(fieldsOf(body))
    at += 16 + length
  }
  return records
}

function masked(bytes: Uint8Array): number {
  const crc = crc32c(bytes)
  return Number((BigInt((crc >>> 15) | (crc << 17)) + 0xa282ead8n) & 0xffffffffn)
}

function fieldsOf(bytes: Uint8Array): [number, number | bigint | Uint8Array][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const fields: [number, number | bigint | Uint8Array][] = []
  let at = 0
  const varint = (): bigint => {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = view.getUint8(at++)
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return value
    }
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const field = key >> 3
    if ((key & 7) === 0) fields.push([field, varint()])
    else if ((key & 7) === 1) fields.push([field, view.getFloat64((at += 8) - 8, true)])
    else if ((key & 7) === 5) fields.push([field, view.getFloat32((at += 4) - 4, true)])
    else {
      const length = Number(varint())
      fields.push([field, bytes.subarray(at, (at += length))])
    }
  }
  return fields
}
const text = (value: unknown) => new TextDecoder().decode(value as Uint8Array)

test('a version, then a record for each step, each series by its name; what is not finite is left out', () => {
  const file = eventFile(1000.5, [
    { step: 3, time: 1001, values: { lossG: 0.75, lossD: NaN } },
    { step: 300_000, time: 1002, values: { lossG: -2 } },
  ])
  const [version = [], first = [], second = []] = recordsOf(file)
  expect(version[0]).toEqual([1, 1000.5])
  expect(text(version[1]?.[1])).toBe('brain.Event:2')
  expect(first.slice(0, 2)).toEqual([
    [1, 1001],
    [2, 3n],
  ])
  const scalars = fieldsOf(first[2]?.[1] as Uint8Array)
  expect(scalars).toHaveLength(1)
  const [tag, value] = fieldsOf(scalars[0]?.[1] as Uint8Array)
  expect([text(tag?.[1]), value]).toEqual(['lossG', [2, 0.75]])
  expect(second[1]).toEqual([2, 300_000n])
})
