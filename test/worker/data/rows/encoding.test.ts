import { describe, expect, test } from 'vitest'
import { integers, normals, streamFor } from '../../../../src/common/numbers/random.ts'
import { partNames, spansOf, widthOf } from '../../../../src/common/tables/encoding-spans.ts'
import { repairEncoding } from '../../../../src/common/tables/encoding-schema.ts'
import type { NumberCoding } from '../../../../src/common/tables/table-encoding.ts'
import { atOnce } from '../../../../src/worker/data/readers/in-turns.ts'
import { decodeRows, onGrid } from '../../../../src/worker/data/rows/encoding/decode.ts'
import { encodeRows } from '../../../../src/worker/data/rows/encoding/encode.ts'
import { fitSteps } from '../../../../src/worker/data/rows/encoding/fit.ts'
import {
  allRows,
  andBack,
  cellsFrom,
  columnText,
  fitOn,
  times,
  understoodFrom,
} from '../../../helpers/data/rows.ts'

const bell = normals(streamFor(4, 'data'), 3000)
const draws = integers(streamFor(3, 'data'), 3000, 1000)
const at = (i: number) => bell[i] ?? 0
const draw = (i: number) => draws[i] ?? 0
const stream = streamFor(9, 'data')

/** Every cell as it stands in the file. */
function cellsOf(text: string): string[][] {
  const { columns, count } = cellsFrom(text)
  return times(count, (row) => columns.map(({ texts, codes }) => texts[codes[row] ?? 0] ?? ''))
}

const columnOf = (name: string, cells: readonly string[]) => {
  const table = understoodFrom(columnText(name, cells))
  const encoding = fitOn(table)
  const [column] = encoding.columns
  if (column === undefined) throw new Error('no column')
  return { table, encoding, column, back: andBack(table, encoding) }
}
const numberCoding = (cells: readonly string[]): NumberCoding => {
  const { column } = columnOf('x', cells)
  if (column.is !== 'number') throw new Error(column.is)
  return column.number
}

