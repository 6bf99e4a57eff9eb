/** Parquet and Arrow as pyarrow writes them, against what Python says the cells are; and files that are not as they say. */
import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { GanvasError } from '../../../../src/common/failure.ts'
import { integers, streamFor } from '../../../../src/common/numbers/random.ts'

import { sniff } from '../../../../src/worker/data/sniff/sniff.ts'
import { readColumnar, type ColumnarKind } from '../../../../src/worker/data/tables/columnar/columnar.ts'
import type { Table } from '../../../../src/worker/data/tables/table-types.ts'
import { openFiles } from '../../../../src/worker/data/open-files.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { choosing, config, services } from '../../../helpers/data/opening.ts'
import { asTable } from '../../../helpers/data/sets.ts'

interface Cells {
  header: string[]
  rows: string[][]
}
const truth = JSON.parse(
  readFileSync(new URL('../../../fixtures/data/columnar/cells.json', import.meta.url), 'utf8'),
) as Cells

const file = (name: string) => fixture(`columnar/${name}`)
function kindOf(bytes: Uint8Array): ColumnarKind {
  const { kind } = sniff(bytes)
  if (kind !== 'parquet' && kind !== 'arrow') throw new Error(kind)
  return kind
}
const read = (bytes: Uint8Array, turn = () => Promise.resolve()): Promise<Table> =>
  readColumnar('a', bytes, kindOf(bytes), turn)

async function failure(work: Promise<unknown>): Promise<GanvasError> {
  const thrown = await work.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(thrown instanceof GanvasError)) throw new Error(`not refused: ${String(thrown)}`)
  return thrown
}

describe('every cell is as Python says', () => {
  test.each([
    'snappy.parquet',
    'gzip.parquet',
    'zstd.parquet',
    'lz4.parquet',
    'none.parquet',
    'pages-v2.parquet',
    'uncompressed.feather',
    'lz4.feather',
    'zstd.feather',
    'stream.arrows',
  ])('%s', async (name) => {
    const table = await read(file(name))
    expect(table.header).toEqual(truth.header)
    expect(table.rows).toEqual(truth.rows)
    expect(table.lines).toEqual(truth.rows.map((_, i) => i + 1))
    expect([table.part, table.decimals, table.format]).toEqual(['row', 'point', undefined])
  })

  test('moments of old writers', async () => {
    const { header, rows } = await read(file('int96.parquet'))
    const at = (name: string, of: readonly string[] | null) => of?.indexOf(name) ?? -1
    for (const name of ['noon', 'seen', 'zoned'])
      expect(rows.map((row) => row[at(name, header)])).toEqual(
        truth.rows.map((row) => row[at(name, truth.header)]),
      )
  })

  test('wherever the bytes lie', async () => {
    const bytes = file('uncompressed.feather')
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect((await read(shifted.subarray(3))).rows).toEqual(truth.rows)
  })
})

test.each(['zstd.parquet', 'lz4.feather'])('%s is opened as any file is', async (name) => {
  const columns = { x: truth.header.indexOf('price'), y: truth.header.indexOf('small'), classes: null }
  const set = asTable(
    await openFiles([new File([file(name)], name)], config(), services(choosing({ columns }))),
  )
  // Two rows lack a number each.
  expect([set.list.count, set.points.length]).toEqual([10, 20])
})

test('others have their turn between columns, and may have it given up', async () => {
  const shares: number[] = []
  await readColumnar('a', file('snappy.parquet'), 'parquet', (share) => {
    shares.push(share)
    return Promise.resolve()
  })
  expect(shares).toEqual(truth.header.map((_, i) => i / truth.header.length))
  const given = new Error('given up')
  await expect(read(file('snappy.parquet'), () => Promise.reject(given))).rejects.toBe(given)
})

