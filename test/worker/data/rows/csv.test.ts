import { expect, test } from 'vitest'
import type { TableFormat } from '../../../../src/common/tables/column-formats.ts'
import { csvOf } from '../../../../src/worker/data/rows/csv.ts'
import { andBack, cellsFrom, fitOn, times, understoodFrom } from '../../../helpers/data/rows.ts'

const PLAIN: TableFormat = {
  separator: ',',
  newline: '\n',
  quoted: [],
  quotedHeader: false,
  byteOrderMark: false,
}
const rows = [
  ['a "b", c', '1'],
  ['', '2'],
  ['two\nlines', '3'],
]

test('cells that hold separators, quotes or line ends stand in quotes', () => {
  expect(csvOf(['k', 'x'], rows, PLAIN)).toBe('k,x\n"a ""b"", c",1\n,2\n"two\nlines",3\n')
})

test('columns that stood in quotes do so again, their missing cells do not', () => {
  const format = {
    ...PLAIN,
    quoted: [true, false],
    quotedHeader: true,
    separator: ';',
    newline: '\r\n',
  } as const
  expect(
    csvOf(
      ['k', 'x'],
      [
        ['a', '1'],
        ['', '2'],
      ],
      format,
    ),
  ).toBe('"k";"x"\r\n"a";1\r\n;2\r\n')
})

test('without a header there is none; between blanks an empty cell stands in quotes; a mark where there was one', () => {
  const format = { ...PLAIN, separator: ' ', byteOrderMark: true } as const
  expect(
    csvOf(
      null,
      [
        ['a b', '1'],
        ['', '2'],
      ],
      format,
    ),
  ).toBe('\uFEFF"a b" 1\n"" 2\n')
  expect(csvOf(['a', 'b'], [], PLAIN)).toBe('a,b\n')
})

test.each([
  ['R', '"id";"kind";"x"\n', (i: number) => `"r${i * 3}";"${'ab'[i % 2]}";${i},5`, '\n'],
  [
    'Excel',
    'kind,price,when\r\n',
    (i: number) => `${'ab'[i % 2]},"$1,${100 + i}.00",1/${i + 1}/2024`,
    '\r\n',
  ],
  ['tabs', 'kind\tx\n', (i: number) => `${'ab'[i % 2]}\t${i * i}`, '\n'],
] as const)('a file of %s is written as it was read', (_, header, row, newline) => {
  const text = `${header}${times(30, row).join(newline)}${newline}`
  const table = understoodFrom(text)
  const encoding = fitOn(table)
  const written = csvOf(encoding.header, andBack(table, encoding).rows, encoding.format)
  // Ids are new ones.
  const bare = (file: string) => file.replaceAll(/"r\d+"/g, '"r"')
  expect(bare(written)).toBe(bare(text))
  expect(cellsFrom(written).count).toBe(30)
})
