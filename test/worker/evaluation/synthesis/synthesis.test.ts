/** Tables made without a network: what each of the three keeps of a planted table and what it must lose. */
import { describe, expect, test } from 'vitest'
import { factor } from '../../../../src/common/numbers/cholesky.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { lengthOf, takeRows } from '../../../../src/common/tables/rows.ts'
import type { TableColumn } from '../../../../src/common/tables/table-column.ts'
import { headline, judgeLearner } from '../../../../src/worker/evaluation/learners/judge-learner.ts'
import { forestLearner } from '../../../../src/worker/evaluation/learners/trees.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { fitCart } from '../../../../src/worker/evaluation/synthesis/cart.ts'
import { fitCopula, positiveFactor } from '../../../../src/worker/evaluation/synthesis/copula.ts'
import { fitIndependent } from '../../../../src/worker/evaluation/synthesis/independent.ts'
import { sampleWhere, type Synthesiser } from '../../../../src/worker/evaluation/synthesis/synthesiser.ts'
import { missingShare } from '../../../../src/worker/evaluation/tables/column-figures.ts'
import { correlation } from '../../../../src/worker/evaluation/tables/pair-figures.ts'
import { tableQuality } from '../../../../src/worker/evaluation/tables/quality.ts'
import { plantedTable } from '../../../helpers/data/planted-table.ts'
import { categories, categoryOf, numberOf, numbers } from '../../../helpers/data/table-of.ts'

const stream = streamFor(8, 'evaluate')
const training = plantedTable(1500, streamFor(1, 'data'))
const unseen = plantedTable(1500, streamFor(2, 'data'))

type Fit = (columns: readonly TableColumn[]) => Synthesiser
const makers: [string, Fit][] = [
  ['independent', fitIndependent],
  ['copula', (columns) => finish(fitCopula(columns))],
  ['cart', (columns) => finish(fitCart(columns))],
]
const make = (fit: Fit, columns: readonly TableColumn[], count = 1500) =>
  finish(fit(columns).sample(count, stream))

/** Macro-F1 on unseen reals of a forest that saw fakes alone. */
const worth = (fit: Fit) =>
  headline(finish(judgeLearner(forestLearner({ trees: 20 }), make(fit, training), unseen, 'kind', stream)))

describe.each(makers)('%s', (_, fit) => {
  test('keeps every column as it is, with its kind, labels, decimals and missing values', () => {
    const holed = training.map((column, at): TableColumn => {
      const every = (row: number) => (row * 7 + at) % 5 === 0
      return column.kind === 'number'
        ? { ...column, values: column.values.map((value, row) => (every(row) ? NaN : value)) }
        : { ...column, codes: column.codes.map((code, row) => (every(row) ? -1 : code)) }
    })
    const made = make(fit, holed, 4000)
    expect(finish(tableQuality(holed, made)).shapes).toBeGreaterThan(0.96)
    made.forEach((column, at) => {
      expect([column.name, column.kind, lengthOf(column)]).toEqual([holed[at]?.name, holed[at]?.kind, 4000])
      // σ of a share of .2 among 4,000 is .006.
      expect(Math.abs(missingShare(column) - 0.2)).toBeLessThan(0.03)
      if (column.kind === 'category') expect(column.labels).toEqual(categoryOf(holed, column.name).labels)
      else {
        const cents = column.values.filter((value) => !Number.isNaN(value)).map((value) => value * 100)
        expect(Math.max(...cents.map((value) => Math.abs(value - Math.round(value))))).toBeLessThan(1e-9)
      }
    })
  })

  test('the same seed draws the same rows, another one others', () => {
    const fitted = fit(training)
    const rows = (seed: number) => finish(fitted.sample(50, streamFor(seed, 'evaluate')))
    expect(rows(1)).toEqual(rows(1))
    expect(rows(1)).not.toEqual(rows(2))
  })

  test('odd tables: one column, one row, constants, nothing known', () => {
    const odd = [
      numbers('n', [5, 5, 5]),
      categories('c', ['a', 'a', 'a']),
      numbers('gone', [null, null, null]),
    ]
    const made = make(fit, odd, 20)
    expect(made).toEqual(takeRows(odd, Array<number>(20).fill(0)))
    expect(make(fit, [numbers('n', [3])], 4)).toEqual([numbers('n', [3, 3, 3, 3])])
    expect(() => fit([])).toThrow('no rows to make others like')
    expect(lengthOf(make(fit, training, 0)[0] ?? numbers('', [0]))).toBe(0)
  })
})

test('what they keep of how columns hang together: nothing, the straight part, nearly all', () => {
  const [independent, copula, cart] = makers.map(([, fit]) => worth(fit))
  const real = headline(finish(judgeLearner(forestLearner({ trees: 20 }), training, unseen, 'kind', stream)))
  expect(independent).toBeLessThan(0.45)
  expect(copula).toBeGreaterThan((independent ?? 1) + 0.1)
  expect(cart).toBeGreaterThan((copula ?? 1) + 0.05)
  expect(cart).toBeGreaterThan(real - 0.12)
})

