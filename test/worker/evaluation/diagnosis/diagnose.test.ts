import { describe, expect, test } from 'vitest'
import { createDiagnosis, WARM_UP } from '../../../../src/worker/evaluation/diagnosis/diagnose.ts'
import {
  clumpIn,
  finally_,
  firstSaid,
  kinds,
  look,
  tell,
  type Figures,
} from '../../../helpers/truth/story.ts'

/** A clump that is somewhere else at every look. */
const CHASED: Figures = (step) => clumpIn((step / 25) * 5)

describe('the first steps', () => {
  test('raise no alarm, whatever the figures say', () => {
    for (const figures of [
      clumpIn(3),
      CHASED,
      { diversity: 40 },
      { lossD: 0.01, precision: 0, coverage: 0 },
    ]) {
      expect(kinds(tell([{ until: WARM_UP - 1, figures }]))).toEqual(['warming-up'])
    }
  })

  test('count from where the game began, after a warm start', () => {
    const begun = 3000
    const figures: Figures = { ...clumpIn(3), begun }
    const before = tell([{ until: begun + WARM_UP - 1, figures }])
    expect(kinds(before)).toEqual(['warming-up'])
    expect(finally_(before).evidence).toEqual([`No judgement before step ${begun + WARM_UP}.`])
    expect(kinds(tell([{ until: 6000, figures }]))).toContain('mode-collapse')
  })

  test('but a number that is none is said at once', () => {
    const told = tell([{ until: 50 }, { until: 75, figures: { finite: false, lossD: NaN } }])
    expect(finally_(told)).toMatchObject({ kind: 'diverged', since: 75 })
    expect(finally_(told).evidence.join(' ')).toContain('step 75')
  })
})

describe('a healthy run', () => {
  test('is healthy from when it found the data, and asks for no cure', () => {
    const told = tell([{ until: 400, figures: { kept: 0.25, missing: 0.5 } }, { until: 3000 }])
    expect(kinds(told)).toEqual(['warming-up', 'healthy'])
    const verdict = finally_(told)
    expect(verdict.remedies).toEqual([])
    expect(verdict.since).toBeGreaterThan(400)
    expect(verdict.since).toBeLessThan(800)
    expect(verdict.evidence.join(' ')).toContain('80 %')
  })

  test('is not disturbed by a short dip', () => {
    const told = tell([{ until: 1000 }, { until: 1075, figures: clumpIn(2) }, { until: 2000 }])
    expect(kinds(told)).toEqual(['warming-up', 'healthy'])
  })
})

test('one bad look is no news, however far apart they are', () => {
  const told = tell([{ until: 10_000 }, { until: 11_000, figures: clumpIn(2) }, { until: 20_000 }], 1000)
  expect(kinds(told)).toEqual(['healthy'])
})

describe('a part of the data that no fake has', () => {
  const SNOW = 'Fakes hardly ever have weather = snow, as 25 % of the reals do.'

  test('is collapse, named, however well the rest is made; and over once it is made again', () => {
    const story = [{ until: 1500 }, { until: 2500, figures: { lost: [SNOW] } }]
    const { kind, evidence } = finally_(tell(story))
    expect([kind, evidence[0]]).toEqual(['mode-collapse', SNOW])
    expect(kinds(tell([...story, { until: 4000 }]))).toEqual([
      'warming-up',
      'healthy',
      'mode-collapse',
      'healthy',
    ])
  })

  test('is no news where it was missing now and then', () => {
    const figures: Figures = (step) => (step % 50 === 0 ? { lost: [SNOW] } : { lost: [] })
    expect(kinds(tell([{ until: 4000, figures }]))).toEqual(['warming-up', 'healthy'])
  })
})

