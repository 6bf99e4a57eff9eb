/** OpenDocument workbooks, by hand after the standard. */
import { zipSync, type Zippable } from 'fflate'
import { describe, expect, test } from 'vitest'
import { openFiles } from '../../../../src/worker/data/open-files.ts'
import { openDocumentSheets } from '../../../../src/worker/data/tables/workbooks/open-document.ts'
import { bytesOfText, file } from '../../../helpers/data/files.ts'
import { choosing, config, guessed, points, refusal, services } from '../../../helpers/data/opening.ts'

const NAMES = ['office', 'table', 'text'].map(
  (word) => `xmlns:${word}="urn:oasis:names:tc:opendocument:xmlns:${word}:1.0"`,
)
const xml = (body: string, kind = 'spreadsheet') =>
  `<?xml version="1.0"?><office:document-content ${NAMES.join(' ')}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`
const TYPE = 'application/vnd.oasis.opendocument.spreadsheet'
const packed = (content: string): Zippable => ({
  mimetype: [bytesOfText(TYPE), { level: 0 }],
  'content.xml': bytesOfText(content),
  'META-INF/manifest.xml': bytesOfText('<manifest/>'),
})
const ods = (body: string) => zipSync(packed(xml(body)))
const sheet = (name: string, rows: string) =>
  `<table:table table:name="${name}"><table:table-column/>${rows}</table:table>`
const row = (cells: string, more = '') => `<table:table-row ${more}>${cells}</table:table-row>`
const number = (value: number, more = '') =>
  `<table:table-cell office:value-type="float" office:value="${value}" ${more}><text:p>${String(value).replace('.', ',')}</text:p></table:table-cell>`
const words = (text: string) =>
  `<table:table-cell office:value-type="string"><text:p>${text}</text:p></table:table-cell>`
const gap = (times = 1) => `<table:table-cell table:number-columns-repeated="${times}"/>`
const numbers = (count: number) =>
  Array.from({ length: count }, (_, i) => row(number(((i * 7) % 31) + 0.5) + number((i * 5) % 17))).join('')
const rowsOf = async (rows: string) => (await openDocumentSheets(ods(sheet('A', rows))))[0]?.rows

describe('the cells of a sheet', () => {
  test.each([
    ['numbers as they are kept', row(number(1.5) + number(-2)), [['1.5', '-2']]],
    [
      'shares, money, truths',
      row(
        '<table:table-cell office:value-type="percentage" office:value="0.125"><text:p>13 %</text:p></table:table-cell>' +
          '<table:table-cell office:value-type="currency" office:value="9.9"><text:p>9,90 €</text:p></table:table-cell>' +
          '<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>WAHR</text:p></table:table-cell>',
      ),
      [['0.125', '9.9', 'true']],
    ],
    [
      'days as the standard writes them',
      row(
        '<table:table-cell office:value-type="date" office:date-value="2020-02-01T00:00:00"><text:p>1.2.20</text:p></table:table-cell>' +
          '<table:table-cell office:value-type="time" office:time-value="PT01H30M00S"><text:p>01:30</text:p></table:table-cell>',
      ),
      [['2020-02-01', '01:30']],
    ],
    [
      'words in pieces, with blanks and signs',
      row(words('a<text:s text:c="2"/>b<text:tab/><text:span>c &amp; d</text:span></text:p><text:p>e')),
      [['a  b c & d e']],
    ],
    [
      'words without the note on them',
      row(
        '<table:table-cell><office:annotation><text:p>no</text:p></office:annotation><text:p>x</text:p></table:table-cell>',
      ),
      [['x']],
    ],
    [
      'repeated cells and rows',
      row(number(1, 'table:number-columns-repeated="3"'), 'table:number-rows-repeated="2"'),
      [
        ['1', '1', '1'],
        ['1', '1', '1'],
      ],
    ],
    [
      'gaps, but not to the end of the sheet',
      row(gap(2) + number(1) + gap(16_000)) +
        row(gap(16_384), 'table:number-rows-repeated="2"') +
        row(words('x')) +
        row(gap(16_384), 'table:number-rows-repeated="1048570"'),
      [['', '', '1'], [], [], ['x']],
    ],
    [
      'cells under a merged one',
      row(number(1) + '<table:covered-table-cell/>' + number(2)),
      [['1', '', '2']],
    ],
    [
      'rows that head it',
      `<table:table-header-rows>${row(words('x'))}</table:table-header-rows>${row(number(1))}`,
      [['x'], ['1']],
    ],
  ])('%s', async (_, rows, expected) => expect(await rowsOf(rows)).toEqual(expected))

  test('by whatever prefixes its names have', async () => {
    const other = xml(sheet('A', row(number(1))))
      .replaceAll('table:', 't:')
      .replace('xmlns:table', 'xmlns:t')
      .replaceAll(':t:1.0', ':table:1.0')
    expect((await openDocumentSheets(zipSync(packed(other))))[0]?.rows).toEqual([['1']])
  })
})

describe('is opened', () => {
  const body =
    sheet('Notes', row(words('read me'))) +
    sheet('One', row(words('u') + words('v')) + numbers(30)) +
    sheet('Two', numbers(40))

  test('as points of the first sheet that holds numbers; another can be chosen', async () => {
    const files = [file('a.ods', ods(body))]
    const set = await points(files)
    expect(set.summary.count).toBe(30)
    expect(guessed(set, 'sheet')).toBe('One')
    const other = await openFiles(files, config(), services(choosing({ sheet: 'Two' })))
    expect(other.summary.count).toBe(40)
  })

  test('though its type does not stand first', async () => {
    const { mimetype: _, ...rest } = packed(xml(body))
    expect(
      (await points([file('a.ods', zipSync({ ...rest, mimetype: bytesOfText(TYPE) }))])).summary.count,
    ).toBe(30)
  })

  test('but a letter is not, and a damaged one says what it is', async () => {
    const { mimetype: _, ...letter } = packed(xml(sheet('A', numbers(30)), 'text'))
    expect(await refusal([file('a.odt', zipSync(letter))])).toMatchObject({ code: 'document' })
    expect(await refusal([file('a.ods', zipSync(packed('<office:document')))])).toMatchObject({
      code: 'workbook-unreadable',
      message: 'a.ods is an OpenDocument workbook that could not be read.',
    })
  })

  test('but not without end', async () => {
    const wide = row(number(1, 'table:number-columns-repeated="16384"'))
    await expect(openDocumentSheets(ods(sheet('A', wide.repeat(1025))))).rejects.toThrow('too many cells')
    const tall = row(number(1), 'table:number-rows-repeated="1048576"')
    await expect(openDocumentSheets(ods(sheet('A', tall + tall)))).rejects.toThrow('too many rows')
  })
})
