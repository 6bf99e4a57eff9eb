// @vitest-environment happy-dom
/** A kept run on the page: what comes with it is shown, and what only the page knows is told to whoever keeps it. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import type { PageNotes } from '../../../src/common/protocol/run-file.ts'
import { SERIES_WIDTH } from '../../../src/common/numbers/series-columns.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { followNotes, keptNotes } from '../../../src/page/state/shelf/follow-notes.ts'
import { built, ring, scriptedClient } from '../../helpers/page/scripted-client.ts'

function start() {
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring() })
  return { ...script, page, state: page.store.getState }
}

const rows = (...steps: number[]): Float32Array =>
  Float32Array.from(steps.flatMap((step) => [step, ...new Array<number>(SERIES_WIDTH - 1).fill(step / 10)]))

const NOTES: PageNotes = {
  marks: [{ step: 2, label: 'Rate 1 → 2' }],
  pins: [
    { name: 'A', latent: Float32Array.of(1, 2) },
    { name: 'B', latent: Float32Array.of(1, 2, 3) },
  ],
  run: {
    metrics: { samples: 9, modes: 3 },
    verdict: { kind: 'mode-collapse', since: 1, evidence: ['3 of 8'] },
    troubles: [{ kind: 'mode-collapse', from: 1, to: null }],
  },
  challenge: { id: 'x', phase: 'open', found: null },
  preset: 'ring',
}

describe('a run that is taken up', () => {
  test('brings charts, marks, fitting pins, verdict, challenge and painting', () => {
    const { emit, state, page } = start()
    emit(built(2))
    page.store.setState({ earlier: { id: 'k', step: 3, dataset: 'ring', savedAt: 0 } })
    const painted = { side: 1, density: Float32Array.of(1) }
    const measured = [{ step: 1, metrics: { samples: 5 } }]
    emit({ type: 'taken-up', history: rows(1, 2, 3), measured, notes: NOTES, painted, twin: null })
    expect([...page.series.run.column('step')]).toEqual([1, 2, 3])
    const { run } = state().sides
    expect(run).toMatchObject({ marks: NOTES.marks, measured, metrics: { modes: 3 } })
    expect(run.verdict.kind).toBe('mode-collapse')
    expect(run.timeline.troubles).toEqual(NOTES.run?.troubles)
    expect(run.latest.lossG).toBeCloseTo(0.3)
    expect(state().pins.map(({ name }) => name)).toEqual(['A'])
    expect(state()).toMatchObject({
      ...{ earlier: null, presetId: 'ring', painting: painted, challenge: { id: 'x', phase: 'open' } },
    })
  })

  test('brings its twin', () => {
    const { emit, state, page } = start()
    emit({ type: 'comparison', since: 0 })
    emit({ type: 'config', side: 'twin', config: ring({ gLr: 1 }) })
    const twin = { history: rows(1, 2), measured: [] }
    const notes = { ...NOTES, twin: { ...NOTES.run, marks: [{ step: 1, label: 'Twin' }] } } as PageNotes
    emit({ type: 'taken-up', history: rows(1), measured: [], notes, painted: null, twin })
    expect([...page.series.twin.column('step')]).toEqual([1, 2])
    expect(state().sides.twin?.marks).toEqual([{ step: 1, label: 'Twin' }])
    emit({ type: 'twin-taken', twin: { history: rows(5), measured: [] } })
    expect([...page.series.twin.column('step')]).toEqual([5])
  })
})

describe('what only the page knows', () => {
  beforeEach(() => vi.useFakeTimers())
  afterEach(() => vi.useRealTimers())

  test('is told half a second after it changed, once', () => {
    const { emit, page, calls, state } = start()
    const stop = followNotes(page)
    const told = () => calls.filter(([name]) => name === 'note')
    emit({ type: 'mark', step: 5, label: 'a' })
    emit({ type: 'mark', step: 6, label: 'b' })
    expect(told()).toEqual([])
    vi.advanceTimersByTime(600)
    expect(told()).toEqual([['note', keptNotes(state())]])
    expect(keptNotes(state()).marks).toEqual([
      { step: 5, label: 'a' },
      { step: 6, label: 'b' },
    ])
    // What it is not about is not told.
    emit({ type: 'compiling', compiling: true })
    vi.advanceTimersByTime(600)
    expect(told()).toHaveLength(1)
    stop()
    emit({ type: 'mark', step: 7, label: 'c' })
    vi.advanceTimersByTime(600)
    expect(told()).toHaveLength(1)
  })
})
