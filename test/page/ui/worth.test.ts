// @vitest-environment happy-dom
/** The panel “Is it worth anything?”, as a person and a screen reader meet it; and what the page's state makes of its events. */
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { describe, expect, test } from 'vitest'
import type { BackendReport, DatasetSummary } from '../../../src/common/protocol/report.ts'
import { GanvasError } from '../../../src/common/failure.ts'
import type { Need } from '../../../src/common/need/need.ts'
import type { TableColumn } from '../../../src/common/tables/table-column.ts'
import { streamFor } from '../../../src/common/numbers/random.ts'
import { curvePlot } from '../../../src/page/ui/worth/curve-plot.ts'
import { WorthButton } from '../../../src/page/ui/worth/worth-button.tsx'
import {
  axisOf,
  figureWords,
  minutesWords,
  partedSentence,
  reportFile,
  restsOn,
  scoreWords,
} from '../../../src/page/ui/worth/worth-words.ts'
import { plantedTable } from '../../helpers/data/planted-table.ts'
import { rowSetOf } from '../../helpers/data/row-set-of.ts'
import { built, settled, SUMMARY } from '../../helpers/page/scripted-client.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'
import { weighed } from '../../helpers/page/weighed.ts'

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })
const panel = () => screen.getByRole('dialog', { name: 'Is it worth anything?' })
const table: readonly TableColumn[] = plantedTable(200, streamFor(1, 'data'))
const aimed = (await rowSetOf(table, 'kind')).summary
/** 300 passes over the rows. */
const NEED: Need = {
  gflopPerStep: 1,
  rate: null,
  recognisable: null,
  passes: { passes: 300, steps: 1200 },
  warm: { steps: 0, share: 1 },
  sides: [],
}
const aimless = (await rowSetOf(table)).summary

function standing(summary: DatasetSummary = aimed) {
  const page = renderPage(createElement(WorthButton))
  act(() => {
    page.emit({ type: 'dataset', summary })
    page.emit(built())
    page.emit({ type: 'state', state: 'ready', step: 0 })
  })
  const asked = () => page.calls.filter(([name]) => ['worth', 'stopWorth'].includes(name))
  return { ...page, asked }
}

async function opened(summary?: DatasetSummary) {
  const page = standing(summary)
  fireEvent.click(button('Is it worth anything?'))
  await act(() => import('../../../src/page/ui/worth/worth-dialog.tsx').then(settled))
  return page
}

describe('before it is measured', () => {
  test('it is offered for tables, and not for points', () => {
    standing({ ...SUMMARY, item: { kind: 'point', extent: 1 } })
    expect(screen.queryByRole('button')).toBe(null)
  })

  test('the column that was named is asked for, by a forest, and the time is said', async () => {
    const { asked } = await opened()
    expect(within(panel()).getByLabelText<HTMLSelectElement>('Column to predict').value).toBe('kind')
    expect(panel().textContent).toContain('real rows that neither it nor the GAN has ever seen')
    expect(panel().textContent).toContain('Takes less than a minute; training can go on meanwhile')
    fireEvent.click(button('Measure'))
    expect(asked()).toEqual([['worth', { target: 'kind' }]])
    await act(settled)
  })

  test('where none was named the likeliest is suggested; another learner and column can be chosen', async () => {
    const { asked } = await opened(aimless)
    const column = within(panel()).getByLabelText<HTMLSelectElement>('Column to predict')
    expect(column.value).toBe('kind')
    fireEvent.change(column, { target: { value: 'x' } })
    fireEvent.change(within(panel()).getByLabelText('Learner'), { target: { value: 'linear' } })
    fireEvent.click(button('Measure'))
    expect(asked()).toEqual([['worth', { target: 'x', learner: 'linear' }]])
    await act(settled)
  })

  test('more comparisons can be asked for, and take longer', async () => {
    const { asked } = await opened({ ...aimed, count: 8000 })
    expect(panel().textContent).toContain('Takes about 2 minutes')
    fireEvent.change(within(panel()).getByLabelText('Comparisons'), { target: { value: '20' } })
    expect(panel().textContent).toContain('Takes about 8 minutes')
    fireEvent.click(button('Measure'))
    expect(asked()).toEqual([['worth', { target: 'kind', seeds: 20 }]])
    await act(settled)
  })

  test('networks that made less than half of what is usual are told to be too early to ask, and may be asked', async () => {
    const { emit, asked } = await opened()
    const said = () => /(This is step|Nothing is trained).*?\./.exec(panel().textContent)?.[0]
    expect(said()).toBe(undefined)
    act(() => emit({ type: 'need', need: NEED }))
    expect(said()).toBe('Nothing is trained yet: too early to say what such fakes are worth.')
    act(() => emit({ type: 'state', state: 'paused', step: 599 }))
    expect(said()).toBe('This is step 599 of about 1,200: too early to say what such fakes are worth.')
    fireEvent.click(button('Measure'))
    expect(asked()).toHaveLength(1)
    await act(settled)
    act(() => emit({ type: 'state', state: 'paused', step: 600 }))
    expect(said()).toBe(undefined)
  })

  test('why it cannot be is said where it was asked, with what to do', async () => {
    const { client } = await opened()
    client.worth = () => Promise.reject(new GanvasError('worth-few', '30 rows are too few.', 'Open more.'))
    fireEvent.click(button('Measure'))
    await act(settled)
    expect(within(panel()).getByRole('alert').textContent).toBe('30 rows are too few. Open more.')
  })
})