describe('there and back', () => {
  test('of every sort of column is exact, to the last decimal and the form of each date', () => {
    const kinds = ['sun', 'rain', 'a "quoted", word', 'None']
    const row = (i: number) =>
      [
        (at(i) * 10 + (i % 2) * 60 + 100).toFixed(1).replace('.', ','),
        i % 3 === 0
          ? '0,00'
          : Math.exp(at(i + 1000) * 2 + 3)
              .toFixed(2)
              .replace('.', ','),
        i % 7 === 0 ? '' : String(5 * (draw(i) % 90)),
        kinds[draw(i) % 4] ?? '',
        draw(i) % 5 === 0 ? 'ja' : 'nein',
        `${(draw(i) % 28) + 1}.${(draw(i) % 12) + 1}.${1970 + (draw(i) % 60)}`,
        `2012-01-${(draw(i) % 19) + 10} ${String(draw(i) % 24).padStart(2, '0')}:${String(draw(i + 9) % 60).padStart(2, '0')}`,
        i % 20 === 0 ? '<5' : `${1000 + draw(i)} kg`,
        'same',
      ].map((cell) => (cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell))
    const text = `a;b;c;d;e;f;g;h;i\n${times(1500, (i) => row(i).join(';')).join('\n')}\n`
    const table = understoodFrom(text)
    expect(table.profiles.map(({ meaning }) => meaning)).toEqual(
      'number number number category yes-no date date number constant'.split(' '),
    )
    const { rows, decoded } = andBack(table, fitOn(table))
    expect(rows).toEqual(cellsOf(text))
    expect(decoded.clipped).toEqual(times(9, () => 0))
  })

  test('of rows in any order, one of them twice', () => {
    const text = columnText(
      'x',
      times(200, (i) => at(i).toFixed(3)),
    )
    const table = understoodFrom(text)
    const rows = Uint32Array.of(5, 7, 5, 199)
    const cells = cellsOf(text)
    expect(andBack(table, fitOn(table), rows).rows.map(([x]) => x)).toEqual(
      Array.from(rows, (row) => cells[row]?.[0]),
    )
  })

  test('holds for what reaches far: no value is cut off', () => {
    const cells = times(2000, (i) => (i === 77 ? '99999' : String(Math.round(at(i) * 20))))
    const { back } = columnOf('x', cells)
    expect(back.rows.map(([cell]) => cell)).toEqual(cells)
    for (const value of back.data) expect(Math.abs(value)).toBeLessThanOrEqual(1)
  })

  test.each<[string, (i: number) => string]>([
    [
      'seconds of ten years',
      (i) =>
        `${2010 + (i % 10)}-0${(i % 9) + 1}-1${i % 10} 13:${String(draw(i) % 60).padStart(2, '0')}:${String(draw(i + 1) % 60).padStart(2, '0')}`,
    ],
    ['cents of millions', (i) => `${draw(i) * 9973}.${String(draw(i + 7) % 100).padStart(2, '0')}`],
    ['cents of what reaches far', (i) => Math.exp(at(i) * 3 + 8).toFixed(2)],
  ])('%s need two numbers, and have them', (_, cell) => {
    const cells = times(1000, cell)
    const { encoding, back } = columnOf('x', cells)
    expect(spansOf(encoding).filter(({ is }) => is === 'scalar')).toHaveLength(2)
    expect(back.rows.map(([x]) => x)).toEqual(cells)
    for (const value of back.data) expect(Math.abs(value)).toBeLessThanOrEqual(1)
  })

  test('digits that are noise get no number of their own', () => {
    const { encoding } = columnOf(
      'x',
      times(500, (i) => (at(i) * 1e4).toFixed(9)),
    )
    expect(widthOf(encoding)).toBe(1)
  })

  test('holds at the seam of a narrow mode and a wide one', () => {
    const cells = times(3000, (i) => (i % 20 === 0 ? 12 * at(i + 1) : at(i)).toFixed(2))
    const { table, encoding, column } = columnOf('x', cells)
    expect(column.is === 'number' && column.number.modes.length).toBe(2)
    const rows = Uint32Array.from({ length: 30_000 }, (_, i) => i % 3000)
    const back = andBack(table, encoding, rows).rows.map(([x]) => x)
    expect(back.filter((cell, i) => Number(cell) !== Number(cells[i % 3000]))).toEqual([])
  })

  test('holds between four deviations of a mode and what counts as far away', () => {
    const cells = times(1000, (i) => (i === 11 ? '-6.50' : (at(i) + 20 * (i % 2)).toFixed(2)))
    const { column, back } = columnOf('x', cells)
    expect(column.is === 'number' && column.number.modes.length).toBe(2)
    expect(back.rows.filter(([x], i) => Number(x) !== Number(cells[i]))).toEqual([])
  })

  test('brings all other labels back by how frequent they are', () => {
    // 60 labels: of the rarest ten, L50 has eleven times the rows of each other.
    const cells = times(60, (k) => times(k < 50 ? 40 : k === 50 ? 22 : 2, () => `L${k}`)).flat()
    const { encoding, back, column } = columnOf('kind', cells)
    if (column.is !== 'category') throw new Error(column.is)
    expect(column.labels.top).toHaveLength(50)
    expect(column.labels.others.map(({ count }) => count)).toEqual([22, 2, 2, 2, 2, 2, 2, 2, 2, 2])
    expect(widthOf(encoding)).toBe(51)
    const other = new Float32Array(51 * 4000)
    for (let i = 0; i < 4000; i++) other[i * 51 + 50] = 1
    const [reading] = decodeRows(encoding, other, stream).readings
    if (reading?.is !== 'category') throw new Error('no category')
    const share = [...reading.codes].filter((code) => reading.labels[code] === 'L50').length / 4000
    expect(share).toBeGreaterThan(0.52)
    expect(share).toBeLessThan(0.58)
    expect(new Set(reading.codes).size).toBe(10)
    // The fifty come back as they were.
    expect(back.rows.slice(0, 2000).map(([kind]) => kind)).toEqual(cells.slice(0, 2000))
  })

  test('makes ids anew and leaves free text empty', () => {
    const text = `key,note,x\n${times(60, (i) => `k${i * 7},"a long sentence about row ${i} and more",${at(i).toFixed(2)}`).join('\n')}\n`
    const table = understoodFrom(text)
    const encoding = fitOn(table)
    expect(widthOf(encoding)).toBe(1)
    const rows = andBack(table, encoding).rows
    expect(rows.map(([, note]) => note)).toEqual(times(60, () => ''))
    const keys = new Set(rows.map(([key]) => key))
    expect(keys.size).toBe(60)
    for (let i = 0; i < 60; i++) expect(keys.has(`k${i * 7}`)).toBe(false)
    expect(JSON.stringify(encoding)).not.toContain('sentence')
  })
})