describe('mode collapse', () => {
  const told = tell([{ until: 1000 }, { until: 2000, figures: clumpIn(3) }])

  test('is said soon after it began, with the step it began', () => {
    expect(kinds(told)).toEqual(['warming-up', 'healthy', 'mode-collapse'])
    expect(firstSaid(told, 'mode-collapse')).toBeLessThan(1500)
    expect(finally_(told).since).toBe(1025)
  })

  test('is proved with figures, and offers remedies', () => {
    const { evidence, remedies } = finally_(told)
    expect(evidence.join(' ')).toMatch(/Total collapse: fakes keep 7 %/)
    expect(evidence.join(' ')).toContain('90 % of the real data has no fakes near it')
    expect(remedies).toContain('packing')
    expect(remedies).toContain('r1')
  })

  test('can be partial', () => {
    const half = { kept: 0.42, missing: 0.45, coverage: 0.4, effectiveModes: 7, diversity: 0.8 }
    const verdict = finally_(tell([{ until: 1000 }, { until: 2000, figures: half }]))
    expect(verdict.kind).toBe('mode-collapse')
    expect(verdict.evidence.join(' ')).toMatch(/Partial collapse: fakes keep 42 %/)
  })

  test('ends when it is cured, and then counts as healthy from there on', () => {
    const cured = tell([{ until: 1000 }, { until: 2000, figures: clumpIn(3) }, { until: 3500 }])
    expect(kinds(cured)).toEqual(['warming-up', 'healthy', 'mode-collapse', 'healthy'])
    expect(finally_(cured).since).toBeGreaterThan(2000)
  })

  test('says that it is recovering as soon as the newest looks are well, and not before', () => {
    const cured = tell([{ until: 1000 }, { until: 2000, figures: clumpIn(3) }, { until: 3500 }])
    const collapsed = cured.filter(({ verdict }) => verdict.kind === 'mode-collapse')
    const first = collapsed.find(({ verdict }) => verdict.recovering)?.step ?? Infinity
    expect(first).toBeGreaterThan(2000)
    expect(first).toBeLessThanOrEqual(2100)
    // It goes on being said until the alarm ends, and no longer.
    expect(collapsed.filter(({ step }) => step >= first).every(({ verdict }) => verdict.recovering)).toBe(
      true,
    )
    expect(finally_(cured).recovering).toBe(false)
  })

  test('fakes that are blown about are no recovery', () => {
    const blown = { kept: 0.6, missing: 0.2, precision: 0.03, coverage: 0.1, diversity: 2.5 }
    const told = tell([
      { until: 1000 },
      { until: 2000, figures: clumpIn(3) },
      { until: 2200, figures: blown },
    ])
    expect(told.some(({ verdict }) => verdict.recovering)).toBe(false)
  })

  test('a run that was never well goes on recovering until it is', () => {
    const search = { kept: 0.45, missing: 0.2, precision: 0.05, coverage: 0.1 }
    const told = tell([
      { until: 2000, figures: clumpIn(3) },
      { until: 3000, figures: search },
      { until: 4000 },
    ])
    expect(kinds(told)).toEqual(['warming-up', 'mode-collapse', 'warming-up', 'healthy'])
    const searching = told.filter(({ step, verdict }) => step > 2000 && verdict.kind === 'warming-up')
    expect(searching.every(({ verdict }) => verdict.recovering)).toBe(true)
    expect(told[0]?.verdict.recovering).toBe(false)
  })

  test('does not flicker around its threshold', () => {
    const wavering: Figures = (step) => ({ kept: 0.35 + 0.04 * Math.sin(step / 200), missing: 0.3 })
    expect(kinds(tell([{ until: 1000 }, { until: 8000, figures: wavering }])).length).toBeLessThanOrEqual(3)
  })

  test('is said of a run that never found the data, with more patience', () => {
    const never = tell([{ until: 2000, figures: clumpIn(3) }])
    expect(kinds(never)).toEqual(['warming-up', 'mode-collapse'])
    expect(firstSaid(never, 'mode-collapse')).toBeGreaterThan(400)
    expect(firstSaid(never, 'mode-collapse')).toBeLessThan(1000)
  })

  test('is not said of a run that gains variety all the time', () => {
    const learning: Figures = (step) => ({ kept: 0.02 * 1.35 ** (step / 150), missing: 0.9, diversity: 0.3 })
    expect(kinds(tell([{ until: 1200, figures: learning }]))).toEqual(['warming-up'])
  })

  test('is not said of a haze around the data that is on none of it yet', () => {
    const haze = { kept: 0.34, missing: 0.45, precision: 0.04, coverage: 0.06, diversity: 0.75 }
    expect(kinds(tell([{ until: 3000, figures: haze }]))).toEqual(['warming-up'])
    expect(kinds(tell([{ until: 3000, figures: { ...haze, precision: 0.3 } }]))).toContain('mode-collapse')
    expect(kinds(tell([{ until: 3000, figures: { ...haze, diversity: 0.2 } }]))).toContain('mode-collapse')
  })

  test('is found however rarely one looks', () => {
    const rare = tell([{ until: 4000 }, { until: 8000, figures: clumpIn(3) }], 400)
    expect(kinds(rare)).toEqual(['healthy', 'mode-collapse'])
    expect(firstSaid(rare, 'mode-collapse')).toBeLessThanOrEqual(4000 + 5 * 400)
  })
})

