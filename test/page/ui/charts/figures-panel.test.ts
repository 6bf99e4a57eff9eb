// @vitest-environment happy-dom
import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { FiguresPanel } from '../../../../src/page/ui/figures/figures-panel.tsx'
import { SUMMARY, tick } from '../../../helpers/page/scripted-client.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

// What draws a chart is fetched with the first one.
beforeAll(() => import('../../../../src/page/ui/charts/plot/line-plot.tsx'))

beforeAll(() => {
  // Layout is the browser's work; here every chart is as wide as the column.
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(316)
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(110)
})

afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const output = (name: string) => screen.getByLabelText(name, { selector: 'output' })
/** The page's clock, which then only goes on when told to. */
const rest = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms))

function measuredTick(to: number) {
  const event = tick(1, to)
  event.tick.metrics = { samples: 2500, modes: 7, modesTotal: 8, highQuality: 0.989 }
  event.tick.verdict = { kind: 'mode-collapse', since: 40, evidence: ['1 of 8 modes is empty.'] }
  return event
}

describe('figures', () => {
  test('are outputs with the agreed names and follow the run', () => {
    const { emit } = renderPage(createElement(FiguresPanel))
    for (const name of ['Generator loss', 'Discriminator loss', 'Score on real', 'Score on fake']) {
      expect(output(name).textContent).toBe('–')
    }
    expect(output('Verdict').textContent).toBe('Warming up')
    act(() => emit(measuredTick(50)))
    expect(output('Generator loss').textContent).toBe('50.00')
    expect(output('Discriminator loss').textContent).toBe('1.000')
    expect(output('Modes covered').textContent).toBe('7 / 8')
    expect(output('High-quality samples').textContent).toBe('98.9 %')
    expect(output('Verdict').textContent).toBe('Mode collapse')
    expect(screen.getByText('since 40')).toBeTruthy()
    expect(screen.getByText(/1 of 8 modes is empty\./)).toBeTruthy()
  })

  test('each has its definition', () => {
    renderPage(createElement(FiguresPanel))
    expect(output('Score on real').closest('[title]')?.getAttribute('title')).toContain('σ(D(x))')
    expect(output('High-quality samples').closest('[title]')?.getAttribute('title')).toContain(
      '3 standard deviations',
    )
  })

  test('images have no modes to cover, and no room is kept for them', () => {
    const { emit } = renderPage(createElement(FiguresPanel), { dataset: 'mnist' })
    act(() => emit({ type: 'dataset', summary: SUMMARY }))
    expect(screen.queryByLabelText('Modes covered', { selector: 'output' })).toBeNull()
    expect(screen.queryByRole('region', { name: 'Coverage' })).toBeNull()
  })
})

describe('charts', () => {
  test('are drawn, and say in words what they show', async () => {
    const { emit } = renderPage(createElement(FiguresPanel))
    expect(screen.getByRole('img', { name: /^Losses: nothing yet/ })).toBeTruthy()
    act(() => emit(measuredTick(50)))
    const drawn = (name: RegExp) => screen.findByRole('img', { name }, { timeout: 30_000 })
    const losses = await drawn(/^Losses up to step 50\. Generator: 50\.00 now/)
    // The lines come with the charting package, which is fetched when the first chart stands.
    const lines = () => losses.querySelectorAll('.recharts-line path').length
    await vi.waitFor(() => expect(lines()).toBeGreaterThanOrEqual(2), { timeout: 30_000 })
    expect(await drawn(/^Coverage .*Modes covered: 87\.5 % now/)).toBeTruthy()
  })

  test('ticks do not draw charts at once: many ticks, few drawings', async () => {
    vi.useFakeTimers()
    const { emit, count } = renderPage(createElement(FiguresPanel))
    await rest(700)
    const before = count.renders
    for (let i = 0; i < 15; i++) {
      act(() => emit(tick(i * 5 + 1, i * 5 + 5)))
      await rest(40)
    }
    // Figures render with each tick; charts (three of them, twice or thrice) come on top.
    expect(count.renders - before).toBeLessThan(15 + 4 * 5)
  })

  test('Enter or a double click looks back at the step under the cross-hair', async () => {
    vi.useFakeTimers()
    const { emit, calls } = renderPage(createElement(FiguresPanel))
    act(() => emit(tick(0, 50)))
    await rest(900)
    const slider = screen.getByRole('slider', { name: 'Losses: read-out by step' })
    fireEvent.keyDown(slider, { key: 'Home' })
    fireEvent.keyDown(slider, { key: 'Enter' })
    await rest(20)
    fireEvent.keyDown(slider, { key: 'End' })
    fireEvent.doubleClick(slider)
    await rest(20)
    expect(calls.filter(([name]) => name === 'rewind')).toEqual([
      ['rewind', 0],
      ['rewind', 50],
    ])
  })

  test('the read-out goes by keys: a slider over the steps whose text holds the values', async () => {
    vi.useFakeTimers()
    const { emit } = renderPage(createElement(FiguresPanel))
    act(() => emit(tick(0, 50)))
    await rest(900)
    const slider = screen.getByRole('slider', { name: 'Losses: read-out by step' })
    fireEvent.keyDown(slider, { key: 'Home' })
    expect(slider.getAttribute('aria-valuetext')).toBe('Step 0, Generator 0.000, Discriminator 1.000')
    fireEvent.keyDown(slider, { key: 'PageUp' })
    expect(slider.getAttribute('aria-valuetext')).toContain('Step 5, Generator 5.000')
  })

  test('the log toggle holds its state', () => {
    renderPage(createElement(FiguresPanel))
    const toggle = screen.getByRole('button', { name: 'Log axis, Losses' })
    expect(toggle.getAttribute('aria-pressed')).toBe('false')
    fireEvent.click(toggle)
    expect(toggle.getAttribute('aria-pressed')).toBe('true')
  })
})