describe('how values are told', () => {
  test('spans lie side by side, scalars before the choice of their column', () => {
    const text = `x,k,z,id,two\n${times(300, (i) => `${(at(i) + 8 * (i % 2)).toFixed(2)},${'abc'[i % 3]},${i % 2 === 0 ? 0 : draw(i)},${i},${i % 5 === 0 ? '' : 'q'}`).join('\n')}\n`
    const table = understoodFrom(text)
    const encoding = fitOn(table)
    expect(spansOf(encoding)).toEqual([
      { is: 'scalar', of: 'value', column: 0, offset: 0, width: 1 },
      { is: 'choice', of: 'modes', column: 0, offset: 1, width: 2, counts: [150, 150] },
      { is: 'choice', of: 'labels', column: 1, offset: 3, width: 3, counts: [100, 100, 100] },
      { is: 'scalar', of: 'value', column: 2, offset: 6, width: 1 },
      { is: 'choice', of: 'modes', column: 2, offset: 7, width: 2, counts: [150, 150] },
      { is: 'choice', of: 'labels', column: 4, offset: 9, width: 2, counts: [240, 60] },
    ])
    expect(widthOf(encoding)).toBe(11)
    expect(encoding.columns.map(partNames)).toEqual([
      ['mode 1', 'mode 2'],
      ['a', 'b', 'c'],
      ['mode 1', '0'],
      [],
      ['q', '(missing)'],
    ])
    const { data } = andBack(table, encoding)
    for (const { is, offset, width } of spansOf(encoding)) {
      for (let row = 0; row < 300; row++) {
        const part = [...data.slice(row * 11 + offset, row * 11 + offset + width)]
        if (is === 'scalar') expect(Math.abs(part[0] ?? NaN)).toBeLessThanOrEqual(0.9901)
        else expect(part.sort()).toEqual([...times(width - 1, () => 0), 1])
      }
    }
  })

  test('a mode is drawn by how much a value belongs to it', () => {
    // Two normal columns three deviations apart: in the middle either mode is as likely.
    const cells = times(3000, (i) => (at(i) + 3 * (i % 2)).toFixed(2))
    const { encoding, table, column } = columnOf('x', cells)
    if (column.is !== 'number') throw new Error(column.is)
    expect(column.number.modes).toHaveLength(2)
    const middle = cells.findIndex((cell) => cell === '1.50')
    const data = encodeRows(encoding, table.readings, new Uint32Array(2000).fill(middle), stream)
    const first = times(2000, (i) => data[i * 3 + 1] ?? 0).reduce((sum, one) => sum + one, 0)
    expect(first).toBeGreaterThan(800)
    expect(first).toBeLessThan(1200)
    const again = encodeRows(encoding, table.readings, new Uint32Array(2000).fill(middle), stream)
    expect(again).toEqual(data)
    // Either way the value comes back.
    expect(andBack(table, encoding, new Uint32Array(50).fill(middle)).rows.map(([x]) => x)).toEqual(
      times(50, () => '1.50'),
    )
  })

  test('a column has its modes, its grid, its special values', () => {
    const coding = numberCoding(times(1000, (i) => (i % 2 === 0 ? '0' : String(100 + 5 * (draw(i) % 40)))))
    expect(coding).toMatchObject({ low: 100, high: 295, step: 5, decimals: 0, log: null, missing: 0 })
    expect(coding.specials).toEqual([{ value: 0, text: '0', count: 500 }])
    expect(coding.modes).toHaveLength(1)
  })

  test('what is made stays within the range, on the grid, and what left it is counted', () => {
    const { encoding } = columnOf(
      'x',
      times(100, (i) => String(5 * i)),
    )
    const decoded = decodeRows(encoding, Float32Array.of(-1, 1, 0.001, 0.45), stream)
    const [reading] = decoded.readings
    expect(reading?.is === 'number' && [...reading.values]).toEqual([0, 495, 250, 360])
    expect(decoded.clipped).toEqual([0, 0])
    const coding = { low: 0, high: 495, step: 5, decimals: 0 } as NumberCoding
    expect([-20, 512, 3, 2].map((raw) => onGrid(coding, raw))).toEqual([0, 495, 5, 0])
  })

  test('logits do as well as probabilities', () => {
    const { encoding } = columnOf(
      'k',
      times(90, (i) => ['a', 'b', 'c'][i % 3] ?? ''),
    )
    const [reading] = decodeRows(encoding, Float32Array.of(-5, -2, -9, 0.2, 0.1, 0.7), stream).readings
    expect(reading?.is === 'category' && [...reading.codes].map((code) => reading.labels[code])).toEqual([
      'b',
      'c',
    ])
  })
})