test('the copula keeps correlations, and makes values that no training row has within their bounds', () => {
  const line = Array.from(
    numberOf(training, 'x').values,
    (x, i) => x - 0.5 * (numberOf(training, 'y').values[i] ?? 0),
  )
  const columns = [...training, numbers('line', line)]
  const made = finish(finish(fitCopula(columns)).sample(3000, stream))
  const tied = (table: readonly TableColumn[]) =>
    correlation(numberOf(table, 'x').values, numberOf(table, 'line').values)
  expect(tied(made)).toBeCloseTo(tied(columns), 1)
  const known = new Set(line)
  const values = numberOf(made, 'line').values
  expect(values.filter((value) => !known.has(value)).length).toBeGreaterThan(1000)
  expect(Math.min(...values)).toBeGreaterThanOrEqual(Math.min(...line))
  expect(Math.max(...values)).toBeLessThanOrEqual(Math.max(...line))
})

test('correlations that no rows can have are shrunk until rows can be drawn', () => {
  const impossible = Float64Array.of(1, 0.9, 0.9, 0.9, 1, -0.9, 0.9, -0.9, 1)
  const lower = positiveFactor(impossible, 3)
  const rebuilt = (i: number, j: number) =>
    [0, 1, 2].reduce(
      (sum, k) => sum + (k <= Math.min(i, j) ? (lower[i * 3 + k] ?? 0) * (lower[j * 3 + k] ?? 0) : 0),
      0,
    )
  for (let i = 0; i < 3; i++) {
    expect(rebuilt(i, i)).toBeCloseTo(1, 6)
    expect(lower[i * 4]).toBeGreaterThan(1e-5)
  }
  const fine = Float64Array.of(1, 0.3, 0.3, 1)
  const direct = fine.slice()
  factor(direct, 2)
  const kept = positiveFactor(fine, 2)
  expect([kept[0], kept[2], kept[3]]).toEqual([direct[0], direct[2], direct[3]])
})

test('CART: a value depends on those before it, and missing on them as well', () => {
  const rows = Array.from({ length: 400 }, (_, i) => i)
  const columns = [
    categories(
      'side',
      rows.map((i) => (i % 2 === 0 ? 'left' : 'right')),
    ),
    numbers(
      'v',
      rows.map((i) => (i % 2 === 0 ? (i % 20 < 10 ? null : 5) : 50 + (i % 9))),
    ),
    categories(
      'mark',
      rows.map((i) => (i % 2 === 0 ? (i % 20 < 10 ? 'hole' : null) : 'full')),
    ),
  ]
  const made = finish(finish(fitCart(columns)).sample(1000, stream))
  const [side, v, mark] = [categoryOf(made, 'side'), numberOf(made, 'v'), categoryOf(made, 'mark')]
  side.codes.forEach((code, row) => {
    const value = v.values[row] ?? 0
    const label = mark.labels[mark.codes[row] ?? -1] ?? null
    if (side.labels[code] === 'left') {
      expect(Number.isNaN(value) || value === 5).toBe(true)
      expect(label).toBe(Number.isNaN(value) ? 'hole' : null)
    } else expect([value >= 50, label]).toEqual([true, 'full'])
  })
})

test('CART draws every one of very many categories, each as often as it was', () => {
  const rows = Array.from({ length: 1200 }, (_, i) => i)
  const columns = [
    categories(
      'side',
      rows.map((i) => (i % 2 === 0 ? 'left' : 'right')),
    ),
    categories(
      'id',
      rows.map((i) => (i % 2 === 0 ? `l${i % 400}` : i % 3 === 0 ? null : `r${i % 30}`)),
    ),
  ]
  const made = finish(finish(fitCart(columns)).sample(4000, stream))
  const [side, id] = [categoryOf(made, 'side'), categoryOf(made, 'id')]
  const label = (row: number) => id.labels[id.codes[row] ?? -1] ?? null
  side.codes.forEach((code, row) => {
    if (label(row) !== null) expect(label(row)?.[0]).toBe(side.labels[code]?.[0])
    else expect(side.labels[code]).toBe('right')
  })
  // 200 and 10 of them, drawn 4,000 times: none is left out.
  expect(new Set(id.codes).size).toBeGreaterThan(205)
})

test('CART makes named columns first, and says which it does not know', () => {
  const fitted = finish(fitCart(training, { first: ['kind'] }))
  const made = finish(fitted.sample(300, stream))
  expect(made.map(({ name }) => name)).toEqual(training.map(({ name }) => name))
  expect(() => finish(fitCart(training, { first: ['nobody'] }))).toThrow('There is no column “nobody”')
})

describe('rows that meet a condition', () => {
  const fitted = fitIndependent(training)
  const isHigh = (columns: readonly TableColumn[], row: number) =>
    categoryOf(columns, 'kind').codes[row] === 2

  test('all meet it, and the acceptance is the share of the column', () => {
    const { columns, acceptance } = finish(sampleWhere(fitted, isHigh, 400, stream))
    expect(lengthOf(columns[0] ?? numbers('', []))).toBe(400)
    expect(categoryOf(columns, 'kind').codes.every((code) => code === 2)).toBe(true)
    const share = categoryOf(training, 'kind').codes.filter((code) => code === 2).length / 1500
    expect(acceptance).toBeCloseTo(share, 1)
  })

  test('one that is never met ends, with no rows', () => {
    const { columns, acceptance } = finish(sampleWhere(fitted, () => false, 3, stream))
    expect([lengthOf(columns[0] ?? numbers('', [1])), acceptance]).toEqual([0, 0])
  })
})
