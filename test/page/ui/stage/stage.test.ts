// @vitest-environment happy-dom
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react'
import { createElement, StrictMode } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { FIRST_RESTORED_VIEW, FIRST_ROW_VIEW } from '../../../../src/common/protocol/stage-view.ts'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import { WHOLE } from '../../../../src/common/items/viewport.ts'
import { NO_LAYERS } from '../../../../src/common/items/stage-layers.ts'
import { PageProvider } from '../../../../src/page/state/page.ts'
import { createStore } from '../../../../src/page/state/store.ts'
import { situationOf } from '../../../../src/page/ui/stage/situation.ts'
import { StagePanel } from '../../../../src/page/ui/stage/stage-panel.tsx'
import { stageWords } from '../../../../src/page/ui/stage/stage-words.ts'
import { CARD, ring, scriptedClient, SUMMARY } from '../../../helpers/page/scripted-client.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'

const RING = {
  ...SUMMARY,
  id: 'ring',
  label: 'Ring',
  item: { kind: 'point', extent: 1.5 },
  count: 0,
  size: 0,
} as const
const FAILURE = { code: 'gpu-lost', sentence: 'The GPU is gone.', nextStep: 'Press Train.' }

describe('what lies over the stage', () => {
  const standing = {
    session: { state: 'running' },
    step: 10,
    recovering: false,
    progress: null,
    config: ring(),
    failure: null,
    dataset: null,
  } as const
  const at = (change: Partial<Parameters<typeof situationOf>[0]>) => situationOf({ ...standing, ...change })

  test('nothing, while there is a picture', () => {
    expect(at({}).kind).toBe('clear')
    expect(at({ session: { state: 'paused' } }).kind).toBe('clear')
    expect(at({ session: { state: 'ready' }, step: 40 }).kind).toBe('clear')
  })

  test('before the first step: what to press', () => {
    expect(at({ session: { state: 'ready' }, step: 0 })).toMatchObject({
      kind: 'hint',
      line: 'Press Train or Space',
    })
  })

  test('progress is told where it is known', () => {
    const preparing = { session: { state: 'preparing' }, step: 0 } as const
    expect(at(preparing)).toMatchObject({ kind: 'busy', share: null })
    const known = at({ ...preparing, progress: { task: 'Reading files', done: 300, total: 1200 } })
    expect(known).toMatchObject({ title: 'Reading files', line: '300 of 1,200', share: 0.25 })
  })

  test('no files yet: an invitation, not a wait', () => {
    const idle = { state: 'idle' } as const
    expect(at({ session: idle, config: ring({ dataset: 'own' }) }).kind).toBe('empty')
    expect(at({ session: idle }).kind).toBe('busy')
  })

  test('a failure says what to do, below the last good picture', () => {
    const failed = at({ session: { state: 'failed' }, failure: FAILURE })
    expect(failed).toMatchObject({ kind: 'trouble', line: FAILURE.nextStep })
    expect(at({ recovering: true }).kind).toBe('busy-hint')
  })
})

describe('the stage in words', () => {
  const seen = {
    config: defaultsFor('ring'),
    dataset: RING,
    step: 1240,
    metrics: { samples: 2500, modes: 6, modesTotal: 8 },
    latest: {
      lossG: 1,
      lossD: 1,
      realScore: 0.6,
      fakeScore: 0.412,
      gradNormG: 1,
      gradNormD: 1,
      stepsPerSecond: 5,
    },
    view: {
      theme: 'light',
      themeChoice: 'system',
      layers: { ...NO_LAYERS, real: true, fake: true },
      viewport: WHOLE,
      plane: { across: 0, up: 1 },
      columns: 8,
      show: 'both',
      sorted: false,
      rows: FIRST_ROW_VIEW,
      restored: FIRST_RESTORED_VIEW,
      pickedClass: null,
    },
  } as const

  test('says what is drawn, how many modes are covered, the scores and the step', () => {
    expect(stageWords(seen)).toBe(
      'Ring: reals as dots, fakes as crosses; 6 of 8 modes covered; ' +
        'the detective scores fakes 0.41 and reals 0.60 on average, at step 1,240.',
    )
  })

  test('names the classes by which the reals of a table are coloured', () => {
    const classes = [
      { name: 'ant', count: 2 },
      { name: 'bee', count: 1 },
    ]
    const item = { kind: 'point', extent: 1.6 } as const
    const dataset = { ...seen.dataset, coloured: true, card: { ...CARD, item, classes } }
    expect(stageWords({ ...seen, dataset })).toContain(
      'reals as dots, coloured by class (ant, bee), fakes as crosses',
    )
  })

  test('leaves out what is not known', () => {
    const latest = { ...seen.latest, fakeScore: NaN, realScore: NaN }
    expect(stageWords({ ...seen, metrics: null, latest })).toBe(
      'Ring: reals as dots, fakes as crosses, at step 1,240.',
    )
    expect(stageWords({ ...seen, dataset: null })).toBe('Nothing on the stage yet.')
  })

  test('pictures', () => {
    const conditional = { ...defaultsFor('mnist'), conditional: 'projection' } as const
    const told = {
      ...seen,
      metrics: null,
      config: conditional,
      dataset: { ...SUMMARY, classes: ['cat', 'dog'] },
    }
    expect(stageWords(told)).toContain('each column a class: cat, dog;')
    expect(stageWords({ ...told, view: { ...seen.view, columns: 1 } })).toContain(
      'cat and 1 more on a wider grid',
    )
    expect(stageWords({ ...told, view: { ...seen.view, pickedClass: 1 } })).toContain('all of class dog')
    const words = stageWords({ ...seen, metrics: null, dataset: SUMMARY })
    expect(words).toContain('fake pictures beside real ones, 8 across, 32 pixels a side')
  })
})

