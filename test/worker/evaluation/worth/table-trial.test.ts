/** Rows as the study of worth draws, fills up and scores them. */
import { expect, test } from 'vitest'
import { streamFor } from '../../../../src/common/numbers/random.ts'
import { joinRows, lengthOf, rowCount } from '../../../../src/common/tables/rows.ts'
import type { Learner } from '../../../../src/worker/evaluation/learners/learner.ts'
import type { TableColumn } from '../../../../src/common/tables/table-column.ts'
import { linearLearner } from '../../../../src/worker/evaluation/learners/linear.ts'
import { fitIndependent } from '../../../../src/worker/evaluation/synthesis/independent.ts'
import { tableTrial } from '../../../../src/worker/evaluation/worth/table-trial.ts'
import { finishWork } from '../../../helpers/data/finish-work.ts'
import { plantedTable } from '../../../helpers/data/planted-table.ts'
import { categoryOf, numberOf, numbers } from '../../../helpers/data/table-of.ts'

const stream = streamFor(1, 'evaluate')
const pool = plantedTable(200, streamFor(1, 'data'))
const trial = tableTrial({
  pool,
  test: plantedTable(300, streamFor(2, 'data')),
  target: 'kind',
  fakes: (reals, own) => fitIndependent(reals).sample(50, own),
})

test('a smaller draw is the beginning of a greater one, no row comes twice, and more than there are is refused', () => {
  const [few, many] = [trial.draw(20, stream), trial.draw(200, stream)]
  expect(numberOf(few, 'x').values).toEqual(numberOf(many, 'x').values.slice(0, 20))
  expect(numberOf(many, 'x').values.toSorted()).toEqual(numberOf(pool, 'x').values.toSorted())
  expect(() => trial.draw(201, stream)).toThrow('wants 201 real rows and there are 200')
})

test('classic augmentation makes the classes even', async () => {
  const reals = trial.draw(120, stream)
  const all = joinRows(reals, await finishWork(trial.classic(reals, stream)))
  const counts = [0, 0, 0]
  for (const code of categoryOf(all, 'kind').codes) counts[code] = (counts[code] ?? 0) + 1
  expect(new Set(counts).size).toBe(1)
  expect(rowCount(await finishWork(trial.fakes(reals, stream)))).toBe(50)
})

test('a target of numbers is scored by R², and has no classic augmentation', async () => {
  const lined = (seed: number) => {
    const table = plantedTable(200, streamFor(seed, 'data'))
    const [x, y] = [numberOf(table, 'x').values, numberOf(table, 'y').values]
    return [
      ...table,
      numbers(
        'sum',
        Array.from(x, (value, i) => 2 * value - (y[i] ?? 0)),
      ),
    ]
  }
  const own = tableTrial({
    pool: lined(1),
    test: lined(2),
    target: 'sum',
    fakes: (reals, seed) => fitIndependent(reals).sample(50, seed),
    learner: linearLearner(),
  })
  expect(await finishWork(own.score(own.draw(50, stream), stream, 0))).toBeGreaterThan(0.999)
  expect(lengthOf((await finishWork(own.classic(own.draw(50, stream), stream)))[0] ?? numbers('', [0]))).toBe(
    0,
  )
  // What knows nothing predicts no better than the mean.
  expect(
    await finishWork(own.score(await finishWork(own.fakes(own.draw(50, stream), stream)), stream, 0)),
  ).toBeLessThan(0.3)
})

test('each comparison asks about a part of its own, in which every class has its share', async () => {
  const asked: Float64Array[] = []
  const noted: Learner = {
    *fit(_, target) {
      yield
      return {
        *predict(features) {
          yield
          asked.push(numberOf(features, 'place of its own').values)
          return new Float64Array(
            rowCount(features) * (target.kind === 'category' ? target.labels.length : 1),
          )
        },
      }
    },
  }
  const counted = (rows: readonly TableColumn[]) => [
    ...rows,
    numbers('place of its own', [...Array(rowCount(rows)).keys()]),
  ]
  const unseen = counted(plantedTable(100, streamFor(2, 'data')))
  const own = tableTrial({
    ...{ pool: counted(pool), test: unseen, target: 'kind', learner: noted, parts: 5 },
    fakes: (reals, seed) => fitIndependent(reals).sample(50, seed),
  })
  for (let pair = 0; pair < 6; pair++) await finishWork(own.score(counted(pool), stream, pair))
  expect(
    asked
      .slice(0, 5)
      .flatMap((part) => [...part])
      .sort((a, b) => a - b),
  ).toEqual([...Array(100).keys()])
  expect(asked[5]).toEqual(asked[0])
  const { codes } = categoryOf(unseen, 'kind')
  for (const code of [0, 1, 2]) {
    const share = codes.filter((other) => other === code).length / 5
    for (const part of asked)
      expect(Math.abs([...part].filter((row) => codes[row] === code).length - share)).toBeLessThan(1)
  }
})
