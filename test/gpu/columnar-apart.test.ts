/** Columnar files and workbooks are read in a thread of their own: as they are, and damaged so that decoders never return. */
import { describe, expect, test } from 'vitest'
import { GanvasError } from '../../src/common/failure.ts'
import { READERS_CHOICE } from '../../src/common/items/data-card.ts'
import { EXCEL } from '../../src/worker/data/archives/container.ts'
import { readApart } from '../../src/worker/data/tables/apart/read-apart.ts'
import { THREADS } from '../../src/worker/data/tables/apart/threads.ts'
import { readWorkbookApart } from '../../src/worker/data/tables/apart/workbook-apart.ts'
import { readWorkbook, workbookKind } from '../../src/worker/data/tables/workbooks/workbook.ts'
import { row, workbook } from '../helpers/data/workbooks.ts'
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

test('a workbook comes from the thread as it is read here', async () => {
  const cells = Array.from({ length: 50 }, (_, i) => row(i + 1, i, i / 4, i % 3 ? 'a' : 'b'))
  const bytes = workbook({ Sheet: cells.join('') })
  const kind = workbookKind(EXCEL)
  if (kind === null) throw new Error('no such kind')
  expect(await readWorkbookApart('a.xlsx', bytes, kind, READERS_CHOICE, noTurn)).toEqual(
    await readWorkbook('a.xlsx', bytes, kind, READERS_CHOICE),
  )
  const broken = bytes.slice(0, 200)
  await expect(readWorkbookApart('a.xlsx', broken, kind, READERS_CHOICE, noTurn)).rejects.toMatchObject({
    code: 'workbook-unreadable',
  })
})