describe('oscillation', () => {
  test('is a clump that is chased about, not one that stays', () => {
    const told = tell([{ until: 1000 }, { until: 2500, figures: CHASED }])
    expect(finally_(told).kind).toBe('oscillating')
    expect(finally_(told).evidence.join(' ')).toContain('100 % of them change place')
    expect(finally_(told).remedies[0]).toBe('r1')
  })

  test('turns into collapse when the clump comes to rest', () => {
    const told = tell([
      { until: 1000 },
      { until: 2500, figures: CHASED },
      { until: 4000, figures: clumpIn(1) },
    ])
    expect(kinds(told).slice(-2)).toEqual(['oscillating', 'mode-collapse'])
  })
})

describe('a player that is too strong', () => {
  const sure = { lossD: 0.08, realScore: 0.97, fakeScore: 0.03, precision: 0.1, coverage: 0.2, gradNormG: 30 }

  test('the detective wins when it is sure and the fakes are poor', () => {
    const verdict = finally_(tell([{ until: 2000, figures: sure }]))
    expect(verdict.kind).toBe('discriminator-wins')
    expect(verdict.evidence.join(' ')).toMatch(
      /reals 0.97 and fakes 0.03.*94 % below chance.*10 % of the fakes.*norm 30/,
    )
    expect(verdict.remedies[0]).toBe('slower-detective')
  })

  test('or when it is well ahead and the fakes are nowhere near', () => {
    const figures = { lossD: 0.5, realScore: 0.85, fakeScore: 0.15, precision: 0.1, coverage: 0.1 }
    expect(finally_(tell([{ until: 2000, figures }])).kind).toBe('discriminator-wins')
  })

  test('a sharp detective before good fakes is no failure', () => {
    const good = { ...sure, lossD: 0.4, precision: 0.8, coverage: 0.7 }
    expect(finally_(tell([{ until: 2000, figures: good }])).kind).toBe('healthy')
  })

  test('a Wasserstein critic has no chance level and cannot win', () => {
    const critic = { ...sure, precision: 0.5, loss: 'wasserstein', lossD: -3 } as const
    expect(finally_(tell([{ until: 2000, figures: critic }])).kind).toBe('healthy')
  })

  test('the forger wins when poor fakes score above reals', () => {
    const fooled = {
      lossD: 1.6,
      realScore: 0.4,
      fakeScore: 0.6,
      precision: 0.02,
      coverage: 0.03,
      kept: 0.2,
      missing: 0.6,
    }
    const verdict = finally_(tell([{ until: 2000, figures: fooled }]))
    expect(verdict.kind).toBe('generator-wins')
    expect(verdict.remedies[0]).toBe('faster-detective')
  })
})

describe('memorising', () => {
  test('is said when fakes lie nearer to training items than unseen reals do', () => {
    const copies = { nearestTrainingRatio: 0.3, heldOutGap: 0.7 }
    const verdict = finally_(tell([{ until: 1000 }, { until: 2000, figures: copies }]))
    expect(verdict.kind).toBe('memorising')
    expect(verdict.evidence.join(' ')).toMatch(/0.3 times as far.*70 % of the way/)
  })
  test('the figure may come more rarely than the looks', () => {
    const rarely: Figures = (step) => (step % 200 === 0 ? { nearestTrainingRatio: 0.3 } : {})
    expect(finally_(tell([{ until: 1000 }, { until: 2000, figures: rarely }])).kind).toBe('memorising')
  })
  test('is not asked where it cannot be', () => {
    expect(finally_(tell([{ until: 2000, figures: { heldOutGap: 0.9 } }])).kind).toBe('healthy')
  })
})

describe('divergence', () => {
  test('losses that run away are seen before they are no numbers', () => {
    const told = tell([
      { until: 1000, figures: { loss: 'wasserstein', lossD: -1 } },
      { until: 2000, figures: (step) => ({ loss: 'wasserstein', lossD: -Math.exp((step - 1000) / 50) }) },
    ])
    expect(finally_(told).kind).toBe('diverged')
    expect(finally_(told).remedies[0]).toBe('clip')
  })
  test('so are fakes that leave the stage', () => {
    const verdict = finally_(tell([{ until: 1000 }, { until: 2000, figures: { diversity: 40 } }]))
    expect(verdict.kind).toBe('diverged')
    expect(verdict.evidence.join(' ')).toMatch(/times as far apart as reals/)
  })
})

describe('going back', () => {
  test('forgets what lay ahead', () => {
    const discriminator = createDiagnosis()
    tell([{ until: 1000 }, { until: 2000, figures: clumpIn(3) }], 25, discriminator)
    expect(discriminator.observe(look(500)).kind).not.toBe('mode-collapse')
  })
  test('reset begins anew', () => {
    const discriminator = createDiagnosis()
    tell([{ until: 1000 }, { until: 2000, figures: clumpIn(3) }], 25, discriminator)
    discriminator.reset()
    expect(discriminator.observe(look(25))).toMatchObject({ kind: 'warming-up', remedies: [] })
  })
})

