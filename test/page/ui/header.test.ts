// @vitest-environment happy-dom
import { act, fireEvent, screen } from '@testing-library/react'
import { createElement } from 'react'
import { describe, expect, test, vi } from 'vitest'
import { BackendBadge } from '../../../src/page/ui/app/header/backend-badge.tsx'
import { EarlierOffer, offerWords } from '../../../src/page/ui/app/earlier-offer.tsx'
import { LiveOutputs, rateWords } from '../../../src/page/ui/app/header/live-outputs.tsx'
import { Notices } from '../../../src/page/ui/app/notices.tsx'
import { PresetsMenu } from '../../../src/page/ui/app/header/presets-menu.tsx'
import { RunControls } from '../../../src/page/ui/app/header/run-controls.tsx'
import { ShareButton, whatItOpens } from '../../../src/page/ui/app/header/share-button.tsx'
import { StateLine } from '../../../src/page/ui/app/header/state-line.tsx'
import { ErrorBoundary } from '../../../src/page/ui/kit/error-boundary.tsx'
import { tick } from '../../helpers/page/scripted-client.ts'
import { renderPage } from '../../helpers/page/render-page.tsx'

const button = (name: string) => screen.getByRole<HTMLButtonElement>('button', { name })

describe('training', () => {
  test('one toggle: disabled while nothing stands, then Train, then Pause', () => {
    const { emit, calls } = renderPage(createElement(RunControls))
    expect(button('Train').disabled).toBe(true)
    act(() => emit({ type: 'state', state: 'ready', step: 0 }))
    fireEvent.click(button('Train'))
    act(() => emit({ type: 'state', state: 'running', step: 0 }))
    expect(screen.queryByRole('button', { name: 'Train' })).toBeNull()
    fireEvent.click(button('Pause'))
    expect(calls.map(([name]) => name).filter((name) => name !== 'view')).toEqual(['run', 'pause'])
  })

  test('ticks do not render the buttons', () => {
    const { emit, count } = renderPage(createElement(RunControls))
    act(() => emit({ type: 'state', state: 'running', step: 0 }))
    const before = count.renders
    for (let i = 1; i < 20; i++) act(() => emit(tick(i, i)))
    expect(count.renders).toBe(before)
  })

  test('one step and starting over', () => {
    const { emit, calls } = renderPage(createElement(RunControls))
    act(() => emit({ type: 'state', state: 'paused', step: 3 }))
    fireEvent.click(button('Step'))
    fireEvent.click(button('Reset'))
    expect(calls).toContainEqual(['train', 1])
    expect(calls.some(([name]) => name === 'reset')).toBe(true)
  })
})

describe('live figures', () => {
  test('are outputs with the agreed names, and follow the run', () => {
    const { emit } = renderPage(createElement(LiveOutputs))
    act(() => emit({ type: 'state', state: 'running', step: 0 }))
    act(() => emit(tick(1, 12_480)))
    const step = screen.getByLabelText('Step', { exact: true })
    expect(step.tagName).toBe('OUTPUT')
    expect(step.textContent).toBe('12,480')
    expect(screen.getByLabelText('Steps per second').textContent).toBe('50')
  })

  test.each([
    [0.417, '0.42'],
    [8.46, '8.5'],
    [84.2, '84'],
    [1240.7, '1,241'],
    [NaN, '–'],
  ])('a rate of %d reads %s', (rate, words) => {
    expect(rateWords(rate)).toBe(words)
  })

  test('the back end is named, with why the better ones are not taken', () => {
    const { emit } = renderPage(createElement(BackendBadge))
    const passedOver = [{ backend: 'webgpu', reason: 'There is no adapter.' }]
    act(() =>
      emit({ type: 'backend', report: { backend: 'wasm', adapter: 'SIMD', software: false, passedOver } }),
    )
    expect(screen.getByLabelText('Back end', { exact: true }).textContent).toBe('WASM')
    fireEvent.click(button('About the back end'))
    expect(screen.getByRole('dialog').textContent).toContain('There is no adapter.')
  })
})

