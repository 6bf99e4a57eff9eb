/** Workbooks by way of a thread: what it hands over makes up the same table, and how long it is waited for. */
import { describe, expect, test } from 'vitest'
import { READERS_CHOICE } from '../../../../src/common/items/data-card.ts'
import { EXCEL } from '../../../../src/worker/data/archives/container.ts'
import type { ReaderSays } from '../../../../src/worker/data/tables/apart/apart-messages.ts'
import { columnOf, lengthsOf } from '../../../../src/worker/data/tables/apart/text-columns.ts'
import { readWorkbookApart } from '../../../../src/worker/data/tables/apart/workbook-apart.ts'
import { excelSheets } from '../../../../src/worker/data/tables/workbooks/excel.ts'
import {
  readSheet,
  readWorkbook,
  workbookKind,
} from '../../../../src/worker/data/tables/workbooks/workbook.ts'
import { threads } from '../../../helpers/data/reader-threads.ts'
import { row, workbook } from '../../../helpers/data/workbooks.ts'

const kind = workbookKind(EXCEL) ?? missing()
const sheet = [
  row(1, 'x', 'y', 'kind'),
  ...Array.from({ length: 20 }, (_, i) => row(i + 2, i * i, 9 - i, i % 2 ? 'odd' : 'even')),
]
const bytes = workbook({ Data: sheet.join(''), Notes: row(1, 'nothing', 'here') })

function missing(): never {
  throw new Error('no such kind')
}

/** What the thread says of the file. */
async function said(): Promise<ReaderSays[]> {
  const read = await readSheet('a.xlsx', bytes, kind, null)
  if (read.holds !== 'cells') throw new Error('no cells')
  const { rows, guesses } = read
  return [
    { is: 'alive' },
    { is: 'share', done: 0.5 },
    { is: 'sheet', guesses, lengths: lengthsOf(rows), width: 3 },
    ...[0, 1, 2].map((at): ReaderSays => ({ is: 'column', column: columnOf(rows, at) })),
    { is: 'whole' },
  ]
}

describe('a workbook read apart', () => {
  test('is the table that it is here, told of on its way', async () => {
    const shares: number[] = []
    const turn = (share: number) => {
      shares.push(share)
      return Promise.resolve()
    }
    const thread = threads(await said())
    const content = await readWorkbookApart('a.xlsx', bytes, kind, READERS_CHOICE, turn, thread)
    expect(content).toEqual(await readWorkbook('a.xlsx', bytes, kind, READERS_CHOICE))
    expect(thread.ended()).toBe(1)
    expect(shares).toEqual(shares.toSorted((a, b) => a - b))
    expect(shares.some((share) => share > 0.3 && share < 0.4)).toBe(true)
  })

  test('rows keep their lengths', () => {
    const ragged = [['a', 'b', 'c'], [], ['d'], ['d', '', 'e']]
    expect([...lengthsOf(ragged)]).toEqual([3, 0, 1, 3])
    expect(columnOf(ragged, 0)).toEqual({ texts: ['a', '', 'd'], codes: Uint32Array.of(0, 1, 2, 2) })
  })

  test('is waited for two minutes without a word, and given up with the thread', async () => {
    const silent = threads([])
    const noTurn = () => Promise.resolve()
    await expect(
      readWorkbookApart('a.xlsx', bytes, kind, READERS_CHOICE, noTurn, silent),
    ).rejects.toMatchObject({ code: 'workbook-endless' })
    expect([silent.ended(), silent.at()]).toEqual([1, 120])
    const given = new Error('given up')
    const cancelled = threads([])
    await expect(
      readWorkbookApart('a.xlsx', bytes, kind, READERS_CHOICE, () => Promise.reject(given), cancelled),
    ).rejects.toBe(given)
    expect(cancelled.ended()).toBe(1)
  })

  test('tells how far it is while the XML is read, and reads numbers as it did', async () => {
    const told: number[] = []
    const many = Array.from({ length: 9000 }, (_, i) => row(i + 1, i / 8, -i)).join('')
    const [read] = await excelSheets(workbook({ Many: many }), (done) => told.push(done))
    expect(told).toHaveLength(1)
    expect(told[0]).toBeGreaterThan(0.5)
    expect(read?.rows[9]).toEqual(['1.125', '-9'])
    await expect(
      excelSheets(workbook({ Bad: row(1, '<c><v>1x</v></c>') }), () => undefined),
    ).rejects.toThrow()
  })
})
