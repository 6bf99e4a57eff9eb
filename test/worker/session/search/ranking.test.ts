import { describe, expect, test } from 'vitest'
import type { Measurement } from '../../../../src/common/protocol/search.ts'
import type { Observation } from '../../../../src/worker/evaluation/diagnosis/observation.ts'
import {
  balance,
  fellWords,
  ranked,
  standingOf,
  troubleOf,
  wonWords,
} from '../../../../src/worker/session/search/ranking.ts'

const look = (change: Partial<Measurement> = {}): Measurement => ({
  step: 100,
  spent: 100,
  quality: 0.5,
  variety: 0.5,
  score: 0.5,
  trouble: null,
  metrics: { samples: 256 },
  ...change,
})

interface Named {
  id: string
  sound: boolean
  look: Measurement | null
}
const candidate = (id: string, change: Partial<Measurement> | null = {}, sound = true): Named => ({
  id,
  sound,
  look: change === null ? null : look(change),
})
const order = (candidates: readonly Named[]) => ranked(candidates).map(({ id }) => id)

describe('the order', () => {
  test('is by the balance of looks and variety', () => {
    expect(
      order([candidate('low', { score: 0.2 }), candidate('high', { score: 0.9 }), candidate('middle')]),
    ).toEqual(['high', 'middle', 'low'])
  })

  test('puts copies after everything sound, few kinds after copies, what ran away after those, and the fallen last', () => {
    const candidates = [
      candidate('fell', { score: 1 }, false),
      candidate('ran away', { score: 1, trouble: 'diverged' }),
      candidate('few', { score: 0.9, trouble: 'mode-collapse' }),
      candidate('copies', { score: 0.8, trouble: 'memorising' }),
      candidate('poor', { score: 0.01 }),
    ]
    expect(order(candidates)).toEqual(['poor', 'copies', 'few', 'ran away', 'fell'])
    expect(order(candidates.toReversed())).toEqual(['poor', 'copies', 'few', 'ran away', 'fell'])
  })

  test('of those that nothing speaks for yet: more variety and less spoilt, even below zero', () => {
    const zero = (id: string, variety: number, fidelity: number) =>
      candidate(id, { quality: 0, variety, score: 0, metrics: { samples: 256, fidelity } })
    expect(order([zero('spoilt', 0.4, -2), zero('better', 0.4, -0.5)])).toEqual(['better', 'spoilt'])
  })

  test('of equals is the one they came in; whoever was never looked at comes after', () => {
    expect(order([candidate('unseen', null), candidate('a'), candidate('b')])).toEqual(['a', 'b', 'unseen'])
  })

  test('changes nothing of what it is given', () => {
    const candidates = [candidate('low', { score: 0.2 }), candidate('high', { score: 0.9 })]
    ranked(candidates)
    expect(candidates.map(({ id }) => id)).toEqual(['low', 'high'])
  })
})

describe('what a look says', () => {
  test('looks are wholeness of pictures, good samples of a mixture, else precision', () => {
    const of = { precision: 0.3, kept: 1 }
    expect(standingOf({ samples: 1, fidelity: 0.7, coverage: 0.97 }, of).quality).toBe(0.7)
    expect(standingOf({ samples: 1, highQuality: 0.989, coverage: 0.97 }, of).quality).toBe(1)
    expect(standingOf({ samples: 1, coverage: 0.97 }, of).quality).toBe(0.3)
    expect(standingOf({ samples: 1, fidelity: -3, coverage: 0.97 }, of)).toMatchObject({
      quality: 0,
      score: 0,
    })
  })

  test('variety is what is both covered and kept', () => {
    expect(standingOf({ samples: 1, coverage: 0.97 }, { precision: 1, kept: 0.2 }).variety).toBe(0.2)
    expect(standingOf({ samples: 1, coverage: 0.485 }, { precision: 1, kept: 0.9 }).variety).toBeCloseTo(0.5)
  })

  test('the balance is that of F₁: one cannot make up for the other', () => {
    expect(balance(0.5, 0.5)).toBe(0.5)
    expect(balance(1, 0.25)).toBeCloseTo(0.4)
    expect(balance(1, 0)).toBe(0)
    expect(balance(0, 0)).toBe(0)
  })
})

const WELL: Observation = {
  step: 2000,
  lossD: 1.3,
  lossG: 0.8,
  realScore: 0.55,
  fakeScore: 0.45,
  gradNormD: 1,
  gradNormG: 1,
  finite: true,
  diversity: 1,
  effectiveModes: 30,
  realEffectiveModes: 30,
  kept: 0.9,
  missing: 0.05,
  shares: new Float64Array([0.5, 0.5]),
  ndb: 0.1,
  coverage: 0.9,
  precision: 0.9,
  samples: 256,
  loss: 'non-saturating',
}

describe('trouble, by the signs of the verdict', () => {
  test.each([
    [{}, null],
    [{ kept: 0.1, missing: 0.8 }, 'mode-collapse'],
    [{ nearestTrainingRatio: 0.1 }, 'memorising'],
    [{ lossG: 1e6 }, 'diverged'],
    [{ finite: false, kept: 0.1, missing: 0.8 }, 'diverged'],
    [{ nearestTrainingRatio: 0.1, kept: 0.1, missing: 0.8 }, 'mode-collapse'],
    // A detective that wins is no fault of the samples.
    [{ realScore: 0.99, fakeScore: 0.01, lossD: 0.02 }, null],
  ] as const)('%j is %s', (change, trouble) => {
    expect(troubleOf({ ...WELL, ...change })).toBe(trouble)
  })
})

describe('reasons in words', () => {
  const last = look({ variety: 0.52, metrics: { samples: 256, fidelity: 0.313 } })

  test('say what was wrong, and what was enough to go on', () => {
    expect(fellWords(1, look({ trouble: 'memorising' }), last)).toBe(
      'Round 1: copies of training items; the last that went on had wholeness 31 %, variety 52 %.',
    )
    expect(fellWords(2, look(), look({ quality: 0.4, variety: 1 }))).toBe(
      'Round 2: the last that went on had precision 40 %, variety 100 %.',
    )
    expect(fellWords(1, null, null)).toBe('Round 1: it never came to a look.')
  })

  test('name modes where they are known', () => {
    const metrics = { samples: 2500, highQuality: 0.5, modes: 7, modesTotal: 8 }
    expect(fellWords(1, look(), look({ metrics }))).toContain('50 % good samples, variety 50 %, 7 of 8 modes')
  })

  test('do not hide what speaks against the winner', () => {
    expect(wonWords(look(), 7)).toBe('Best of 8.')
    expect(wonWords(look({ trouble: 'mode-collapse' }), 3)).toBe(
      'Best of 4, and yet: few kinds of fakes so far.',
    )
  })
})
