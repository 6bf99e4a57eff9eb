/** The arithmetic of worth on plain numbers: intervals, curves read backwards, verdicts, and the order of a study. */
import { describe, expect, test } from 'vitest'
import type { ArmId } from '../../../../src/worker/evaluation/worth/arms.ts'
import {
  curveSizes,
  itemsWorth,
  risingCurve,
} from '../../../../src/worker/evaluation/worth/learning-curve.ts'
import { differences, meanInterval } from '../../../../src/worker/evaluation/worth/paired.ts'
import { studyWorth, type StudyState, type Trial } from '../../../../src/worker/evaluation/worth/study.ts'
import { verdictOf } from '../../../../src/worker/evaluation/worth/verdict.ts'
import { finishWork } from '../../../helpers/data/finish-work.ts'

test('the interval of five values, as scipy.stats.t.interval has it', () => {
  const { mean, low, high, count } = meanInterval([0.02, 0.05, 0.03, -0.01, 0.04, NaN])
  // scipy 1.17.1: t.interval(.95, 4, loc=mean, scale=sem([.02, .05, .03, -.01, .04])).
  expect([mean, low, high]).toEqual([
    expect.closeTo(0.026, 12),
    expect.closeTo(-0.00258525190987, 10),
    expect.closeTo(0.05458525190987, 10),
  ])
  expect(count).toBe(5)
  expect(meanInterval([0.1])).toEqual({ mean: 0.1, low: -Infinity, high: Infinity, count: 1 })
  expect(differences([3, 2], [1])).toEqual([2, NaN])
})

describe('a learning curve', () => {
  const curve = [
    { items: 10, score: 0.4 },
    { items: 100, score: 0.6 },
    { items: 1000, score: 0.7 },
  ]

  test.each([
    [0.6, 100, 'measured'],
    [0.5, Math.sqrt(10 * 100), 'measured'],
    [0.65, Math.sqrt(100 * 1000), 'measured'],
    [0.4, 10, 'measured'],
    [0.39, 10, 'at-most'],
    [0.71, 1000, 'at-least'],
  ])('a score of %d is worth %d items', (score, items, reach) => {
    const worth = itemsWorth([...curve].reverse(), score)
    expect(worth.reach).toBe(reach)
    expect(worth.items).toBeCloseTo(items, 9)
  })

  test('that falls is made to rise by pooling', () => {
    const falls = [0.5, 0.7, 0.6, 0.62, 0.9].map((score, i) => ({ items: 10 ** (i + 1), score }))
    risingCurve(falls).forEach(({ score }, i) =>
      expect(score).toBeCloseTo([0.5, 0.64, 0.64, 0.64, 0.9][i] ?? 0, 12),
    )
    // Three sizes score alike: the fewest are enough.
    expect(itemsWorth(falls, 0.64).items).toBeCloseTo(100, 6)
  })

  test('of nothing is untold; its sizes end with all', () => {
    expect(itemsWorth([], 0.5)).toEqual({ items: NaN, reach: 'untold' })
    expect(itemsWorth(curve, NaN).reach).toBe('untold')
    expect(curveSizes(250)).toEqual([10, 30, 100, 250])
    expect(curveSizes(300)).toEqual([10, 30, 100, 300])
    expect(curveSizes(6)).toEqual([6])
  })
})

describe('a verdict', () => {
  const base = [0.6, 0.62, 0.61, 0.59, 0.6]
  const above = (by: number) =>
    base.map((value, i) => value + by + ([0.004, -0.003, 0.002, 0, -0.004][i] ?? 0))
  const of = (scores: Partial<Record<ArmId, number[]>>) =>
    verdictOf(new Map(Object.entries(scores) as [ArmId, number[]][]), [
      { items: 100, score: 0.604 },
      { items: 400, score: 0.704 },
    ])

  test('helps only against the better of the arms without fakes', () => {
    expect(of({ real: base, classic: above(-0.05), fakes: above(0.05) }).verdict).toBe('helps')
    const beaten = of({ real: base, classic: above(0.06), fakes: above(0.05), 'classic-fakes': above(0.01) })
    expect([beaten.verdict, beaten.without, beaten.withFakes]).toEqual(['harms', 'classic', 'fakes'])
  })

  test('no worse while the interval holds zero, harms below it', () => {
    expect(of({ real: base, fakes: above(0.001) }).verdict).toBe('no-worse')
    expect(of({ real: base, fakes: above(-0.001) }).verdict).toBe('no-worse')
    expect(of({ real: base, fakes: above(-0.05) }).verdict).toBe('harms')
  })

  test('fakes beside classic augmentation count as fakes', () => {
    const { verdict, withFakes } = of({
      real: base,
      classic: base,
      fakes: above(-0.05),
      'classic-fakes': above(0.05),
    })
    expect([verdict, withFakes]).toEqual(['helps', 'classic-fakes'])
  })

  test('says in real items what fakes are worth', () => {
    const told = of({ real: base, fakes: above(0.05), 'fakes-alone': above(-0.2) })
    expect(told.worth.items).toBeCloseTo(200, -1)
    expect(told.worth.reach).toBe('measured')
    expect(told.aloneWorth).toEqual({ items: 100, reach: 'at-most' })
    expect(told.fakesAlone.high).toBeLessThan(-0.15)
  })

  test('is not told where reals teach nothing beyond a guess, unless fakes do', () => {
    const curve = [
      { items: 100, score: 0.55 },
      { items: 400, score: 0.604 },
    ]
    const by = (guessing: number, fakes: number[]) =>
      verdictOf(
        new Map<ArmId, number[]>([
          ['real', base],
          ['fakes', fakes],
          ['fakes-alone', fakes],
        ]),
        curve,
        guessing,
      )
    // The reals' interval is 0.590 to 0.618.
    expect(by(0.58, above(0.001)).verdict).toBe('no-worse')
    expect(by(0.58, above(0.001)).aloneWorth.reach).toBe('at-least')
    const blind = by(0.6, above(0.001))
    expect([blind.verdict, blind.aloneWorth.reach, blind.worth.reach]).toEqual(['untold', 'untold', 'untold'])
    expect(by(0.6, above(0.05)).verdict).toBe('helps')
    expect(by(0.7, above(0.05)).verdict).toBe('untold')
    expect(by(0.7, above(-0.05)).verdict).toBe('untold')
    expect(by(0.6, above(0.05)).aloneWorth.reach).toBe('untold')
  })

  test('is not told of four seeds, or of none', () => {
    expect(of({ real: base.slice(0, 4), fakes: above(0.05).slice(0, 4) }).verdict).toBe('untold')
    expect(of({}).verdict).toBe('untold')
  })
})

