import { expect, test } from 'vitest'
import { toFailure } from '../../../../src/common/failure.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { atOnce, type Steps } from '../../../../src/worker/data/readers/in-turns.ts'
import { cellColumnSteps } from '../../../../src/worker/data/rows/cells.ts'
import { fitSteps } from '../../../../src/worker/data/rows/encoding/fit.ts'
import { understandSteps } from '../../../../src/worker/data/rows/understand.ts'
import { readTable } from '../../../../src/worker/data/tables/table.ts'
import { cellsFrom, times } from '../../../helpers/data/rows.ts'

test('every different text stands once, each row has the number of its own', () => {
  const { columns, header, count } = cellsFrom('a,b\nx,1\ny,2\nx,3\nx,1\n')
  expect(header).toEqual(['a', 'b'])
  expect(count).toBe(4)
  expect(columns.map(({ texts }) => texts)).toEqual([
    ['x', 'y'],
    ['1', '2', '3'],
  ])
  expect(columns.map(({ codes }) => [...codes])).toEqual([
    [0, 1, 0, 0],
    [0, 1, 2, 0],
  ])
  expect(columns.map(({ counts }) => [...counts])).toEqual([
    [3, 1],
    [2, 1, 1],
  ])
})

test('cells missing at the end are empty; rows with more cells, or far fewer, are left out and told', () => {
  const { columns, leftOut } = cellsFrom('a,b,c,d\n1,2,3,4\n5,6,7\n8,9,10,11,12\nsum\n13,14,15,16\n')
  expect(columns.map(({ texts }) => texts.length)).toEqual([3, 3, 3, 3])
  expect(columns[3]?.texts).toEqual(['4', '', '16'])
  expect(leftOut.map(({ name, reason }) => [name, reason.code])).toEqual([
    ['t.csv, line 4', 'table-row'],
    ['t.csv, line 5', 'table-row'],
  ])
})

test('rows of a workbook may end where the rest is empty', () => {
  const rows = [['a', 'b', 'c', 'd'], ['1'], ['2', 'x', 'y', 'z'], ['3', 'x', 'y', 'z']]
  const table = {
    name: 'w',
    header: null,
    rows,
    lines: [1, 2, 3, 4],
    decimals: 'point',
    guesses: [],
  } as const
  const { count, columns } = atOnce(cellColumnSteps(table))
  expect(count).toBe(4)
  expect(columns[3]?.texts).toEqual(['d', '', 'z'])
})

test('a header alone is no table', () => {
  const table = {
    name: 'h.csv',
    header: ['a', 'b'],
    rows: [],
    lines: [],
    decimals: 'point',
    guesses: [],
  } as const
  const steps = () => atOnce(cellColumnSteps(table))
  expect(steps).toThrow('h.csv holds no rows.')
  try {
    steps()
  } catch (thrown) {
    expect(toFailure(thrown)).toMatchObject({ code: 'table-empty', nextStep: 'Give it a line for each row.' })
  }
})

test('the form of a file is kept: separator, line ends, which columns stand in quotes', () => {
  const text = ['"id";"name";"x"', ...times(5, (i) => `"${i}";"a; ${i}";${i},5`), '"7";;1,5', ''].join('\r\n')
  expect(cellsFrom(text).format).toEqual({
    separator: ';',
    newline: '\r\n',
    quoted: [true, false, false],
    quotedHeader: true,
    byteOrderMark: false,
  })
  const plain = [
    '"id";"name";"x"',
    ...times(5, (i) => `"${i}";"a${i}";${i},5`),
    '"7";;1,5',
    '"8";"b";"2,5"',
    '',
  ].join('\n')
  expect(cellsFrom(plain).format).toMatchObject({ newline: '\n', quoted: [true, true, false] })
})

test('long work tells which share of it is done, and can be left at any of them', () => {
  const text = `${times(30, (c) => `c${c}`).join(',')}\n${times(9000, (i) => times(30, (c) => i * c).join(',')).join('\n')}\n`
  const table = readTable('t.csv', text)
  const shares = (steps: Steps<unknown>) => [...steps]
  const reading = shares(cellColumnSteps(table))
  const cells = atOnce(cellColumnSteps(table))
  const understanding = shares(understandSteps(cells))
  const fitting = shares(
    fitSteps(atOnce(understandSteps(cells)), Uint32Array.of(1, 2, 3), streamFor(1, 'data')),
  )
  expect(reading.length).toBeGreaterThan(1)
  expect(understanding).toHaveLength(30)
  expect(fitting).toHaveLength(30)
  for (const told of [reading, understanding, fitting]) {
    expect(told).toEqual([...told].sort((a, b) => a - b))
    expect(told.every((share) => share > 0 && share <= 1)).toBe(true)
  }
})
