/**
 * The study of worth as the session runs it: on a real set of rows, with planted makers in the place of the networks, where the
 * answer is known. And how it begins, is told, stopped and ended.
 */
import { memory } from '@tensorflow/tfjs'
import { beforeAll, describe, expect, test } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { toFailure } from '../../../../src/common/failure.ts'
import { fork, permutation, streamFor } from '../../../../src/common/numbers/random.ts'
import type { WorkerEvent } from '../../../../src/common/protocol/events.ts'
import type { WorthOptions, WorthReport } from '../../../../src/common/protocol/worth.ts'
import { rowCount, takeRows } from '../../../../src/common/tables/rows.ts'
import type { RowSet } from '../../../../src/worker/data/row-set.ts'
import { finish } from '../../../../src/worker/evaluation/metrics/slices.ts'
import { fitIndependent } from '../../../../src/worker/evaluation/synthesis/independent.ts'
import { RIVALS, rivalsOf } from '../../../../src/worker/kinds/row/rivals.ts'
import { TVAE_DEFAULTS } from '../../../../src/worker/gan/tvae/networks.ts'
import { tvaeRival } from '../../../../src/worker/kinds/row/tvae-rival.ts'
import type { Rows } from '../../../../src/worker/evaluation/worth/table-trial.ts'
import type { ShownRows } from '../../../../src/worker/kinds/row/scenes.ts'
import { prepareRowWorth, type RowWorthSources } from '../../../../src/worker/kinds/row/worth.ts'
import { Worth } from '../../../../src/worker/session/worth/worth.ts'
import { plantedTable } from '../../../helpers/data/planted-table.ts'
import { openWasmEngine } from '../../../helpers/engine/wasm-engine.ts'
import { rowSetOf } from '../../../helpers/data/row-set-of.ts'

/** Of the rows a fifth is held out. */
const [ROWS, REALS, ADDED] = [5000, 100, 300]
/** A TVAE that is taught in a few seconds. */
const SMALL = { ...TVAE_DEFAULTS, encoder: [48, 48], decoder: [48, 48], latent: 6, rate: 4e-3, batch: 200 }
/** Reals that neither learners nor tests have: what fakes would be at their best. */
const reserve = plantedTable(3000, streamFor(3, 'data'))

let set: RowSet
beforeAll(async () => {
  set = await rowSetOf(plantedTable(ROWS, streamFor(1, 'data')), 'kind')
})

const runOn = (dataset: RowSet): ShownRows => ({
  dataset,
  config: defaultsFor('weather'),
  step: 300,
  get game(): never {
    throw new Error('The planted maker asks no network.')
  },
})

type Maker = RowWorthSources['fakes']
const heldOutReals: Maker = planted((_, seed) =>
  takeRows(reserve, permutation(streamFor(seed, 'data'), 3000).subarray(0, ADDED)),
)
/** The very rows that a seed's arms are taught on cannot be known beforehand: all of the training rows, and no others, are. */
const copies: Maker = planted(({ dataset }) => dataset.take(dataset.split.training))
const noise: Maker = planted(({ dataset }, seed) =>
  finish(
    fitIndependent(dataset.take(dataset.split.training)).sample(ADDED, fork(streamFor(seed, 'data'), 1)),
  ),
)

function planted(make: (run: ShownRows, seed: number) => Rows): Maker {
  return function* (run, _, seed) {
    yield
    return make(run, seed)
  }
}

function sessionWith(fakes: Maker, change: Partial<RowWorthSources> = {}) {
  const events: WorkerEvent[] = []
  const search = { racing: false }
  let clock = 0
  const worth = new Worth(
    { emit: (event) => events.push(event), search },
    // Whoever is handed the run sees its data as a set of any kind.
    (_, options) =>
      Promise.resolve(
        prepareRowWorth(runOn(set), options, { fakes, most: REALS, beyond: 8, rivals: () => [], ...change }),
      ),
    () => clock++,
  )
  const reports = () => events.flatMap((event) => (event.type === 'worth' ? [event.report] : []))
  return { worth, events, search, reports }
}

async function through(
  { worth }: ReturnType<typeof sessionWith>,
  options: WorthOptions = {},
): Promise<WorthReport> {
  const { over } = await worth.begin(runOn(set), options)
  while (worth.measuring) await worth.slice(5)
  return over
}