describe('fitted on training rows alone', () => {
  const cells = times(400, (i) => `${i < 300 ? i % 50 : 1000 + i},${i < 300 ? 'ab'[i % 2] : 'held'}`)
  const table = understoodFrom(`x,k\n${cells.join('\n')}\n`)
  const training = Uint32Array.from({ length: 300 }, (_, i) => i)
  const encoding = fitOn(table, training)

  test('held-out rows leave no trace in it', () => {
    const [x, k] = encoding.columns
    expect(encoding.rows).toBe(300)
    expect(x?.is === 'number' && [x.number.low, x.number.high]).toEqual([0, 49])
    expect(k?.is === 'category' && k.labels.top.map(({ label }) => label)).toEqual(['a', 'b'])
    expect(JSON.stringify(encoding)).not.toContain('held')
  })

  test('a held-out value beyond is told by the end of the range, a label that is new by none', () => {
    const { data, rows, decoded } = andBack(table, encoding, Uint32Array.of(350))
    expect(rows[0]?.[0]).toBe('49')
    expect(data[0]).toBeCloseTo(0.99, 6)
    expect(decoded.clipped).toEqual([0, 0])
    expect([...data.slice(-2)]).toEqual([0, 0])
  })

  test('a column that only held-out rows fill is missing throughout', () => {
    const some = understoodFrom(
      `x,k,c\n${times(100, (i) => `${i < 80 ? '' : i * 3},${i < 80 ? '' : 'q'},c`).join('\n')}\n`,
    )
    const fitted = fitOn(
      some,
      Uint32Array.from({ length: 79 }, (_, i) => i),
    )
    expect(repairEncoding(JSON.parse(JSON.stringify(fitted)))).toEqual(fitted)
    expect(andBack(some, fitted, Uint32Array.of(3)).rows).toEqual([['', '', 'c']])
  })

  test('without rows there is nothing to fit, and another table has other columns', () => {
    expect(() => atOnce(fitSteps(table, new Uint32Array(0), stream))).toThrow(
      'There are no rows to learn from.',
    )
    const other = understoodFrom(columnText('x', ['1', '2', '5']))
    expect(() => encodeRows(encoding, other.readings, allRows(other), stream)).toThrow('other columns')
    const more = [...table.readings, ...table.readings]
    expect(() => encodeRows(encoding, more, training, stream)).toThrow('other columns')
  })

  test('the same rows and the same stream give the same encoding', () => {
    expect(fitOn(table, training)).toEqual(encoding)
  })
})