describe('a first visit', () => {
  const ready = (script: Pick<ReturnType<typeof renderPage>, 'emit'>) =>
    act(() => {
      script.emit({ type: 'dataset', summary: RING })
      script.emit({ type: 'state', state: 'ready', step: 0 })
    })

  test('is told who plays, and one button leads to the collapse and the chapter on it', () => {
    const opened = renderPage(createElement(StagePanel))
    ready(opened)
    expect(screen.getByRole('region', { name: 'How to begin' }).textContent).toContain('Two networks duel')
    fireEvent.click(screen.getByRole('button', { name: 'See it fail, then cure it' }))
    expect(opened.state().presetId).toBe('ring-collapse')
    expect(opened.state().sides.run.config.dSteps).toBe(3)
    expect(opened.state().story.tour).toMatchObject({ chapter: 3, met: true })
    expect(opened.calls.map(([name]) => name)).toContain('run')
  })

  test('who has met the tour, or begins with something else, reads one line', () => {
    const { emit, state } = renderPage(createElement(StagePanel))
    ready({ emit })
    act(() => state().actions.story.setTour({ met: true }))
    expect(screen.queryByRole('region', { name: 'How to begin' })).toBeNull()
    expect(screen.getByText('Press Train or Space', { exact: false })).toBeTruthy()
    ready(renderPage(createElement(StagePanel), { dataset: 'grid' }))
    expect(screen.queryByRole('region', { name: 'How to begin' })).toBeNull()
  })
})

describe('the panel', () => {
  test('layers are toggles', () => {
    const { state } = renderPage(createElement(StagePanel))
    const fakes = screen.getByRole('button', { name: 'Fakes' })
    expect(fakes.getAttribute('aria-pressed')).toBe('true')
    fireEvent.click(fakes)
    expect(state().view.layers).toEqual({ ...NO_LAYERS, real: true, surface: true })
    expect(fakes.getAttribute('aria-pressed')).toBe('false')
  })

  test('images have sides and a grid size that stops at both ends', () => {
    const { state } = renderPage(createElement(StagePanel), { dataset: 'mnist' })
    fireEvent.click(screen.getByRole('radio', { name: 'Fake' }))
    expect(state().view.show).toBe('fake')
    const more = screen.getByRole<HTMLButtonElement>('button', { name: 'More, smaller pictures' })
    for (let i = 0; i < 20; i++) fireEvent.click(more)
    expect(state().view.columns).toBe(12)
    expect(more.disabled).toBe(true)
  })

  test('ticks do not render it', () => {
    const { emit, count } = renderPage(createElement(StagePanel))
    act(() => emit({ type: 'state', state: 'running', step: 1 }))
    const before = count.renders
    for (let step = 2; step < 30; step++) act(() => emit({ type: 'state', state: 'running', step }))
    expect(count.renders).toBe(before)
  })
})

describe('the words beside the canvas', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }))
  afterEach(() => void vi.useRealTimers())

  test('are renewed at most once a second', () => {
    const { emit } = renderPage(createElement(StagePanel))
    const label = () => screen.getByRole('img').getAttribute('aria-label')
    act(() => emit({ type: 'dataset', summary: RING }))
    expect(label()).toBe('Nothing on the stage yet.')
    act(() => void vi.advanceTimersByTime(1000))
    expect(label()).toContain('Ring: reals as dots')
    cleanup()
  })
})

describe('the canvas', () => {
  /** What the client is asked, by the canvas it was asked for. */
  function attaching() {
    const script = scriptedClient()
    const handed: { canvas: HTMLCanvasElement; stale: () => void; sizes: number[][]; detached: boolean }[] =
      []
    const attach: typeof script.client.attach = (_side, _surface, canvas, stale) => {
      const entry = { canvas, stale, sizes: [] as number[][], detached: false }
      handed.push(entry)
      return {
        resize: (...size) => void entry.sizes.push(size),
        detach: () => void (entry.detached = true),
      }
    }
    // The client's handle throws when read: take the rest as it is.
    const client = Object.create(script.client, { attach: { value: attach } }) as typeof script.client
    return { ...createStore(client, { config: ring() }), handed }
  }
  const mount = (page: ReturnType<typeof attaching>) =>
    render(
      createElement(
        StrictMode,
        null,
        createElement(PageProvider, { value: page }, createElement(StagePanel)),
      ),
    )

  test('survives React’s strict mode: each element is handed over once, one is left', () => {
    const page = attaching()
    mount(page)
    expect(new Set(page.handed.map(({ canvas }) => canvas)).size).toBe(page.handed.length)
    expect(page.handed.filter(({ detached }) => !detached).length).toBe(1)
    expect(document.querySelectorAll('.stage-box canvas').length).toBe(1)
    cleanup()
    expect(page.handed.every(({ detached }) => detached)).toBe(true)
  })

  test('when the worker is gone, another element takes its place', () => {
    const page = attaching()
    mount(page)
    const before = document.querySelector('.stage-box canvas')
    act(() => page.handed.at(-1)?.stale())
    const after = document.querySelector('.stage-box canvas')
    expect(after).not.toBe(before)
    expect(page.handed.at(-1)?.canvas).toBe(after)
    cleanup()
  })
})