describe('where the run stands', () => {
  test.each([
    ['ready', 'Ready: press Train'],
    ['running', 'Training'],
    ['compiling', 'Building the networks'],
    ['failed', 'Stopped'],
  ] as const)('%s is said as "%s"', (state, words) => {
    const { emit } = renderPage(createElement(StateLine))
    act(() => emit({ type: 'state', state, step: 0 }))
    expect(screen.getByText(words)).toBeTruthy()
  })

  test('while the training step is compiled, the line says so, and training can be paused', () => {
    const { emit, state } = renderPage(createElement(StateLine))
    act(() => emit({ type: 'state', state: 'running', step: 3 }))
    act(() => emit({ type: 'compiling', compiling: true }))
    expect(screen.getByText('Compiling')).toBeTruthy()
    expect(state().session.state).toBe('running')
    act(() => emit({ type: 'compiling', compiling: false }))
    expect(screen.getByText('Training')).toBeTruthy()
  })

  test('while a lost engine comes back, the line says so', () => {
    const { emit } = renderPage(createElement(StateLine))
    const failure = { code: 'gpu-lost', sentence: 'Lost.', nextStep: 'Wait.' }
    act(() => emit({ type: 'failure', failure, fatal: true }))
    expect(screen.getByText('Reconnecting')).toBeTruthy()
  })
})

describe('notices', () => {
  test('a status is polite, a failure an alert with its next step and a report', () => {
    const { state } = renderPage(createElement(Notices))
    act(() => state().actions.say({ role: 'status', sentence: 'Link copied.' }))
    act(() =>
      state().actions.say({ role: 'alert', sentence: 'It broke.', nextStep: 'Press Reset.', details: 'r' }),
    )
    expect(screen.getByRole('status').textContent).toContain('Link copied.')
    expect(screen.getByRole('alert').textContent).toContain('Press Reset.')
    expect(button('Copy report')).toBeTruthy()
    fireEvent.click(screen.getAllByRole('button', { name: 'Dismiss' })[1] ?? document.body)
    expect(screen.queryByRole('alert')).toBeNull()
  })

  test('a link says what it does not hold', () => {
    expect(whatItOpens({ dataset: 'own', seed: 1 })).toContain('your files are not in it')
    expect(whatItOpens({ dataset: 'ring', seed: 42 })).toContain('seed 42')
  })

  test('sharing says so', async () => {
    const written: string[] = []
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: { writeText: (text: string) => Promise.resolve(void written.push(text)) },
    })
    const { state } = renderPage(createElement(ShareButton), { gLr: 0.005 })
    await act(async () => {
      fireEvent.click(button('Share'))
      await Promise.resolve()
    })
    expect(written[0]).toContain('#gLr=0.005')
    expect(state().notices[0]?.sentence).toContain('Link copied.')
  })

  test('an earlier run can be put off without being deleted', () => {
    const { store, state, calls } = renderPage(createElement(EarlierOffer))
    const removed = () => calls.filter(([name]) => name === 'remove')
    const earlier = { id: 'k', step: 60, dataset: 'ring', savedAt: 0 } as const
    act(() => store.setState({ earlier }))
    fireEvent.click(button('Not now'))
    expect(state().earlier).toBeNull()
    expect(removed()).toEqual([])
    act(() => store.setState({ earlier }))
    fireEvent.click(button('Delete it'))
    expect(removed()).toEqual([['remove', 'k']])
  })

  test('an earlier run is offered until something is trained', () => {
    const { store, emit } = renderPage(createElement(EarlierOffer))
    const earlier = { id: 'k', step: 12_480, dataset: 'mnist', savedAt: 0 } as const
    act(() => store.setState({ earlier }))
    expect(screen.getByRole('status').textContent).toContain('step 12,480')
    act(() => emit({ type: 'state', state: 'running', step: 0 }))
    expect(screen.queryByRole('status')).toBeNull()
    expect(offerWords(earlier, 3 * 3_600_000)).toContain('3 hours ago')
    expect(offerWords(earlier, 30_000)).toContain('just now')
  })
})

test('the presets menu lists every experiment and applies one', () => {
  const { calls } = renderPage(createElement(PresetsMenu))
  fireEvent.keyDown(button('Presets'), { key: 'Enter' })
  fireEvent.click(screen.getByText('Digits'))
  expect(calls.find(([name]) => name === 'configure')?.[1]).toMatchObject({ dataset: 'mnist' })
})

test('a part that breaks is replaced by a way back, and comes back', () => {
  let broken = true
  const Part = () => {
    if (broken) throw new Error('no such layer')
    return createElement('p', null, 'whole')
  }
  const quiet = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  renderPage(
    createElement(ErrorBoundary, {
      part: 'The stage',
      kept: 'Kept.',
      report: String,
      children: createElement(Part),
    }),
  )
  expect(screen.getByRole('alert').textContent).toContain('The stage stopped working.')
  broken = false
  fireEvent.click(button('Try again'))
  expect(screen.getByText('whole')).toBeTruthy()
  quiet.mockRestore()
})
