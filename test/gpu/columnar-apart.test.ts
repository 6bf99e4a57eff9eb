/** Columnar files are read in a thread of their own: as they are, and damaged so that their decoders never return. */
import { describe, expect, test } from 'vitest'
import { GanvasError } from '../../src/common/failure.ts'
import { readApart, THREADS } from '../../src/worker/data/tables/columnar/apart/read-apart.ts'
import { damaged } from '../helpers/data/damaged.ts'
import truth from '../fixtures/data/columnar/cells.json'
import uncompressed from '../fixtures/data/columnar/uncompressed.feather?url'
import zstd from '../fixtures/data/columnar/zstd.feather?url'
import pages from '../fixtures/data/columnar/pages-v2.parquet?url'

const noTurn = () => Promise.resolve()
const bytesAt = async (address: string) => new Uint8Array(await (await fetch(address)).arrayBuffer())
/** Whoever waits for nothing else does not wait long. */
const hasty = { ...THREADS, beat: () => aborted(AbortSignal.timeout(50)) }

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => {
      resolve()
    })
  })
}

/** Of so many seeds from the first, these make decoders go round for ever. */
const FILES = [
  { name: 'pages-v2.parquet', address: pages, kind: 'parquet', first: 130, endless: 135 },
  { name: 'zstd.feather', address: zstd, kind: 'arrow', first: 308, endless: 313 },
  { name: 'uncompressed.feather', address: uncompressed, kind: 'arrow', first: 0, endless: null },
] as const
const SEEDS = 12

describe.each(FILES)('$name', ({ name, address, kind, first, endless }) => {
  test('as it is', async () => {
    const table = await readApart(name, await bytesAt(address), kind, noTurn)
    expect([table.header, table.rows]).toEqual([truth.header, truth.rows])
  })

  test('damaged, it comes to an end all the same', async () => {
    const bytes = await bytesAt(address)
    const codes: (string | null)[] = []
    for (let seed = first; seed < first + SEEDS; seed++) {
      const outcome = await readApart(name, damaged(bytes, seed), kind, noTurn, hasty).then(
        () => null,
        (thrown: unknown) => thrown,
      )
      if (outcome !== null) expect(outcome).toBeInstanceOf(GanvasError)
      codes.push(outcome instanceof GanvasError ? outcome.code : null)
    }
    if (endless !== null) expect(codes[endless - first]).toBe('columns-endless')
  })
})
