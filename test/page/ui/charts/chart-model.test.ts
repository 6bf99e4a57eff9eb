import { describe, expect, test } from 'vitest'
import { Series } from '../../../../src/common/numbers/series.ts'
import { buildModel, smoothKey, type ChartOptions } from '../../../../src/page/ui/charts/model/chart-model.ts'
import {
  GRADIENTS_SPEC,
  lossesSpec,
  naturalText,
  scoresSpec,
} from '../../../../src/page/ui/charts/model/chart-spec.ts'
import { seriesHistory } from '../../../../src/page/ui/charts/model/history.ts'
import { groupMarks, markNear } from '../../../../src/page/ui/charts/model/mark-groups.ts'
import { plotFrame, spread, stepAt, xOf, yOf } from '../../../../src/page/ui/charts/plot/plot-frame.ts'
import { walkStep } from '../../../../src/page/ui/charts/plot/walk-step.ts'
import { rowsOf } from '../../../helpers/page/scripted-client.ts'

const RAW: ChartOptions = { span: 'whole', smooth: false, logarithmic: false }

function run(count: number, lossG: (step: number) => number = () => 0.7) {
  const series = new Series()
  const row = (step: number) => ({ step, lossG: lossG(step), lossD: 1.4, realScore: 0.6, fakeScore: 0.4 })
  series.append(rowsOf(Array.from({ length: count }, (_, step) => row(step))))
  return seriesHistory(series)
}
const losses = (count: number, options = RAW, lossG?: (step: number) => number) =>
  buildModel(lossesSpec('non-saturating'), run(count, lossG), options, [], null)

describe('a chart’s model', () => {
  test('an empty run makes an empty chart with its reference lines in sight', () => {
    const model = losses(0)
    expect(model.rows).toEqual([])
    expect(model.lastStep).toBe(-1)
    expect(model.values.low).toBeLessThanOrEqual(Math.LN2)
    expect(model.values.high).toBeGreaterThanOrEqual(2 * Math.LN2)
    expect(model.summary).toContain('nothing yet')
  })

  test('100,000 steps are at most 240 points and keep a single spike', () => {
    const model = losses(100_000, { ...RAW, logarithmic: true }, (step) => (step === 50_000 ? 900 : 0.7))
    expect(model.rows.length).toBeLessThanOrEqual(240)
    expect(Math.max(...model.rows.map((row) => row['lossG'] ?? 0))).toBeCloseTo(Math.log10(900), 4)
  })

  test('a spike that would flatten the rest is left off and said', () => {
    const model = losses(5000, RAW, (step) => (step === 2000 ? 900 : 0.7 + 0.2 * Math.sin(step)))
    expect(model.values.high).toBeLessThan(5)
    expect(model.notes.join(' ')).toContain('up to 900')
  })

  test('steps without a number leave a gap', () => {
    const model = losses(10, RAW, (step) => (step > 5 ? NaN : 1))
    expect(model.rows.map((row) => row['lossG'])).toEqual([1, 1, 1, 1, 1, 1, null, null, null, null])
    expect(model.summary).toContain('not a number now')
  })

  test('smoothing keeps the raw curve and says what it is', () => {
    const model = losses(1000, { ...RAW, smooth: true }, (step) => step % 2)
    const last = model.rows.at(-1)
    expect(last?.[smoothKey('lossG')]).toBeCloseTo(0.5, 1)
    expect([0, 1]).toContain(last?.['lossG'])
    expect(model.notes.join(' ')).toContain('Smoothed')
    expect(losses(1000).notes).toEqual([])
  })

  test('a log axis with values at or below zero leaves nothing out, and says so', () => {
    const model = losses(100, { ...RAW, logarithmic: true }, (step) => step - 50)
    expect(model.values.kind).toBe('symlog')
    expect(model.rows.every((row) => row['lossG'] !== null)).toBe(true)
    expect(model.notes.join(' ')).toContain('straight within')
  })

  test('scores keep the axis 0 … 1', () => {
    const model = buildModel(scoresSpec('non-saturating'), run(50), RAW, [], null)
    expect([model.values.low, model.values.high]).toEqual([0, 1])
  })

  test('the words hold the latest values, the reference lines and the last change', () => {
    const marks = [{ step: 10, label: 'Penalty: R1' }]
    const { summary } = buildModel(lossesSpec('non-saturating'), run(1241), RAW, marks, null)
    expect(summary).toContain('up to step 1,240')
    expect(summary).toContain('Generator: 0.700 now')
    expect(summary).toContain('Discriminator: 1.400 now')
    expect(summary).toContain('ln 4')
    expect(summary).toContain('step 10: Penalty: R1')
  })

  test('the last thousand steps', () => {
    const model = losses(5000, { ...RAW, span: 'last' })
    expect(model.rows[0]?.step).toBeGreaterThanOrEqual(3900)
    expect(model.steps).toMatchObject({ low: 4000, high: 5000 })
  })
})