describe('planted fakes', () => {
  test('that are held-out reals help, and are worth about their number', async () => {
    const report = await through(sessionWith(heldOutReals))
    expect(report).toMatchObject({
      ...{ state: 'over', verdict: 'helps', target: 'kind', figure: 'macro-F1', step: 300 },
      ...{ seen: 4000, reals: REALS, fakes: ADDED, test: 1000, seeds: 5 },
    })
    expect(report.difference.low).toBeGreaterThan(0)
    expect(report.sentence).toMatch(/^The fakes help: beside 100 real rows they make a better learner/)
    // The curve goes on to 800: by themselves the fakes are 300 reals, and beside the others the last of 400.
    const { items, reach } = report.aloneWorth
    expect(reach).toBe('measured')
    expect(items).toBeGreaterThan(ADDED / 1.6)
    expect(items).toBeLessThan(ADDED * 1.6)
    expect(report.worth.items).toBeGreaterThan((REALS + ADDED) / 1.6)
    expect(report.worthSentence).toMatch(
      /^By themselves the 300 fakes are worth about \d+ real rows\. Together with the 100 real rows/,
    )
    expect(report.arms.map(({ id }) => id)).toEqual([
      'real',
      'classic',
      'fakes',
      'classic-fakes',
      'many-fakes',
      'fakes-alone',
    ])
    expect(report.arms[4]?.label).toBe('Real rows + 5 × fakes')
    expect(report.arms.every(({ scores }) => scores.length === 5)).toBe(true)
    // Reals are what reals are: they teach as well, and a learner knows as much of them as of any.
    expect(report.ganTest.scores).toHaveLength(5)
    expect(Math.abs((report.ganTest.mean ?? NaN) - (report.arms[0]?.mean ?? NaN))).toBeLessThan(0.06)
    expect(report.ganTrainSentence).toMatch(
      /^Recall \(GAN-train\): taught on fakes alone and asked about real rows/,
    )
    expect(report.ganTrainSentence).toMatch(/: as far as can be told the fakes hold what the reals teach\.$/)
    expect(report.ganTestSentence).toMatch(/: as far as can be told the fakes keep to what reals follow\.$/)
    // The GAN has seen more than the learners: whoever reads it must know.
    expect(report.caveats.join()).toMatch(/seen all 4,000, each learner only 100/)
  })

  test('that are copies gain nothing', async () => {
    const report = await through(sessionWith(copies, { most: 4000, beyond: 1 }), { learner: 'tree' })
    expect(report.verdict).toBe('no-worse')
    expect(Math.abs(report.difference.mean ?? NaN)).toBeLessThan(0.02)
    expect(report.sentence).toMatch(/no sure difference/)
    expect(report.caveats).toEqual([])
  })

  test('that are noise harm, and a maker that is better is named', async () => {
    const rivals = () => RIVALS.filter(({ id }) => id === 'cart')
    const report = await through(sessionWith(noise, { rivals }))
    expect(report.verdict).toBe('harms')
    expect(report.difference.high).toBeLessThan(0)
    expect(report.sentence).toMatch(/^The fakes harm/)
    expect(report.rivalSentence).toMatch(
      /^CART makes rows that are worth more: .* reaches macro-F1 0\.\d{3}, on the GAN’s 0\.\d{3}\.$/,
    )
    expect(report.rivals[0]?.scores).toHaveLength(5)
    expect(report.ganTrainSentence).toMatch(/do not hold all that the reals teach\.$/)
    expect(report.ganTestSentence).toMatch(/not all fakes are what they say they are\.$/)
    expect(report.worthSentence).toMatch(/fewer than 10 real rows/)
  })

  test('say nothing by a column that follows from no other', async () => {
    const report = await through(sessionWith(heldOutReals), { target: 'noise', learner: 'linear' })
    expect(report).toMatchObject({ verdict: 'untold', guessing: 0, worthSentence: '' })
    expect(report.aloneWorth).toEqual({ items: null, reach: 'untold' })
    expect(report.sentence).toMatch(
      /^Nothing can be told by “noise”: .* 100 real rows is not surely better than a guess; choose a column .* \(R² -?\d\.\d{3} without fakes, 0\.000 by a guess\)\.$/,
    )
    expect(report.ganTrainSentence).not.toMatch(/as far as can be told/)
  })

  test('of a number are scored by R², without classic augmentation', async () => {
    const report = await through(sessionWith(heldOutReals), { target: 'x', learner: 'linear' })
    expect([report.figure, report.learner]).toEqual(['R²', 'a linear regression'])
    expect(report.arms.map(({ id }) => id)).toEqual(['real', 'fakes', 'many-fakes', 'fakes-alone'])
  })
})

describe('the makers beside the GAN', () => {
  test('are always independent columns, a Gaussian copula, CART and a TVAE, on as many rows as the GAN', async () => {
    await openWasmEngine()
    const tensors = memory().numTensors
    const asked: number[] = []
    const report = await through(
      sessionWith(heldOutReals, {
        rivals: (own, draws) => [
          ...RIVALS,
          tvaeRival(own, draws, { config: SMALL, steps: 300 }),
          {
            id: 'noted',
            label: 'noted',
            async *fit(reals) {
              asked.push(rowCount(reals))
              yield
              await Promise.resolve()
              return fitIndependent(reals)
            },
          },
        ],
      }),
      { learner: 'tree' },
    )
    expect(report.rivals.map(({ id }) => id)).toEqual(['independent', 'copula', 'cart', 'tvae', 'noted'])
    expect(rivalsOf(set, 5).map(({ id }) => id)).toEqual(['independent', 'copula', 'cart', 'tvae'])
    expect(memory().numTensors).toBe(tensors)
    const mean = (id: string) => report.rivals.find((rival) => rival.id === id)?.mean ?? NaN
    expect(mean('cart')).toBeGreaterThan(mean('independent') + 0.1)
    // 300 steps are enough to know what goes with what.
    expect(mean('tvae')).toBeGreaterThan(mean('independent') + 0.05)
    expect(asked).toEqual([REALS, REALS, REALS, REALS, REALS])
  })
})

