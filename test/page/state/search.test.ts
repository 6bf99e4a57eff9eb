// @vitest-environment happy-dom
/** A search for settings in the page's state: its rows, whose history is shown, and the link that begins one. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { BackendReport } from '../../../src/common/protocol/report.ts'
import { followAddress, searchLink } from '../../../src/page/state/run/address.ts'
import { followSearch } from '../../../src/page/state/search/follow-search.ts'
import { leftWords, overWords, roundWords } from '../../../src/page/state/search/search-words.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { canTrain, stateWords } from '../../../src/page/ui/app/header/state-words.ts'
import { runView } from '../../../src/page/state/run/sides.ts'
import { lookAt, OVER, rowOf, searched } from '../../helpers/page/found.ts'
import { built, ring, rowsOf, scriptedClient, SUMMARY, tick } from '../../helpers/page/scripted-client.ts'

let stop = (): void => undefined
afterEach(() => stop())
beforeEach(() => window.history.replaceState(null, '', '/page'))

function start() {
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring() })
  const steps = () => Array.from(page.series.run.column('step'))
  return { ...script, page, steps, series: page.series, state: () => page.store.getState() }
}

/** The run has made three steps and stands paused. */
function trained() {
  const page = start()
  page.emit({ type: 'config', side: 'run', config: ring() })
  page.emit(built())
  page.emit({ type: 'state', state: 'paused', step: 3 })
  page.emit(tick(1, 3))
  page.emit({ type: 'mark', step: 2, label: 'mine' })
  return page
}

describe('rows', () => {
  test('a candidate that came further changes its own row, and the places of all', () => {
    const { emit, state } = start()
    emit({
      type: 'search',
      search: searched({ rows: [rowOf('now', { rank: 1 }), rowOf('small'), rowOf('slow', { rank: 3 })] }),
    })
    const before = state().search?.rows
    const row = rowOf('small', { step: 4, rank: 1, measurements: [lookAt(4, 0.4)] })
    emit({ type: 'candidate', row, ranks: { now: 2, small: 1, slow: 3 } })
    expect(state().search?.rows).toEqual([rowOf('now', { rank: 2 }), row, rowOf('slow', { rank: 3 })])
    // What has not changed is not drawn again.
    expect(state().search?.rows[2]).toBe(before?.[2])
  })

  test('progress tells whose turn it is', () => {
    const { emit, state } = start()
    emit({ type: 'search-progress', spent: 1, round: 1, training: 'now' })
    expect(state().search).toBe(null)
    emit({ type: 'search', search: searched() })
    emit({ type: 'search-progress', spent: 90_000, round: 2, training: 'small' })
    expect(state().search).toMatchObject({ spent: 90_000, round: 2, training: 'small' })
  })
})

describe('while candidates race', () => {
  test('the run waits: nothing trains it, and the header says why', () => {
    const { emit, state } = trained()
    expect(canTrain(runView(state()))).toBe(true)
    emit({ type: 'search', search: searched() })
    expect(canTrain(runView(state()))).toBe(false)
    expect(stateWords(runView(state()))).toBe('Finding settings')
    emit({ type: 'search', search: OVER })
    expect(canTrain(runView(state()))).toBe(true)
  })

  test('how it came out is said where the panel is closed', () => {
    const { emit, state } = trained()
    emit({ type: 'search', search: searched() })
    emit({ type: 'search', search: OVER })
    expect(state().notices.map(({ sentence }) => sentence)).toEqual([overWords(OVER)])
    const open = trained()
    open.state().actions.showSearch(true)
    open.emit({ type: 'search', search: searched() })
    open.emit({ type: 'search', search: OVER })
    expect(open.state().notices).toEqual([])
  })

  test('another engine has none of it, which is said once', () => {
    const { emit, state } = trained()
    const report: BackendReport = { backend: 'wasm', adapter: '', software: false, passedOver: [] }
    emit({ type: 'search', search: searched() })
    emit({ type: 'backend', report })
    emit({ type: 'backend', report })
    expect(state().search).toBe(null)
    expect(state().notices.map(({ sentence }) => sentence)).toEqual([
      'The search was lost with the engine; begin it again.',
    ])
  })

  test('an end that nobody asked for is said', () => {
    const { emit, state } = trained()
    emit({ type: 'search', search: null, sentence: 'The data are others.' })
    expect(state().notices[0]?.sentence).toBe('The data are others.')
  })
})