describe('pictures, whose fakes are looked at besides', () => {
  const WHOLE = { fidelity: { soft: 0.9, rough: 1, broken: 0.85 } }
  const BROKEN = { fidelity: { soft: 0.9, rough: 1.1, broken: 0.2 } }

  test('are not called healthy before anybody has looked', () => {
    const told = tell([{ until: 1000, figures: { fidelity: null } }])
    expect(kinds(told)).toEqual(['warming-up'])
    expect(finally_(told).evidence.join(' ')).toContain('whether they look whole is being measured')
  })

  test('are healthy when they look whole, and say how much', () => {
    const { kind, evidence } = finally_(tell([{ until: 1000, figures: WHOLE }]))
    expect(kind).toBe('healthy')
    expect(evidence.join(' ')).toContain('85 % of the way from spoilt to whole pictures')
  })

  test('are varied but blurred while they do not, and say in which way', () => {
    const { kind, evidence, remedies } = finally_(tell([{ until: 1000, figures: BROKEN }]))
    expect(kind).toBe('blurred')
    expect(evidence[0]).toContain('Out of shape')
    expect(evidence.join(' ')).toContain('20 % of the way')
    expect(remedies).toContain('diffaugment')
  })

  test('that are worse than any spoilt one come no part of the way', () => {
    const figures = { fidelity: { soft: 2, rough: -1.4, broken: 0.9 } }
    const { evidence } = finally_(tell([{ until: 1000, figures }]))
    expect(evidence.join(' ')).toMatch(/Too rough.*no part of the way/)
  })

  test('become healthy soon after they look whole: three rounds, not three hundred steps', () => {
    const told = tell([
      { until: 1000, figures: rounds(BROKEN.fidelity) },
      { until: 1600, figures: rounds(WHOLE.fidelity) },
    ])
    expect(kinds(told)).toEqual(['warming-up', 'blurred', 'healthy'])
    // Two of three rounds decide; the verdict is kept for 150 steps more.
    expect(firstSaid(told, 'healthy')).toBeLessThanOrEqual(1250)
  })

  test('just above the line stay what they were called', () => {
    const between = { fidelity: { soft: 0.9, rough: 1, broken: 0.47 } }
    expect(
      kinds(
        tell([
          { until: 1000, figures: BROKEN },
          { until: 2000, figures: between },
        ]),
      ),
    ).toEqual(['warming-up', 'blurred'])
    expect(
      kinds(
        tell([
          { until: 1000, figures: WHOLE },
          { until: 2000, figures: between },
        ]),
      ),
    ).toEqual(['warming-up', 'healthy'])
  })

  test('of few kinds are a collapse all the same, and it is said whether they are sharp', () => {
    const headline = (fidelity: typeof WHOLE) =>
      finally_(tell([{ until: 1000 }, { until: 2000, figures: { ...clumpIn(3), ...fidelity } }]))
    expect(headline(WHOLE).kind).toBe('mode-collapse')
    expect(headline(WHOLE).evidence[0]).toMatch(/^Sharp but few\. Total collapse/)
    expect(headline(BROKEN).evidence[0]).toMatch(/^Few and blurred\. Total collapse/)
  })

  test('that are copies are said to be copies', () => {
    const figures = { ...WHOLE, nearestTrainingRatio: 0.2 }
    const { kind, evidence } = finally_(tell([{ until: 1000 }, { until: 2000, figures }]))
    expect(kind).toBe('memorising')
    expect(evidence[0]).toMatch(/^Copies: /)
  })

  test('that are near training items only as they are blurred are no copies', () => {
    const figures = { ...BROKEN, nearestTrainingRatio: 0.2 }
    expect(kinds(tell([{ until: 1000 }, { until: 2000, figures }]))).not.toContain('memorising')
  })

  test('of sets of which nothing is held out are copies from a little farther away', () => {
    const told = (nearestTrainingRatio: number, more: { heldOutGap?: number } = {}) =>
      finally_(tell([{ until: 2000, figures: { ...WHOLE, nearestTrainingRatio, ...more } }])).kind
    expect(told(0.68)).toBe('memorising')
    expect(told(0.72)).toBe('healthy')
    expect(told(0.6, { heldOutGap: 0.1 })).toBe('healthy')
  })

  /** A round's figures every 50 steps, none quite as the last. */
  function rounds({ soft, rough, broken }: typeof WHOLE.fidelity): Figures {
    return (step) => ({ fidelity: { soft: soft + Math.floor(step / 50) * 1e-6, rough, broken } })
  }
})
