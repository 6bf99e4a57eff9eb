import { describe, expect, test } from 'vitest'
import { integers, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { spansOf, widthOf } from '../../../../src/common/tables/encoding-spans.ts'
import { repairEncoding } from '../../../../src/common/tables/encoding-schema.ts'
import { textIn } from '../../../../src/worker/data/sniff/text.ts'
import { csvOf } from '../../../../src/worker/data/rows/csv.ts'
import { decodeRows } from '../../../../src/worker/data/rows/encoding/decode.ts'
import { textRows } from '../../../../src/worker/data/rows/encoding/text-rows.ts'
import { andBack, cellsFrom, fitOn, times, understoodFrom } from '../../../helpers/data/rows.ts'

const bell = normals(streamFor(4, 'data'), 4000)
const draws = integers(streamFor(3, 'data'), 4000, 1000)
const at = (i: number) => bell[i % 4000] ?? 0
const draw = (i: number) => draws[i % 4000] ?? 0
const lines = (header: string, count: number, row: (i: number) => string) =>
  `${[header, ...times(count, row)].join('\n')}\n`

/** Letters as Windows writes them in western Europe. */
const windows = (text: string) => textIn(Uint8Array.from(text, (letter) => letter.charCodeAt(0)))

const ODD: readonly (readonly [string, string])[] = [
  ['three rows', 'a,b,c\n1,x,2012-01-01\n2,y,2012-01-02\n3,z,2012-01-03\n'],
  ['two rows', 'a,b\n1,x\n2,y\n'],
  ['one row', 'a,b\n1,x\n'],
  ['one column', lines('x', 60, (i) => at(i).toFixed(2))],
  ['one column of words', lines('k', 60, (i) => ['a', 'b'][i % 2] ?? '')],
  ['the same throughout', lines('a,b,c', 30, () => '1,x,')],
  [
    '200 columns',
    lines(times(200, (c) => `c${c}`).join(','), 40, (i) =>
      times(200, (c) => at(i * 7 + c).toFixed(2)).join(','),
    ),
  ],
  ['no header', lines('1.5,2,a', 40, (i) => `${at(i).toFixed(1)},${draw(i)},${'ab'[i % 2]}`)],
  ['names twice, and none', lines('x,x,,', 40, (i) => `${at(i).toFixed(1)},${draw(i)},a,${i % 3}`)],
  [
    'blanks, NA, dashes',
    lines(
      'a,b,c',
      60,
      (i) =>
        `${['', 'NA', '-', 'null', '7', '12'][i % 6]},${['', 'x', '?', 'y'][i % 4]},${i % 5 === 0 ? '' : at(i).toFixed(2)}`,
    ),
  ],
  ['missing throughout but once', lines('a,b', 60, (i) => `${i === 7 ? '3.5' : ''},${draw(i)}`)],
  [
    'numbers and words in one column',
    lines('a,b', 80, (i) => `${i % 3 === 0 ? ['low', 'high', 'n.d.'][(i / 3) % 3] : draw(i)},${i}`),
  ],
  [
    'money, percent and decimal commas',
    lines(
      'a;b;c',
      60,
      (i) => `${draw(i)},${10 + (i % 90)} €;${(i * 7) % 100},5 %;-1.${100 + (draw(i) % 900)},25`,
    ),
  ],
  [
    'Windows-1252',
    windows(
      lines(
        'Stra\xdfe;Gr\xf6\xdfe;Preis',
        40,
        (i) => `${['M\xfcller', 'Caf\xe9'][i % 2]}stra\xdfe;${draw(i)},5;\xa3 ${draw(i + 1)},00`,
      ),
    ),
  ],
  ['cells with separators, quotes and line ends', lines('a,b', 40, (i) => `"x, ""${i % 3}""\nz",${draw(i)}`)],
  [
    'wide numbers',
    lines(
      'a,b,c',
      60,
      (i) => `${draw(i)}e${(i % 30) - 10},${10 ** (i % 16)},${i % 2 === 0 ? '1e300' : '-5'}`,
    ),
  ],
  ['reckoned numbers', lines('a,b', 60, (i) => `${Math.sqrt(i)},${Math.sin(i)}`)],
  [
    'dates in several forms',
    lines(
      'a,b,c',
      60,
      (i) => `${(i % 28) + 1}/${(i % 12) + 1}/99,${String(i % 24).padStart(2, '0')}:30,2012-0${(i % 9) + 1}`,
    ),
  ],
  [
    'ids and notes',
    lines(
      'id,mail,note,x',
      60,
      (i) =>
        `${i},u${i * 7}@example.org,"A note that goes on for more than five words, ${i}",${at(i).toFixed(1)}`,
    ),
  ],
  ['many labels', lines('k,x', 900, (i) => `L${draw(i) % 400},${i % 4}`)],
  [
    'a few that are far away',
    lines('x,y', 300, (i) => `${i === 5 ? 1e9 : at(i).toFixed(1)},${i === 9 ? -1e6 : draw(i)}`),
  ],
  [
    'uneven rows',
    `a,b,c\n${times(40, (i) => `${draw(i)},x${'y'.repeat(i % 2)},${i}`).join('\n')}\n1,2,3,4\n7,x\nTotal\n`,
  ],
]

describe('tables as their owners have them', () => {
  test.each(ODD)('%s', (_, text) => {
    const table = understoodFrom(text)
    const encoding = fitOn(table)
    expect(repairEncoding(JSON.parse(JSON.stringify(encoding)))).toEqual(encoding)

    const { data, decoded, rows } = andBack(table, encoding)
    const width = widthOf(encoding)
    expect(data).toHaveLength(table.count * width)
    expect(data.every((value) => Math.abs(value) <= 1)).toBe(true)
    // A table without anything that is learnt has no numbers to count rows by.
    if (width > 0) expect(decoded.count).toBe(table.count)

    const cells = cellsFrom(text)
    for (const [i, row] of rows.entries()) {
      for (const [column, cell] of row.entries()) {
        const coded = encoding.columns[column]
        const { texts, codes } = cells.columns[column] ?? { texts: [], codes: [] }
        const was = texts[codes[i] ?? 0]
        if (coded?.is !== 'category' && coded?.is !== 'date') continue
        const rare = coded.is === 'category' && coded.labels.others.some(({ label }) => label === was)
        if (!rare && cell !== coded.missingText) expect(cell).toBe(was)
      }
    }
    // Whatever a network says, a file is written that is read as the same columns.
    const noise = normals(streamFor(6, 'data'), 50 * width)
    const made = textRows(
      { ...decodeRows(encoding, noise, streamFor(7, 'data')), count: 50 },
      streamFor(8, 'data'),
    )
    if (width === 0) return
    const again = cellsFrom(
      csvOf(encoding.header, made, encoding.format),
      encoding.header === null ? { header: 'no' } : { header: 'yes' },
    )
    expect(again.columns).toHaveLength(encoding.columns.length)
    expect(again.header).toEqual(encoding.header)
    expect(made.flat().filter((cell) => /NaN|Infinity|undefined/.test(cell))).toEqual([])
    for (const span of spansOf(encoding)) expect(span.offset + span.width).toBeLessThanOrEqual(width)
  })
})
