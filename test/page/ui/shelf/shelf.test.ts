// @vitest-environment happy-dom
/** The shelf as a person sees it: what is said of each run, and what each button asks for. */
import { act, fireEvent, screen, within } from '@testing-library/react'
import { createElement } from 'react'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { defaultsFor } from '../../../../src/common/config/defaults.ts'
import type { RunSummary } from '../../../../src/common/protocol/shelf.ts'
import { ShelfDialog } from '../../../../src/page/ui/shelf/shelf-dialog.tsx'
import { placeWords, runFacts, settingsWords, totalWords } from '../../../../src/page/ui/shelf/shelf-words.ts'
import { renderPage } from '../../../helpers/page/render-page.tsx'
import { built } from '../../../helpers/page/scripted-client.ts'

const kept = (change: Partial<RunSummary> = {}): RunSummary => ({
  ...{ id: 'k', name: 'Ring, 8 modes', named: false, step: 1200, savedAt: 0, bytes: 420_000 },
  ...{ dataset: 'Ring, 8 modes', config: defaultsFor('ring'), picture: null, place: 'shelf', missing: null },
  ...change,
})

describe('what is said of a run', () => {
  test('is how far it came, how long ago, how large; and its data where it has a name of its own', () => {
    expect(runFacts(kept(), 3 * 3_600_000)).toBe('step 1,200 · 3 hours ago · 420 kB')
    expect(runFacts(kept({ name: 'Mine', bytes: 2_340_000 }), 30_000)).toBe(
      'Ring, 8 modes · step 1,200 · just now · 2.3 MB',
    )
  })

  test('is what was set otherwise than its data bring along', () => {
    expect(settingsWords(kept())).toBe('seed 1')
    const config = { ...defaultsFor('ring'), gLr: 0.01, seed: 7, speed: 'fast' } as const
    expect(settingsWords({ config })).toMatch(/^Generator rate .* → 0\.01, seed 7$/)
  })

  test('is where it is, and what it lacks', () => {
    expect(placeWords(kept({ place: 'here' }))).toBe('Open here')
    expect(placeWords(kept({ place: 'elsewhere' }))).toBe('Open in another tab')
    expect(placeWords(kept({ missing: 'pictures' }))).toBe('Its pictures were not kept')
    expect(placeWords(kept())).toBe('')
  })

  test('all together is how many and how much', () => {
    expect(totalWords([kept()])).toBe('One run, 420 kB on this machine.')
    expect(totalWords([kept(), kept({ bytes: 2_000_000 })])).toBe('2 runs, 2.4 MB on this machine.')
  })
})

