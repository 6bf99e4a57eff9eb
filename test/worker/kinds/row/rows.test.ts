/** Rows as networks are told of them and as they are made: conditions, rejection, filling in, and what is lost by name. */
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { compareRows, fillRow } from '../../../../src/worker/kinds/row/compare-rows.ts'
import { makeRows } from '../../../../src/worker/kinds/row/generate.ts'
import { lostCategories } from '../../../../src/worker/kinds/row/lost-categories.ts'
import { atOnce } from '../../../../src/worker/data/readers/in-turns.ts'
import { columnsOf, csvSteps } from '../../../../src/worker/kinds/row/made-rows.ts'
import { trainingRows } from '../../../../src/worker/kinds/row/told.ts'
import { Run } from '../../../../src/worker/session/train/run.ts'
import { categories } from '../../../helpers/data/table-of.ts'
import { rowSetOf, trees } from '../../../helpers/data/row-sets.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

const set = await rowSetOf(trees(200))
const CONFIG: RunConfig = {
  ...defaultsFor('penguins'),
  ...{ gLayers: [8], dLayers: [8], latent: 3, batch: 20, pack: 2, seed: 3 },
}
/** Parts of the condition: oak and elm. */
const [OAK, ELM] = [0, 1]

/** Networks by chance: what is asked of them is asked of any. */
function standing() {
  const run = new Run(CONFIG, set)
  const { game, config, step } = run
  return { game, config, step, dataset: set, dispose: () => run.dispose() }
}

describe('what networks are told', () => {
  const told = trainingRows(set)

  test('rare categories are drawn more often than they occur, and each row has what it was drawn by', () => {
    const choices = told.rows.draw(streamFor(1, 'data'), 4000)
    const items = told.drawReals(streamFor(1, 'data'), 4000)
    const elms = choices.filter((choice) => choice === ELM).length / 4000
    // A quarter of the rows; by the logarithm of 120 and 40 rows nearly a half.
    expect(elms).toBeGreaterThan(0.4)
    const { labels, codes } = asKinds(items)
    codes.forEach((code, row) => expect(labels[code]).toBe(choices[row] === OAK ? 'oak' : 'elm'))
  })

  test('where nobody says anything, categories are asked for as often as the table has them', () => {
    const usual = told.usual(1000)
    const share = usual.filter((choice) => choice === ELM).length / 1000
    const elms = set.take(set.split.training)[1]
    if (elms?.kind !== 'category') throw new Error('no kinds')
    const real = elms.codes.filter((code) => elms.labels[code] === 'elm').length / elms.codes.length
    expect(Math.abs(share - real)).toBeLessThan(0.002)
  })
})

/** The kinds of items, whichever they are. */
function asKinds(items: Float32Array) {
  const column = columnsOf(set.item, items, streamFor(0, 'evaluate')).find(({ name }) => name === 'kind')
  if (column?.kind !== 'category') throw new Error('no kinds')
  return column
}

describe('rows that are made', () => {
  test('meet the condition, and say how many were drawn for them', async () => {
    const run = standing()
    const { items, rows, acceptance } = await makeRows(run, {
      count: 30,
      where: [{ column: 'kind', is: 'elm' }],
    })
    expect(rows).toBe(30)
    const { labels, codes } = asKinds(items)
    expect([...codes].map((code) => labels[code])).toEqual(new Array(30).fill('elm'))
    expect(acceptance).toBeGreaterThan(0)
    expect(acceptance).toBeLessThan(1)
    expect(await makeRows(run, { count: 30, where: [{ column: 'kind', is: 'elm' }] })).toEqual({
      items,
      rows,
      acceptance,
    })
    run.dispose()
  })

  test('are made equally often by a column', async () => {
    const run = standing()
    const { items } = await makeRows(run, { count: 40, balance: 'kind' })
    const { labels, codes } = asKinds(items)
    expect([...codes].filter((code) => labels[code] === 'oak')).toHaveLength(20)
    run.dispose()
  })

  test('within bounds that nothing meets there are none, and nobody waits for ever', async () => {
    const run = standing()
    const where = [{ column: 'height', from: 1000, to: null }]
    expect(await makeRows(run, { count: 1, where })).toMatchObject({ rows: 0, acceptance: 0 })
    run.dispose()
  })

  test.each([
    [{ column: 'kind', is: 'ash' }, 'no-such-category'],
    [{ column: 'leaf', is: 'oak' }, 'no-such-column'],
    [{ column: 'id', is: 'T-1001' }, 'no-such-column'],
    [{ column: 'height', is: '4' }, 'bad-condition'],
    [{ column: 'kind', from: 1, to: 2 }, 'bad-condition'],
  ])('%j is refused: %s', async (condition, code) => {
    const run = standing()
    await expect(makeRows(run, { count: 3, where: [condition] })).rejects.toMatchObject({ code })
    await expect(makeRows(run, { count: 0 })).rejects.toMatchObject({ code: 'bad-count' })
    run.dispose()
  })

  test('leave as the file was: its first line, its forms, ids of its own', async () => {
    const run = standing()
    const { items } = await makeRows(run, { count: 5 })
    const [head, ...lines] = atOnce(csvSteps(set.item, items, streamFor(0, 'walk')))
      .join('')
      .trim()
      .split('\n')
    expect(head).toBe('height,kind,fruit,id')
    expect(lines).toHaveLength(5)
    for (const line of lines) expect(line).toMatch(/^(\d+\.\d)?,(oak|elm),\d+,T-\d+$/)
    run.dispose()
  })

  test('stand beside the real row that is nearest, with how near held-out rows are', async () => {
    const run = standing()
    const { header, rows, usual } = await compareRows(run, 6)
    expect(header).toEqual(['height', 'kind', 'fruit'])
    expect(rows).toHaveLength(6)
    for (const { cells, nearest, distance, score } of rows) {
      expect([cells.length, nearest.length]).toEqual([3, 3])
      expect(distance).toBeGreaterThanOrEqual(0)
      expect(score).toBeGreaterThan(0)
    }
    expect(usual).toBeLessThan(0.2)
    run.dispose()
  })

  test('fill in what a person leaves open, and keep what they wrote', async () => {
    const run = standing()
    const { header, cells } = await fillRow(run, { kind: 'elm', height: '4.2' }, 1)
    expect(header).toEqual(['height', 'kind', 'fruit', 'id'])
    expect(cells.slice(0, 2)).toEqual(['4.2', 'elm'])
    expect(cells[2]).toMatch(/^\d+$/)
    await expect(fillRow(run, { height: 'tall' }, 1)).rejects.toMatchObject({ code: 'bad-cell' })
    await expect(fillRow(run, { leaf: '1' }, 1)).rejects.toMatchObject({ code: 'no-such-column' })
    run.dispose()
  })
})

test('a category that is no longer made is named; a rare one that is missing by chance is not', () => {
  const real = [
    ...new Array<string>(70).fill('sun'),
    ...new Array<string>(25).fill('snow'),
    ...new Array<string>(5).fill('hail'),
  ]
  const fake = new Array<string>(100).fill('sun')
  expect(lostCategories([categories('weather', real)], [categories('weather', fake)])).toEqual([
    {
      column: 'weather',
      label: 'snow',
      share: 0.25,
      sentence: 'Fakes hardly ever have weather = snow, as 25 % of the reals do.',
    },
  ])
  expect(lostCategories([categories('weather', real)], [categories('weather', real)])).toEqual([])
})
