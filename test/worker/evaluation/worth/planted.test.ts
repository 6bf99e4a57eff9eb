/**
 * The study of worth on planted cases, where the answer is known: fakes that are held-out reals must help by about their number,
 * copies must gain nothing, noise must harm.
 */
import { expect, test } from 'vitest'
import { fork, permutation, streamFor, type Stream } from '../../../../src/common/numbers/random.ts'
import { rowCount, takeRows } from '../../../../src/common/tables/rows.ts'
import { finish, type Sliced } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { fitIndependent } from '../../../../src/worker/evaluation/synthesis/independent.ts'
import { studyWorth, type StudyState } from '../../../../src/worker/evaluation/worth/study.ts'
import { tableTrial, type Rows } from '../../../../src/worker/evaluation/worth/table-trial.ts'
import { finishWork } from '../../../helpers/data/finish-work.ts'
import { plantedTable } from '../../../helpers/data/planted-table.ts'

const [ITEMS, ADDED] = [100, 300]
const seeds = [1, 2, 3, 4, 5]
const pool = plantedTable(1500, streamFor(1, 'data'))
const unseen = plantedTable(1500, streamFor(2, 'data'))
/** Reals that neither learners nor tests have: what fakes would be at their best. */
const reserve = plantedTable(3000, streamFor(3, 'data'))

function study(fakes: (reals: Rows, stream: Stream) => Rows, curve: number[]): Promise<StudyState> {
  function* made(reals: Rows, stream: Stream): Sliced<Rows> {
    yield
    return fakes(reals, stream)
  }
  const trial = tableTrial({ test: unseen, pool, target: 'kind', fakes: made })
  return finishWork(studyWorth(trial, { items: ITEMS, curve, seeds }))
}

test('held-out reals in the place of fakes help, and are worth about their number', async () => {
  const { worth, curve } = await study(
    (_, stream) => takeRows(reserve, permutation(stream, rowCount(reserve)).subarray(0, ADDED)),
    [30, 200, 400, 800],
  )
  expect(worth.verdict).toBe('helps')
  expect(worth.difference.low).toBeGreaterThan(0)
  expect(worth.worth.reach).toBe('measured')
  // 400 in truth; a mean of five seeds tells it to within a third or so, as the curve is flat there.
  expect(worth.worth.items).toBeGreaterThan((ITEMS + ADDED) / 1.6)
  expect(worth.worth.items).toBeLessThan((ITEMS + ADDED) * 1.6)
  expect(worth.aloneWorth.items).toBeGreaterThan(ADDED / 1.6)
  expect(worth.aloneWorth.items).toBeLessThan(ADDED * 1.6)
  expect(curve.map(({ items }) => items)).toEqual([30, ITEMS, 200, 400, 800])
})

test('copies of the reals gain nothing', async () => {
  const { worth } = await study((reals, stream) => takeRows(reals, permutation(stream, rowCount(reals))), [])
  expect(worth.verdict).toBe('no-worse')
  expect(Math.abs(worth.difference.mean)).toBeLessThan(0.02)
})

test('noise with labels drawn blindly harms', async () => {
  const { worth } = await study(
    (reals, stream) => finish(fitIndependent(reals).sample(ADDED, fork(stream, 1))),
    [],
  )
  expect(worth.verdict).toBe('harms')
  expect(worth.difference.high).toBeLessThan(0)
  // Fakes alone name one of three kinds at random.
  expect(worth.fakesAlone.mean).toBeLessThan(-0.2)
})