describe('what cannot be read ends in one sentence', () => {
  test('another compression', async () => {
    const { code, message, nextStep } = await failure(read(file('brotli.parquet')))
    expect(code).toBe('columns-compression')
    expect(message).toBe('a is a Parquet table, compressed by Brotli, which is not read here.')
    expect(nextStep).toContain('Zstandard')
  })

  test('one row more than there are, said all over', async () => {
    const bytes = file('int96.parquet')
    const footer = bytes.length - 8 - new DataView(bytes.buffer).getUint32(bytes.length - 8, true)
    // A number of 64 bits, 12, and 13 in its place, as Thrift writes them.
    for (let at = footer; at < bytes.length - 8; at++)
      if (bytes[at] === 0x16 && bytes[at + 1] === 0x18) bytes[at + 1] = 0x1a
    expect((await failure(read(bytes))).code).toBe('columns-unreadable')
  })

  /** The file with one number of 32 bits in place of another, wherever this stands behind `before`. */
  function withInstead(name: string, before: readonly number[], now: number): Uint8Array {
    const bytes = file(name)
    const view = new DataView(bytes.buffer)
    const isThere = (at: number) => before.every((value, i) => view.getInt32(at + 4 * i, true) === value)
    for (let at = 0; at + 4 * before.length <= bytes.length; at += 4)
      if (isThere(at)) view.setInt32(at + 4 * (before.length - 1), now, true)
    return bytes
  }

  test('more columns than the description has room for', async () => {
    const { code, cause } = await failure(
      read(withInstead('stream.arrows', [truth.header.length], 2 ** 31 - 1)),
    )
    expect([code, String(cause)]).toEqual(['columns-unreadable', 'Error: a vector reaches past the end'])
  })

  test('a list longer than what it is cut from', async () => {
    // Of the tags: none, one, two; the fourth row has nothing.
    const { code, cause } = await failure(
      read(withInstead('uncompressed.feather', [0, 0, 1, 3, 3, 4], 2 ** 31 - 1)),
    )
    expect([code, String(cause)]).toEqual([
      'columns-unreadable',
      expect.stringMatching(/^Error: offset 2147483647 after 3/),
    ])
  })

  test.each(['snappy.parquet', 'lz4.feather', 'stream.arrows'])('%s, cut off anywhere', async (name) => {
    const bytes = file(name)
    const cut = integers(streamFor(1, 'data'), 40, bytes.length - 20)
    for (const end of cut) {
      const part = bytes.slice(0, 16 + end)
      // A stream may end after any message: what is there is then read.
      const outcome = await read(part).then(
        ({ rows }) => rows,
        (thrown: unknown) => thrown,
      )
      if (Array.isArray(outcome)) expect(truth.rows.slice(0, outcome.length)).toEqual(outcome)
      else expect(outcome).toBeInstanceOf(GanvasError)
    }
  })

  test.each([
    'snappy.parquet',
    'none.parquet',
    'gzip.parquet',
    'zstd.parquet',
    'lz4.parquet',
    'pages-v2.parquet',
    'uncompressed.feather',
    'lz4.feather',
    'zstd.feather',
    'stream.arrows',
  ])('%s with bytes that lie', async (name) => {
    const bytes = file(name)
    const refused = new Set<string>()
    // Parquet tells its lengths at the end, Arrow before each part.
    const parquet = kindOf(bytes) === 'parquet'
    const footer = parquet
      ? new DataView(bytes.buffer).getUint32(bytes.length - 8, true) + 8
      : bytes.length - 8
    for (let trial = 0; trial < 120; trial++) {
      const [at = 0, , value = 0] = integers(streamFor(trial, 'data'), 3, footer - 4)
      const forged = bytes.slice()
      const lie = [value % 256, 255, 255, trial % 2 === 0 ? 127 : 255].slice(0, 1 + (trial % 4))
      forged.set(lie, bytes.length - footer + at)
      const outcome = await readColumnar('a', forged, kindOf(bytes), () => Promise.resolve()).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (outcome === null) continue
      expect(outcome).toBeInstanceOf(GanvasError)
      if (outcome instanceof GanvasError) refused.add(outcome.code)
    }
    expect(refused.size).toBeGreaterThan(0)
  })
})