describe('the shelf', () => {
  beforeEach(() => vi.useFakeTimers({ now: 3_600_000, toFake: ['Date'] }))
  afterEach(() => vi.useRealTimers())

  const open = (...runs: RunSummary[]) => {
    const page = renderPage(createElement(ShelfDialog, { onClose: () => undefined }))
    page.kept.runs = runs
    act(() => page.store.setState({ runs }))
    const last = (name: string) => page.calls.findLast(([called]) => called === name)
    return { ...page, last }
  }
  const button = (name: string) => screen.getByRole('button', { name })

  test('says that nothing is kept yet', () => {
    open()
    expect(screen.getByText(/Nothing is kept yet/)).toBeDefined()
  })

  test('opens, doubles and deletes a run; one of another tab is opened as a copy, and not deleted', () => {
    const { last } = open(kept(), kept({ id: 'e', name: 'Elsewhere', place: 'elsewhere' }))
    fireEvent.click(button('Open Ring, 8 modes'))
    expect(last('openRun')).toEqual(['openRun', 'k'])
    fireEvent.click(button('Duplicate Ring, 8 modes'))
    expect(last('duplicate')).toEqual(['duplicate', 'k'])
    fireEvent.click(button('Delete Ring, 8 modes'))
    expect(last('remove')).toEqual(['remove', 'k'])
    expect(button('Open Elsewhere').textContent).toContain('Open a copy')
    expect(button('Delete Elsewhere').hasAttribute('disabled')).toBe(true)
  })

  test('takes a deleted run back', () => {
    const { store, last } = open(kept())
    act(() => store.setState({ deleted: { id: 'gone', name: 'Mine' } }))
    fireEvent.click(
      within(screen.getByText('Mine is deleted.').parentElement ?? document.body).getByText('Undo'),
    )
    expect(last('restore')).toEqual(['restore', 'gone'])
  })

  test('renames by Enter, leaves a name alone by Escape', () => {
    const { last } = open(kept())
    fireEvent.click(button('Rename Ring, 8 modes'))
    const field = () => screen.getByRole('textbox', { name: 'Name of Ring, 8 modes' })
    fireEvent.change(field(), { target: { value: 'Mine' } })
    fireEvent.keyDown(field(), { key: 'Escape' })
    expect(last('rename')).toBeUndefined()
    fireEvent.click(button('Rename Ring, 8 modes'))
    fireEvent.change(field(), { target: { value: 'Mine' } })
    fireEvent.keyDown(field(), { key: 'Enter' })
    expect(last('rename')).toEqual(['rename', 'k'])
  })

  test('the run under way is named, trained again, and the others are put beside it once it has steps', () => {
    const { store, emit, last } = open(kept(), kept({ id: 'h', name: 'This', place: 'here' }))
    expect(button('Compare with Ring, 8 modes').hasAttribute('disabled')).toBe(true)
    expect(button('Keep under this name').hasAttribute('disabled')).toBe(true)
    act(() => emit({ type: 'state', state: 'paused', step: 70 }))
    fireEvent.click(button('Compare with Ring, 8 modes'))
    expect(last('compareKept')).toEqual(['compareKept', 'k'])
    fireEvent.change(screen.getByRole('textbox', { name: 'Name for this run' }), {
      target: { value: 'Mine' },
    })
    fireEvent.click(button('Keep under this name'))
    expect(last('keep')).toEqual(['keep', 'Mine'])
    fireEvent.click(button('Train again'))
    expect(last('reproduce')).toBeDefined()
    expect(store.getState().shelfOpen).toBe(false)
  })

  test('steps are kept, looked at and let go of; the best by a figure that this run has', () => {
    const { emit, last, store } = open(kept({ place: 'here' }))
    act(() => emit(built(2)))
    const picture = { kind: 'point', fakes: new Int8Array(2), reals: new Int8Array(2) } as const
    act(() =>
      emit({ type: 'film', added: [{ step: 30, marked: false, picture, kept: 'Nice' }], dropped: [] }),
    )
    fireEvent.click(button('Look at Nice'))
    expect(last('rewind')).toEqual(['rewind', 30])
    fireEvent.click(button('Let go of Nice'))
    expect(last('releaseStep')).toEqual(['releaseStep', 30])
    fireEvent.change(screen.getByRole('textbox', { name: 'Name for this step' }), {
      target: { value: 'Now' },
    })
    fireEvent.click(button('Keep this step'))
    expect(last('keepStep')).toEqual(['keepStep', null])
    const figures = screen.getByRole('combobox', { name: 'Keep the best step by' })
    expect(
      within(figures)
        .getAllByRole('option')
        .map(({ textContent }) => textContent),
    ).toEqual(['nothing'])
    const verdict = { kind: 'healthy', since: 0, evidence: [] } as const
    const metrics = { samples: 9, kid: 0.2 }
    const tick = {
      step: 31,
      rows: new Float32Array(),
      stepsPerSecond: 1,
      metrics,
      verdict: { ...verdict, evidence: [] },
    }
    act(() => emit({ type: 'tick', side: 'run', tick }))
    fireEvent.change(figures, { target: { value: 'kid' } })
    expect(last('keepBest')).toEqual(['keepBest', 'kid'])
    act(() => emit({ type: 'best', best: { figure: 'kid', step: null, value: NaN } }))
    screen.getByText('not measured yet')
    act(() => emit({ type: 'best', best: { figure: 'kid', step: 31, value: 0.2 } }))
    screen.getByText(/^best so far: 0\.2/)
    act(() => emit({ type: 'step-kept', step: 30, name: null }))
    expect(store.getState().sides.run.timeline.frames[0]?.kept).toBeUndefined()
    expect(screen.queryByText('Nice')).toBeNull()
  })

  test('says why a run cannot be kept', () => {
    const { emit } = open()
    const failure = { code: 'disk-full', sentence: 'No more room.', nextStep: 'Delete runs.' }
    act(() => emit({ type: 'unkept', failure }))
    expect(screen.getByText('No more room.')).toBeDefined()
    act(() => emit({ type: 'unkept', failure: null }))
    expect(screen.queryByText('No more room.')).toBeNull()
  })
})