describe('what charts show', () => {
  test('equilibrium lines are those of the loss', () => {
    const of = (id: Parameters<typeof lossesSpec>[0]) => lossesSpec(id).references.map(({ label }) => label)
    expect(of('non-saturating')).toEqual(['ln 4', 'ln 2'])
    expect(of('minimax')).toEqual(['ln 4', '−ln 2'])
    expect(of('least-squares')).toEqual(['0.25', '0.125'])
    expect(of('wasserstein')).toEqual([])
  })

  test('½ means something only where a score is a probability', () => {
    expect(scoresSpec('non-saturating').references.map(({ value }) => value)).toEqual([0.5])
    expect(scoresSpec('hinge').references).toEqual([])
    expect(scoresSpec('hinge').meaning).toContain('no probability')
  })

  test('logs by name', () => {
    expect([Math.LN2, 2 * Math.LN2, -Math.LN2, 0.25, 1].map(naturalText)).toEqual([
      'ln 2',
      'ln 4',
      '−ln 2',
      '0.25',
      '1',
    ])
  })

  test('lines of one chart differ in role, hence in colour, dash and marker', () => {
    for (const spec of [lossesSpec('hinge'), scoresSpec('hinge'), GRADIENTS_SPEC]) {
      expect(new Set(spec.lines.map(({ role }) => role)).size).toBe(spec.lines.length)
    }
  })
})

describe('marks', () => {
  const axis = { low: 0, high: 1000, ticks: [] }
  const mark = (step: number, label: string) => ({ step, label })

  test('near ones are one, far ones stand apart, those off the axis are left out', () => {
    const groups = groupMarks([mark(500, 'b'), mark(20, 'a'), mark(505, 'c'), mark(2000, 'd')], axis)
    expect(groups).toEqual([
      { step: 20, label: 'a' },
      { step: 505, label: 'b, c' },
    ])
  })

  test('a dragged slider is not a wall of text', () => {
    const many = Array.from({ length: 9 }, (_, i) => mark(500 + i, `rate ${i}`))
    expect(groupMarks(many, axis)[0]?.label).toBe('rate 6, rate 7, rate 8 and 6 more')
  })

  test('the nearest within reach is read', () => {
    const groups = [mark(100, 'a'), mark(130, 'b')]
    expect(markNear(groups, 118, axis)?.label).toBe('b')
    expect(markNear(groups, 400, axis)).toBeNull()
  })
})

describe('the frame', () => {
  const frame = plotFrame(316, 120)
  const steps = { low: 0, high: 2000, ticks: [] }

  test('a pixel and its step are each other’s', () => {
    for (const step of [0, 500, 1999, 2000]) expect(stepAt(xOf(step, steps, frame), steps, frame)).toBe(step)
    expect(stepAt(-50, steps, frame)).toBe(0)
    expect(stepAt(5000, steps, frame)).toBe(2000)
  })

  test('values stand between the ends of the axis', () => {
    const axis = { kind: 'linear', low: 0, high: 4, ticks: [] } as const
    expect(yOf(0, axis, frame)).toBe(frame.bottom)
    expect(yOf(4, axis, frame)).toBe(frame.top)
    expect(yOf(2, axis, frame)).toBe((frame.top + frame.bottom) / 2)
  })

  test('labels give way to each other and keep their order', () => {
    expect(spread([50, 52])).toEqual([45.5, 56.5])
    expect(spread([52, 50])).toEqual([56.5, 45.5])
    expect(spread([10, 90])).toEqual([10, 90])
  })

  test('keys walk along the steps and stop at both ends', () => {
    expect(walkStep('ArrowRight', 100, steps, 1500)).toBe(120)
    expect(walkStep('PageDown', 100, steps, 1500)).toBe(0)
    expect(walkStep('End', 100, steps, 1500)).toBe(1500)
    expect(walkStep('PageUp', 1490, steps, 1500)).toBe(1500)
    expect(walkStep('s', 100, steps, 1500)).toBeUndefined()
  })
})
