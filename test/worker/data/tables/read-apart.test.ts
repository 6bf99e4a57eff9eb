/** How long a reader of columnar files is waited for, and what becomes of it; the thread itself is held in test/gpu. */
import { expect, test } from 'vitest'
import type { ReaderSays } from '../../../../src/worker/data/tables/apart/apart-messages.ts'
import { readApart } from '../../../../src/worker/data/tables/apart/read-apart.ts'
import { fixture } from '../../../helpers/data/fixtures.ts'
import { threads } from '../../../helpers/data/reader-threads.ts'

const bytes = fixture('columnar/snappy.parquet')
const noTurn = () => Promise.resolve()

test('twenty beats without a word end it', async () => {
  const silent = threads([])
  await expect(readApart('a', bytes, 'parquet', noTurn, silent)).rejects.toMatchObject({
    code: 'columns-endless',
    message: 'a is a Parquet table that is damaged: reading it came to no end and was stopped.',
  })
  expect([silent.ended(), silent.at()]).toEqual([1, 20])
})

test('whoever says that they are still at work is waited for', async () => {
  const column = { texts: ['7', '8'], codes: Uint32Array.of(0, 1, 0) }
  const slow = threads([
    ...Array.from({ length: 50 }, (): ReaderSays => ({ is: 'alive' })),
    { is: 'begin', header: ['a'], count: 3 },
    { is: 'column', column },
    { is: 'whole' },
  ])
  const table = await readApart('a', bytes, 'parquet', noTurn, slow)
  expect([table.header, table.rows, table.lines]).toEqual([['a'], [['7'], ['8'], ['7']], [1, 2, 3]])
  expect(slow.ended()).toBe(1)
})

test('what it says is wrong with the file is said', async () => {
  const failure = { code: 'columns-compression', sentence: 'A sentence.', nextStep: 'A step.' }
  const honest = threads([{ is: 'failed', failure }])
  await expect(readApart('a', bytes, 'parquet', noTurn, honest)).rejects.toMatchObject({
    code: failure.code,
    message: failure.sentence,
  })
})

test('given up, it is ended', async () => {
  const silent = threads([])
  const given = new Error('given up')
  await expect(readApart('a', bytes, 'parquet', () => Promise.reject(given), silent)).rejects.toBe(given)
  expect([silent.ended(), silent.at()]).toEqual([1, 1])
})

test('one that breaks says so; where none could be had the file is read here', async () => {
  const broken = threads([{ is: 'alive' }, 'breaks'])
  await expect(readApart('a', bytes, 'parquet', noTurn, broken)).rejects.toMatchObject({
    code: 'columns-unreadable',
  })
  const none = { ...threads([]), begin: () => null }
  const barred = threads(['breaks'])
  for (const without of [none, barred])
    expect((await readApart('a', bytes, 'parquet', noTurn, without)).rows.length).toBe(12)
})