describe('while it is measured', () => {
  const going = weighed({
    state: 'measuring',
    verdict: 'untold',
    sentence: 'No verdict yet: 1 of 5 comparisons is through.',
    progress: { done: 12, total: 50, label: 'Comparison 2 of 5: real rows', spent: 9000, left: 125_000 },
  })

  test('progress, what is left, what was found so far, and how to cancel it', async () => {
    const { emit, asked } = await opened()
    act(() => emit({ type: 'worth', report: going }))
    const bar = within(panel()).getByRole<HTMLProgressElement>('progressbar', { name: 'Measuring' })
    expect(bar.value).toBe(24)
    expect(panel().textContent).toContain('Comparison 2 of 5: real rows.')
    expect(panel().textContent).toContain('about 2 minutes left')
    expect(panel().textContent).toContain('1 of 5 comparisons is through')
    act(() => emit({ type: 'worth-progress', progress: { ...going.progress, done: 25, left: 30_000 } }))
    expect(bar.value).toBe(50)
    expect(button('Close')).toBeTruthy()
    fireEvent.click(button('Cancel'))
    expect(asked()).toEqual([['stopWorth', undefined]])
  })

  test('the button tells how far it is where the panel is closed, and the verdict is said when it is over', () => {
    const { emit, state } = standing()
    act(() => emit({ type: 'worth', report: going }))
    expect(button('Measuring what the fakes are worth: 24 %')).toBeTruthy()
    act(() => emit({ type: 'worth', report: weighed() }))
    expect(button('Worth: no sure gain')).toBeTruthy()
    expect(state().notices.map(({ sentence }) => sentence)).toEqual([weighed().sentence])
  })

  test('what was found stays where the engine is lost; other data end it, which is said', () => {
    const report: BackendReport = { backend: 'wasm', adapter: '', software: false, passedOver: [] }
    const { emit, state } = standing()
    act(() => emit({ type: 'worth', report: going }))
    act(() => emit({ type: 'backend', report }))
    expect(state().worth).toMatchObject({ state: 'stopped', arms: going.arms })
    expect(state().notices[0]?.sentence).toMatch(/lost with the engine/)
    act(() => emit({ type: 'worth', report: null, sentence: 'The data are others.' }))
    expect(state().worth).toBe(null)
    expect(state().notices.at(-1)?.sentence).toBe('The data are others.')
  })
})

describe('what was found', () => {
  test('the verdict first, arms and makers with their figures in words, the best maker first', async () => {
    const { emit } = await opened()
    act(() => emit({ type: 'worth', report: weighed() }))
    expect(within(panel()).getByRole('status').textContent).toBe('The fakes make no sure difference.')
    expect(panel().textContent).toContain('worth about 120 real rows')
    expect(panel().textContent).toContain('CART makes rows that are worth more.')
    const arms = within(screen.getByRole('list', { name: 'Taught on' })).getAllByRole('listitem')
    expect(arms.map(({ textContent }) => textContent)).toEqual([
      'Real rows0.800',
      'Real rows + SMOTE0.790',
      'Real rows + fakes0.801',
      'Real rows + SMOTE + fakes0.795',
      'Real rows + 5 × fakes0.796',
      'Fakes alone0.700',
    ])
    expect(
      within(arms[0] ?? panel())
        .getByRole('img')
        .getAttribute('aria-label'),
    ).toBe('0.800, 95 % interval 0.791 to 0.809')
    const makers = within(screen.getByRole('list', { name: /of$/ })).getAllByRole('listitem')
    expect(makers.map(({ textContent }) => textContent)).toEqual([
      'CART0.770',
      'The GAN0.700',
      'Independent columns0.300',
    ])
    const both = within(screen.getByRole('list', { name: 'Taught on, asked about' })).getAllByRole('listitem')
    expect(both.map(({ textContent }) => textContent)).toEqual([
      'Real rows, about real rows0.800',
      'Fakes, about real rows0.700',
      'Real rows, about fakes0.750',
    ])
    expect(panel().textContent).toContain('Recall (GAN-train): the fakes do not hold all')
    expect(panel().textContent).toContain('Precision (GAN-test): not all fakes are what')
    expect(panel().textContent).toContain('has seen 800 rows and nothing of the 200 that were held back')
    expect(panel().textContent).toContain('Rows to keep: “Take away”')
    expect(button('Measure again')).toBeTruthy()
  })

  test('what to know before it is believed stands beside the verdict: how early it was, and what came of the study', async () => {
    const { emit } = await opened()
    act(() => emit({ type: 'need', need: NEED }))
    const verdict = () => screen.getByRole('region', { name: 'Verdict' }).textContent
    act(() => emit({ type: 'worth', report: weighed({ step: 590, caveats: ['Few were asked.'] }) }))
    expect(verdict()).toContain('This is step 590 of about 1,200: too early')
    expect(verdict()).toContain('Few were asked.')
    // Which is said already of fresh networks.
    act(() =>
      emit({ type: 'worth', report: weighed({ step: 0, caveats: ['The GAN was not trained yet.'] }) }),
    )
    expect(verdict()).not.toContain('too early')
  })

  test('what they are worth can be read off the curve, and is said to those who do not see it', async () => {
    const { emit } = await opened()
    act(() => emit({ type: 'worth', report: weighed() }))
    const curve = within(panel()).getByRole('img', { name: /^macro-F1 by the number of real rows/ })
    expect(curve.getAttribute('aria-label')).toBe(
      'macro-F1 by the number of real rows that the learner was taught on. 10: 0.500, 100: 0.690, 800: 0.800. Fakes alone: 0.700, worth about 120 real rows.',
    )
    expect(curve.textContent).toContain('worth about 120 real rows')
    // Where nobody can tell, the curve says what reals teach, and nothing of fakes.
    act(() => emit({ type: 'worth', report: weighed({ aloneWorth: { items: null, reach: 'untold' } }) }))
    expect(within(panel()).getByRole('heading', { name: 'What real rows teach' })).toBeTruthy()
    // One point is no curve.
    act(() => emit({ type: 'worth', report: weighed({ curve: [{ items: 10, score: 0.5, rising: 0.5 }] }) }))
    expect(within(panel()).queryByRole('img', { name: /^macro-F1 by/ })).toBe(null)
  })

  test('leaves as JSON that says the same', () => {
    const { name, text } = reportFile(weighed())
    expect(name).toBe('worth-step-300.json')
    expect(JSON.parse(text)).toEqual(weighed())
  })
})

