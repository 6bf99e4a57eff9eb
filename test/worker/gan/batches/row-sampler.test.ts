/** Which rows a table's feed draws: by category, as often as it should, with the very condition that is told; the same for a seed. */
import { tensor2d } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunConfig } from '../../../../src/common/config/run-config.ts'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { createFeed } from '../../../../src/worker/gan/batches/feed.ts'
import { choiceRows, rowSampler } from '../../../../src/worker/gan/batches/row-sampler.ts'
import { choicesOnDevice, drawnBy } from '../../../../src/worker/gan/batches/row-source.ts'
import type { Task } from '../../../../src/worker/gan/tasks/task.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'

beforeAll(useCpu)

/** 1000 rows: one in fifty is rare; nobody has category 2; the second column goes round. */
const ROWS = 1000
const RARE = Uint16Array.from({ length: ROWS }, (_, row) => (row % 50 === 7 ? 1 : 0))
const ROUND = Uint16Array.from({ length: ROWS }, (_, row) => row % 4)
const COLUMNS = [
  { categories: 3, of: RARE },
  { categories: 4, of: ROUND },
]
const MANY = 20_000
const sampler = rowSampler(COLUMNS, ROWS)
const stream = streamFor(5, 'data')

/** Shares within four deviations of what they should be. */
function expectShares(drawn: Int32Array, wanted: readonly number[]): void {
  wanted.forEach((p, choice) => {
    const share = drawn.filter((one) => one === choice).length / drawn.length
    expect(Math.abs(share - p), `choice ${choice}`).toBeLessThanOrEqual(
      4 * Math.sqrt((p * (1 - p)) / drawn.length),
    )
  })
}

describe('for training', () => {
  const { rows, choices } = sampler.rows(stream, MANY)

  test('columns are equally likely, categories by the logarithm of how many rows have them', () => {
    const [often, rare] = [Math.log(981), Math.log(21)]
    const all = often + rare
    expectShares(choices, [often / all / 2, rare / all / 2, 0, 1 / 8, 1 / 8, 1 / 8, 1 / 8])
  })

  test('each row has the category it was drawn by, and all that have it are drawn', () => {
    rows.forEach((row, i) => {
      const choice = choices[i] ?? NaN
      expect(choice < 3 ? RARE[row] : 3 + (ROUND[row] ?? NaN)).toBe(choice)
    })
    const rare = new Set([...rows].filter((_, i) => choices[i] === 1))
    expect(rare.size).toBe(20)
    // By the round column nobody is preferred: the first half of its rows is half of them.
    const byRound = [...rows].filter((_, i) => (choices[i] ?? 0) >= 3)
    expect(byRound.filter((row) => row < ROWS / 2).length / byRound.length).toBeCloseTo(0.5, 1)
  })

  test('a seed decides all, another draws others', () => {
    const again = rowSampler(COLUMNS, ROWS).rows(streamFor(5, 'data'), 50)
    expect(again).toEqual(sampler.rows(stream, 50))
    expect(sampler.rows(streamFor(6, 'data'), 50)).not.toEqual(again)
  })
})

test('for generating, categories are as frequent as in the table', () => {
  expectShares(sampler.choicesByFrequency(stream, MANY), [0.49, 0.01, 0, 1 / 8, 1 / 8, 1 / 8, 1 / 8])
})

test('a table without discrete columns is drawn row by row, by no choice', () => {
  const plain = rowSampler([], 10)
  const { rows, choices } = plain.rows(stream, 2000)
  expect([plain.choices, new Set(rows).size, new Set(choices)]).toEqual([0, 10, new Set([-1])])
  expect(Math.max(...rows)).toBe(9)
  expect(new Set(plain.choicesByFrequency(stream, 9))).toEqual(new Set([-1]))
})

test('choices become rows of zeros with a one, in JavaScript and on the device', () => {
  const choices = Int32Array.of(2, -1, 0)
  const wanted = [0, 0, 1, 0, 0, 0, 1, 0, 0]
  expect([...choiceRows(choices, 3)]).toEqual(wanted)
  expect([...choicesOnDevice(tensor2d([2, -1, 0], [3, 1]), 3).dataSync()]).toEqual(wanted)
})

test('tables that are none are refused', () => {
  expect(() => rowSampler([], 0)).toThrow('without rows')
  expect(() => rowSampler([{ categories: 2, of: Uint16Array.of(0) }], 2)).toThrow('1 categories for 2 rows')
  expect(() => rowSampler([{ categories: 2, of: Uint16Array.of(2) }], 1)).toThrow('no category 2')
})

describe('a feed', () => {
  const config: RunConfig = { ...defaultsFor('ring'), batch: 40, dSteps: 2 }
  /** An item holds the row's own two categories, so that it can be held against what is told. */
  const { drawReals, rows } = drawnBy(sampler, (drawn) =>
    Float32Array.from([...drawn].flatMap((row) => [RARE[row] ?? NaN, ROUND[row] ?? NaN])),
  )
  const told: Task = { tellsClass: false, tellsRow: true, terms: [] }
  const feedOf = (task: Task) =>
    createFeed(
      () => config,
      [2],
      drawReals,
      // A device would draw other items than those that are told: it is not asked.
      () => ({ kind: 'rows', rows: new Float32Array(20).fill(99), picks: Int32Array.of(0) }),
      null,
      task,
      null,
      rows,
    )

  test('tells of its very reals, one choice of each', () => {
    const seen = new Set<string>()
    for (const [step, update] of [
      [0, 0],
      [0, 1],
      [0, 2],
      [7, 0],
    ] as const) {
      const { real, conditions } = feedOf(told).batch(step, update)
      const items = real.arraySync() as number[][]
      const choices = conditions.row?.arraySync() ?? []
      expect(choices).toHaveLength(40)
      choices.forEach((row, i) => {
        const [rare = NaN, round = NaN] = items[i] ?? []
        expect(row.filter((one) => one === 1)).toHaveLength(1)
        expect((row[rare] ?? 0) + (row[3 + round] ?? 0)).toBe(1)
      })
      seen.add(JSON.stringify(items))
    }
    expect(seen.size).toBe(4)
  })

  test('of a task that tells no row tells nothing', () => {
    expect(feedOf({ tellsClass: false, terms: [] }).batch(0, 0).conditions).toEqual({})
  })

  test('keeps choices for steps to come where a step is recorded: those that it would draw then', () => {
    const feed = feedOf(told)
    feed.follow(tensor2d([[0]], [1, 1], 'int32').reshape([1]))
    const choices = feed.blocks.filter(({ tensor }) => tensor.shape[1] === config.batch)
    const reals = feed.blocks.filter(({ tensor }) => tensor.shape[1] === 2 * config.batch)
    expect([reals.length, choices.length, feed.residentTensors.length]).toEqual([3, 3, 6])
    feed.follow(null)
    choices.forEach((block, update) => {
      const { conditions } = feed.batch(9, update)
      expect([...choiceRows(Int32Array.from(block.row(9)), 7)]).toEqual([
        ...(conditions.row?.dataSync() ?? []),
      ])
    })
    feed.dispose()
    expect(feed.blocks).toEqual([])
  })
})
