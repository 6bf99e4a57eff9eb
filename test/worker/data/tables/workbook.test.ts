import { zipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { READERS_CHOICE, type DataChoice } from '../../../../src/common/items/data-card.ts'
import { pointsIn } from '../../../../src/worker/data/tables/points.ts'
import { EXCEL } from '../../../../src/worker/data/archives/container.ts'
import { readWorkbook, workbookKind } from '../../../../src/worker/data/tables/workbooks/workbook.ts'
import { bytesOfText } from '../../../helpers/data/files.ts'
import { row, workbook } from '../../../helpers/data/workbooks.ts'

const numbers = (from: number, count: number) =>
  Array.from({ length: count }, (_, i) => row(from + i, i * i + 0.5, 7 - i)).join('')

const kindOf = (what: string) => {
  const kind = workbookKind(what)
  if (kind === null) throw new Error(what)
  return kind
}
const excel = kindOf(EXCEL)
const read = (bytes: Uint8Array, change: Partial<DataChoice> = {}) =>
  readWorkbook('a.xlsx', bytes, excel, { ...READERS_CHOICE, ...change })
async function points(bytes: Uint8Array, change: Partial<DataChoice> = {}) {
  const content = await read(bytes, change)
  if (content.holds !== 'table') throw new Error('no table')
  return { ...pointsIn(content.table, { ...READERS_CHOICE, ...change }), table: content.table }
}

describe('workbooks', () => {
  test('numbers of a sheet', async () => {
    const { points: found, guesses } = await points(workbook({ Data: numbers(1, 3) }))
    expect([...found]).toEqual([0.5, 7, 1.5, 6, 4.5, 5])
    expect(guesses).toEqual([])
  })

  test('a header of shared strings, classes, truths and errors', async () => {
    const shared = (i: number) => `<c t="s"><v>${i}</v></c>`
    const sheet =
      row(1, shared(0), shared(1), shared(2)) +
      Array.from({ length: 8 }, (_, i) => row(i + 2, i * i, 9 - i, shared(3 + (i % 2)))).join('') +
      row(10, '<c t="e"><v>#N/A</v></c>', 3, shared(3)) +
      row(11, 5, '<c t="b"><v>1</v></c>', shared(3))
    const {
      points: found,
      classes,
      leftOut,
      columns,
    } = await points(workbook({ Data: sheet }, ['x', 'y', 'kind', 'odd', 'even']))
    expect(found).toHaveLength(16)
    expect(columns.classes).toBe(2)
    expect(classes?.slice(0, 2)).toEqual(['odd', 'even'])
    expect(leftOut.map(({ name }) => name)).toEqual(['a.xlsx, line 10', 'a.xlsx, line 11'])
  })

  test('numbers that were typed as text', async () => {
    const sheet = row(1, 'x', 'y') + row(2, '4,6', '8,4') + row(3, '1,5', '7,3') + row(4, 2.5, 3)
    expect([...(await points(workbook({ Data: sheet }))).points]).toEqual(
      [4.6, 8.4, 1.5, 7.3, 2.5, 3].map(Math.fround),
    )
  })

  test('lines keep their numbers where rows are empty', async () => {
    const sheet = row(1, 'x', 'y') + row(4, 1, 2) + row(6, 'none', 3) + row(7, 4, 5) + row(8, 6, 7)
    expect((await points(workbook({ Data: sheet }))).leftOut[0]?.name).toBe('a.xlsx, line 6')
  })

  test('the first sheet with numbers is read, and told; another can be chosen', async () => {
    const book = workbook({
      Notes: row(1, 'Read', 'me'),
      Small: numbers(1, 2),
      Large: numbers(1, 5),
      Empty: '',
    })
    const { points: found, guesses } = await points(book)
    expect(found).toHaveLength(4)
    expect(guesses[0]).toMatchObject({ about: 'sheet', sentence: 'Of 3 sheets “Small” is read.' })
    expect(guesses[0]?.options.map(({ label, inForce }) => [label, inForce])).toEqual([
      ['Notes', false],
      ['Small', true],
      ['Large', false],
    ])
    expect((await points(book, { sheet: 'Large' })).points).toHaveLength(10)
    await expect(read(book, { sheet: 'None' })).rejects.toMatchObject({
      code: 'no-such-sheet',
      message: 'a.xlsx has other sheets: Notes, Small, Large, Empty.',
    })
  })

  test('pictures, a row each', async () => {
    const letters = Array.from(
      { length: 65 },
      (_, i) =>
        (i < 26 ? '' : String.fromCharCode(64 + Math.floor(i / 26))) + String.fromCharCode(65 + (i % 26)),
    )
    const sheet = Array.from({ length: 4 }, (_, n) => {
      const cells = letters.map(
        (letter, i) => `<c r="${letter}${n + 1}"><v>${i === 0 ? n % 2 : (i * 31 + n * 7) % 256}</v></c>`,
      )
      return `<row r="${n + 1}">${cells.join('')}</row>`
    })
    expect(await read(workbook({ Digits: sheet.join('') }))).toMatchObject({
      holds: 'array',
      array: { count: 4, width: 8, height: 8, labels: ['0', '1', '0', '1'] },
    })
  })

  test('what is no workbook, or a damaged one, is refused in words', async () => {
    const broken = {
      code: 'workbook-unreadable',
      message: 'a.xlsx is an Excel workbook that could not be read.',
    }
    await expect(read(zipSync({ 'xl/workbook.bin': bytesOfText('x') }))).rejects.toMatchObject(broken)
    await expect(read(workbook({ Data: numbers(1, 3) }).subarray(0, 300))).rejects.toMatchObject(broken)
  })
})
