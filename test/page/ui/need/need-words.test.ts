import { describe, expect, test } from 'vitest'
import type { Need } from '../../../../src/common/need/need.ts'
import { durationWords, needWords, rounded, sideWords } from '../../../../src/page/ui/need/need-words.ts'
import { NO_FIGURES } from '../../../../src/page/state/run/latest.ts'
import { ring, SUMMARY } from '../../../helpers/page/scripted-client.ts'

const NEED: Need = {
  gflopPerStep: 7,
  rate: { stepsPerSecond: 2.63, basis: 'tried' },
  recognisable: { pictures: 60_000, steps: 938, effort: 938 },
  warm: { steps: 0, share: 0.25 },
  sides: [],
}
type Seen = Parameters<typeof needWords>[0]
const seen = (change: Partial<Seen> = {}): Seen => ({
  need: NEED,
  dataset: { ...SUMMARY, count: 271 },
  config: ring({ augment: 'diffaugment' }),
  step: 0,
  session: { state: 'ready' },
  latest: NO_FIGURES,
  ...change,
})
const going = (step: number, stepsPerSecond: number): Partial<Seen> => ({
  step,
  session: { state: 'running' },
  latest: { ...NO_FIGURES, stepsPerSecond },
})
const said = (change: Partial<Seen> = {}) => needWords(seen(change))

describe('before the click', () => {
  test('the time here, the steps and their rate, and a word on the data', () => {
    expect(said()).toEqual({
      phase: 'before',
      time: 'About 6 min here to recognisable pictures: 940 steps at 2.6 a second.',
      data: '271 pictures are enough to begin with; more bring more variety.',
      share: null,
      goal: 'recognisable pictures',
    })
  })

  test('steps alone while the device is being measured', () => {
    expect(said({ need: { ...NEED, rate: null } })?.time).toBe(
      'About 940 steps to recognisable pictures; measuring this device …',
    )
  })

  test('a bound where training itself will be faster', () => {
    expect(said({ need: { ...NEED, rate: { stepsPerSecond: 26, basis: 'at-least' } } })?.time).toBe(
      'At most 40 s here to recognisable pictures: 940 steps at 26 a second or more.',
    )
  })

  test('what a GPU would need, where nobody would wait', () => {
    const large: Need = {
      gflopPerStep: 200,
      rate: { stepsPerSecond: 0.08, basis: 'tried' },
      recognisable: { pictures: 400_000, steps: 6250, effort: 6250 },
      warm: { steps: 0, share: 0.25 },
      sides: [],
    }
    expect(said({ need: large })?.time).toBe(
      'About 22 h here to recognisable pictures: 6,300 steps at 0.08 a second. A good GPU (5 TFLOP/s) would take 4 min.',
    )
  })
})

describe('under way', () => {
  test('how far it has come, and how long that will still take at the rate that is seen', () => {
    expect(said(going(400, 9))).toMatchObject({
      phase: 'going',
      time: 'Step 400 of about 940 to recognisable pictures · 1 min to go',
      share: 400 / 938,
    })
  })

  test('the rate from before counts until one is seen, and while it is paused', () => {
    expect(said(going(0, 0))?.time).toContain('6 min to go')
    // The first steps record and compile: nothing to reckon with.
    expect(said(going(4, 0.1))?.time).toContain('6 min to go')
    expect(said({ step: 400, session: { state: 'paused' } })?.time).toContain('3 min to go')
  })

  test('at its end it says so, and that it goes on', () => {
    expect(said(going(938, 3))).toMatchObject({
      phase: 'reached',
      time: 'Recognisable by now, as a rule; it goes on getting better.',
      share: null,
    })
  })
})

describe('where the study has no figure', () => {
  const need = { ...NEED, recognisable: null }

  test('few data alone are worth a line', () => {
    const dataset = { ...SUMMARY, count: 30 }
    expect(said({ need, dataset })).toMatchObject({ phase: 'data', time: '' })
    expect(said({ need, dataset: { ...SUMMARY, count: 5000 } })).toBeNull()
    expect(said({ need, dataset: { ...SUMMARY, count: 0 } })).toBeNull()
  })

  test('of rows it is the time of as many passes as are usual', () => {
    const rows = { need: { ...need, passes: { passes: 300, steps: 7200 } } }
    const goal = '300 passes over the rows'
    expect(said(rows)).toMatchObject({ phase: 'before', share: null, goal })
    expect(said(rows)?.time).toMatch(
      /^About .+ here for 300 passes over the rows, as is usual: 7,200 steps at/u,
    )
    const going = said({ ...rows, step: 1800 })
    expect(going).toMatchObject({ phase: 'going', share: 0.25, goal })
    expect(going?.time).toMatch(/^Step 1,800 of about 7,200 for 300 passes over the rows · .+ to go$/u)
    const reached = said({ ...rows, step: 7200 })
    expect(reached?.phase).toBe('reached')
    // As the button is called that measures it.
    expect(reached?.time).toContain('“Is it worth anything?” says')
  })

  test('nor is anything said before there are networks or data', () => {
    expect(said({ need: null })).toBeNull()
    expect(said({ dataset: null })).toBeNull()
  })
})

test.each([
  [0.2, 'a few seconds'],
  [12, '10 s'],
  [24, '25 s'],
  [44, '40 s'],
  [58, '1 min'],
  [359, '6 min'],
  [23.4 * 60, '25 min'],
  [59 * 60, '1 h'],
  [95 * 60, '1½ h'],
  [9.1 * 3600, '9 h'],
  [21.7 * 3600, '22 h'],
  [60 * 3600, '3 days'],
])('%d seconds are %s', (seconds, words) => {
  expect(durationWords(seconds)).toBe(words)
})

test.each([
  [0.4172, '0.42'],
  [2.64, '2.6'],
  [26.4, '26'],
  [938, '940'],
  [6250, '6,300'],
])('%d is about %s', (value, words) => {
  expect(rounded(value)).toBe(words)
})

test('a side that nobody would wait for is named as such', () => {
  const side = { side: 128, steps: 1, effort: 1, gflopPerStep: 1, gpuSeconds: 240 }
  expect(sideWords({ ...side, seconds: 8 * 3600, realistic: false })).toEqual({
    here: '8 h: not here',
    gpu: '4 min',
  })
  expect(sideWords({ ...side, seconds: 600, realistic: true }).here).toBe('10 min')
  expect(sideWords({ ...side, seconds: null, realistic: true }).here).toBe('–')
})