describe('a study', () => {
  /** Items are lists of marks: what a learner was taught on can be read off. */
  const seen: string[] = []
  const trial: Trial<string[]> = {
    draw: (items, stream) => [`r${items}/${stream.key0}`],
    *fakes(reals) {
      yield
      return [`f(${reals.join()})`]
    },
    *moreFakes(reals) {
      yield
      return [`m(${reals.join()})`]
    },
    *classic(reals) {
      yield
      return [`c(${reals.join()})`]
    },
    join: (a, b) => [...a, ...b],
    count: (marks) => marks.length,
    rivals: [
      {
        id: 'copies',
        *fakes(reals) {
          yield
          return [`k(${reals.join()})`]
        },
      },
    ],
    *score(taught, stream, _, asked) {
      yield
      const about = asked === undefined ? '' : ` on ${asked.join(' + ')}`
      seen.push(`${taught.join(' + ')}${about} by ${stream.key0}`)
      return taught.length
    },
  }
  const plan = { items: 20, curve: [50, 10, 20, 50], seeds: [7, 8] }

  test('teaches every arm on the same reals and fakes with the same seed, and the curve on the same draw', async () => {
    seen.length = 0
    const state = await finishWork(studyWorth(trial, plan))
    const marks = seen.slice(0, 10).map((line) => line.replace(/\/\d+/g, '').replace(/ by \d+/, ''))
    expect(marks).toEqual([
      'r20',
      'r20 + c(r20)',
      'r20 + f(r20)',
      'r20 + c(r20) + f(r20)',
      'r20 + f(r20) + m(r20)',
      'f(r20)',
      'r20 on f(r20)',
      'k(r20)',
      'r10',
      'r50',
    ])
    const streams = (lines: string[], pattern: RegExp) =>
      new Set(lines.flatMap((line) => line.match(pattern) ?? []))
    for (const lines of [seen.slice(0, 10), seen.slice(10)]) {
      expect(streams(lines, / by \d+/g).size).toBe(1)
      expect(streams(lines, /\/\d+/g).size).toBe(1)
    }
    expect(streams(seen, / by \d+/g).size).toBe(2)
    expect(state.curve).toEqual([10, 20, 50].map((items) => ({ items, score: 1 })))
    expect(state.scores.get('classic-fakes')).toEqual([3, 3])
    expect([...state.rivals]).toEqual([['copies', [1, 1]]])
    expect(state.onFakes).toEqual([1, 1])
    expect([state.done, state.total]).toEqual([20, 20])
  })

  test('tells its state after each learner and can be ended between any two', async () => {
    const states: StudyState[] = []
    const begun: string[] = []
    const work = studyWorth(trial, plan, {
      state: (state) => states.push(state),
      begins: (step, seed) => begun.push(`${step.on} ${seed}`),
    })
    while (states.length < 3) await work.next()
    await work.return(await finishWork(studyWorth(trial, { ...plan, seeds: [] })))
    expect((await work.next()).done).toBe(true)
    expect(begun).toEqual(['fakes 0', 'arm 0', 'arm 0', 'arm 0'])
    expect(states.map(({ done }) => done)).toEqual([1, 2, 3])
    expect(states[2]?.scores.get('fakes')).toEqual([2])
    expect(states[0]?.scores.get('fakes')).toEqual([])
  })

  test('has no arm of many fakes where they cannot be made', async () => {
    const { scores, done, total } = await finishWork(studyWorth({ ...trial, moreFakes: null }, plan))
    expect(scores.get('many-fakes')).toEqual([])
    expect([done, total]).toEqual([18, 18])
  })

  test('teaches nothing twice where nothing classic can be made', async () => {
    seen.length = 0
    const bare: Trial<string[]> = {
      ...trial,
      *classic() {
        yield
        return []
      },
    }
    const state = await finishWork(studyWorth(bare, { items: 20, curve: [], seeds: [7] }))
    expect(seen).toHaveLength(6)
    expect(state.scores.get('classic')).toEqual(state.scores.get('real'))
    expect(state.scores.get('classic-fakes')).toEqual(state.scores.get('fakes'))
    expect([state.done, state.total]).toEqual([8, 8])
  })
})