describe('whose history is shown', () => {
  const rows = rowsOf([1, 2, 3, 4, 5].map((step) => ({ step, lossG: 10 * step })))

  test('that of the one that stands, and the run’s own comes back with it', () => {
    const { emit, state, steps, series } = trained()
    emit({ type: 'search', search: searched({ state: 'preparing' }) })
    emit({ type: 'candidate-kept', from: 'before', to: 'small', rows })
    emit({ type: 'run', side: 'run', step: 5 })
    expect(steps()).toEqual([1, 2, 3, 4, 5])
    expect(state().sides.run).toMatchObject({ step: 5, latest: { lossG: 50 }, marks: [], metrics: null })
    emit(tick(6, 7))
    emit({ type: 'candidate-kept', from: 'small', to: 'before', rows: null })
    emit({ type: 'run', side: 'run', step: 3 })
    expect(steps()).toEqual([1, 2, 3])
    expect(series.run.column('lossG')[2]).toBe(3)
    expect(state().sides.run.marks).toEqual([{ step: 2, label: 'mine' }])
    // What it made while it stood is its own.
    emit({ type: 'candidate-kept', from: 'before', to: 'small', rows })
    expect(steps()).toEqual([1, 2, 3, 4, 5, 6, 7])
  })

  test('a run that had made no step comes back without one', () => {
    const { emit, steps } = start()
    emit({ type: 'candidate-kept', from: 'before', to: 'small', rows })
    emit({ type: 'candidate-kept', from: 'small', to: 'before', rows: null })
    expect(steps()).toEqual([])
  })

  test('a new search knows nothing of the last one’s candidates', () => {
    const { emit, steps } = trained()
    emit({ type: 'candidate-kept', from: 'before', to: 'small', rows })
    emit({ type: 'candidate-kept', from: 'small', to: 'before', rows: null })
    emit({ type: 'search', search: searched({ state: 'preparing' }) })
    emit({ type: 'candidate-kept', from: 'before', to: 'now', rows: rowsOf([{ step: 1 }]) })
    emit({ type: 'candidate-kept', from: 'now', to: 'small', rows: rowsOf([{ step: 1 }, { step: 2 }]) })
    expect(steps()).toEqual([1, 2])
  })
})

describe('a link that begins a search', () => {
  test('waits for networks and data, then begins it once, in sight', () => {
    const { page, emit, calls, state } = start()
    stop = followSearch(page, 2)
    emit({ type: 'state', state: 'ready', step: 0 })
    emit(built())
    expect(calls.some(([name]) => name === 'find')).toBe(false)
    emit({ type: 'dataset', summary: SUMMARY })
    emit({ type: 'state', state: 'paused', step: 0 })
    expect(calls.filter(([name]) => name === 'find')).toEqual([['find', { minutes: 2 }]])
    expect(state().searchShown).toBe(true)
  })

  test('does nothing where none is asked for', () => {
    const { page, emit, calls } = start()
    stop = followSearch(page, null)
    emit(built())
    emit({ type: 'dataset', summary: SUMMARY })
    emit({ type: 'state', state: 'ready', step: 0 })
    expect(calls.some(([name]) => name === 'find')).toBe(false)
  })

  test('pasted into the open page, it takes the settings first', () => {
    const { page, emit, calls } = start()
    emit(built())
    emit({ type: 'dataset', summary: SUMMARY })
    emit({ type: 'state', state: 'ready', step: 0 })
    stop = followAddress(page)
    const newURL = searchLink(ring({ batch: 64 }), 10)
    expect(newURL).toMatch(/#batch=64&find=10$/)
    window.dispatchEvent(new HashChangeEvent('hashchange', { newURL }))
    expect(calls.map(([name]) => name).filter((name) => name === 'configure' || name === 'find')).toEqual([
      'configure',
      'find',
    ])
  })
})

describe('in words', () => {
  test('how far it is', () => {
    expect(roundWords(searched({ state: 'preparing' }))).toBe('Getting ready to judge the samples.')
    const rows = [rowOf('now'), rowOf('small', { state: 'dropped' }), rowOf('slow')]
    expect(roundWords(searched({ round: 2, rounds: 3, rows }))).toBe('Round 2 of 3: 2 of 3 still race.')
    expect(leftWords(searched())).toBe('4:00 left')
    expect(leftWords(searched({ spent: 294_500 }))).toBe('0:06 left')
    expect(leftWords(searched({ spent: 400_000 }))).toBe('0:00 left')
    expect(leftWords({ budget: { steps: 5000 }, spent: 1000, total: 5000 })).toBe('4,000 steps left')
  })

  test('how it came out', () => {
    expect(overWords(OVER)).toBe(
      '“The small one” won and is your run now, from step 30. Your run from before can be taken back.',
    )
    expect(overWords({ ...OVER, standing: 'before', before: null })).toMatch(
      /^Your present settings won; your run goes on/,
    )
    expect(overWords({ ...OVER, rows: [] })).toMatch(/^No settings were found/)
  })
})