describe('a study', () => {
  const quick: WorthOptions = { learner: 'tree' }

  test('tells its progress, and what was found stays when it is stopped', async () => {
    const session = sessionWith(heldOutReals)
    const { worth, events, reports } = session
    const { over } = await worth.begin(runOn(set), quick)
    expect(reports().at(-1)).toMatchObject({
      state: 'measuring',
      verdict: 'untold',
      difference: { mean: null },
    })
    while ((reports().at(-1)?.arms[5]?.scores.length ?? 0) < 2) await worth.slice(1)
    const { done, total, left, label } = reports().at(-1)?.progress ?? {
      done: 0,
      total: 0,
      left: 0,
      label: '',
    }
    expect(done).toBeGreaterThan(5)
    expect(total).toBe(5 * (6 + 1 + 4))
    expect(left).toBeGreaterThan(0)
    expect(label).toMatch(/^Comparison 2 of 5: fakes alone/)
    expect(events.some(({ type }) => type === 'worth-progress')).toBe(true)
    await worth.stop()
    expect(worth.measuring).toBe(false)
    const report = await over
    expect(report).toMatchObject({ state: 'stopped', verdict: 'untold' })
    expect(report.sentence).toBe('No verdict: 2 of 5 comparisons are through, and it takes 5.')
    expect(report.arms[0]?.scores).toHaveLength(2)
    // Scripts get JSON: nothing in it is lost on the way.
    expect(JSON.parse(JSON.stringify(report))).toEqual(report)
  })

  test('ends where the data become others, which is said', async () => {
    const { worth, events } = sessionWith(heldOutReals)
    const { over } = await worth.begin(runOn(set), quick)
    await worth.slice(1)
    worth.dataAre(set)
    expect(worth.measuring).toBe(true)
    worth.dataAre(null)
    expect(worth.measuring).toBe(false)
    expect((await over).state).toBe('stopped')
    expect(events.at(-1)).toMatchObject({
      type: 'worth',
      report: null,
      sentence: 'The measurement has ended, as the data are others now.',
    })
  })

  test('is not begun twice, nor while settings are searched for', async () => {
    const { worth, search } = sessionWith(heldOutReals)
    search.racing = true
    await expect(worth.begin(runOn(set), quick)).rejects.toThrow('searched for')
    search.racing = false
    await worth.begin(runOn(set), quick)
    await expect(worth.begin(runOn(set), quick)).rejects.toThrow('measured already')
  })

  test('that fails tells whoever waits, and is over', async () => {
    const { worth } = sessionWith(heldOutReals, {
      rivals: () => [
        {
          id: 'broken',
          label: 'broken',
          *fit() {
            yield
            throw new Error('It fell.')
          },
        },
      ],
    })
    const { over } = await worth.begin(runOn(set), quick)
    const said = expect(over).rejects.toThrow('It fell.')
    while (worth.measuring) await worth.slice(5)
    await said
  })
})

describe('what is missing is said in a sentence', () => {
  const prepared = (dataset: RowSet, options: WorthOptions = {}) =>
    prepareRowWorth(runOn(dataset), options, {
      fakes: heldOutReals,
      most: REALS,
      beyond: 8,
      rivals: () => [],
    })
  const refusal = (dataset: RowSet, options?: WorthOptions) =>
    Promise.resolve()
      .then(() => prepared(dataset, options))
      .then(
        () => null,
        (thrown: unknown) => {
          const { code, sentence, nextStep } = toFailure(thrown)
          return [code, sentence, nextStep]
        },
      )

  test('a target, with the column that looks like one', async () => {
    const bare = await rowSetOf(plantedTable(200, streamFor(1, 'data')))
    expect(await refusal(bare)).toEqual([
      'worth-no-target',
      expect.stringContaining('Nobody said which column'),
      'Choose a column as the target; “kind” looks like the one.',
    ])
    expect(await refusal(bare, { target: 'kind' })).toBe(null)
  })

  test('rows', async () => {
    const few = await rowSetOf(plantedTable(39, streamFor(1, 'data')), 'kind')
    expect(await refusal(few)).toEqual([
      'worth-few',
      expect.stringContaining('39 rows are too few'),
      expect.stringContaining('40 rows or more'),
    ])
  })

  test('a column that there is, and a number of comparisons', async () => {
    expect(await refusal(set, { target: 'colour' })).toEqual([
      'no-such-column',
      expect.stringContaining('“colour”'),
      expect.stringContaining('“x”, “y”'),
    ])
    expect((await refusal(set, { seeds: 1 }))?.[0]).toBe('worth-seeds')
  })
})