describe('the curve in its picture', () => {
  const [width, height] = [640, 208]
  const near = (items: number, score: number, reach: 'measured' | 'at-most' | 'at-least') =>
    curvePlot(
      weighed({
        arms: [
          { id: 'fakes-alone', label: 'Fakes alone', scores: [score], mean: score, low: null, high: null },
        ],
        aloneWorth: { items, reach },
      }),
      width,
      height,
    )

  test('the mark of the fakes lies on the line, at the items they are worth', () => {
    const plot = near(Math.sqrt(1000), (0.5 + 0.69) / 2, 'measured')
    const [low, high] = [plot?.line[0], plot?.line[1]]
    expect(plot?.fakes?.x).toBeCloseTo(((low?.x ?? 0) + (high?.x ?? 0)) / 2, 6)
    expect(plot?.fakes?.y).toBeCloseTo(((low?.y ?? 0) + (high?.y ?? 0)) / 2, 6)
  })

  test('what was not reached is said at the end of the axis', () => {
    expect(near(10, 0.2, 'at-most')?.fakes).toMatchObject({
      x: near(10, 0.5, 'measured')?.line[0]?.x,
      text: 'worth fewer than 10 real rows',
    })
    expect(near(800, 0.9, 'at-least')?.fakes).toMatchObject({
      x: near(10, 0.5, 'measured')?.line.at(-1)?.x,
      text: 'worth 800 real rows or more',
    })
  })

  test('numbers that would touch are left out, never the last', () => {
    const curve = [10, 280, 300].map((items, i) => ({ items, score: i / 3, rising: i / 3 }))
    expect(curvePlot(weighed({ curve }), width, height)?.across.map(({ text }) => text)).toEqual([
      '10',
      '300',
    ])
  })
})

test('the verdict is told apart from its figures, and what they mean', () => {
  const [verdict, figures] = [
    'The fakes help: they make a better learner ',
    '(R² 0.5 without, 0.6 with them).',
  ]
  expect(partedSentence(verdict + figures)).toEqual([verdict, figures])
  expect(partedSentence('No verdict (yet): 1 of 5.')).toEqual(['No verdict (yet): 1 of 5.', ''])
  expect(figureWords(weighed())).toMatch(/^macro-F1: 1 where all rows are named rightly, .* about 0\.33\.$/)
  expect(figureWords(weighed({ figure: 'R²', guessing: 0 }))).toMatch(/^R²: the share/)
})

test('in words', () => {
  expect([0.2, 1.2, 3.4].map(minutesWords)).toEqual([
    'less than a minute',
    'about a minute',
    'about 3 minutes',
  ])
  expect(scoreWords({ mean: null, low: null, high: null })).toBe('not measured yet')
  expect(scoreWords({ mean: 0.5, low: null, high: null })).toBe('0.500')
  expect(restsOn(weighed())).toMatch(/^The GAN, at step 300, has seen 800 rows/)
  expect(restsOn(weighed())).toContain(
    'What a GAN makes of fewer rows this does not tell: open a file with only',
  )
  // An interval of two pairs, wider than any figure, does not press all others together.
  const { low, high } = axisOf([{ mean: 0.5, low: -40, high: 41 }])
  expect(low).toBeGreaterThanOrEqual(-1.2)
  expect(high).toBeLessThanOrEqual(1.2)
})
