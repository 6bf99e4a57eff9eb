import { describe, expect, test } from 'vitest'
import { GanvasError } from '../../../src/common/failure.ts'
import { FIRST_RESTORED_VIEW, FIRST_ROW_VIEW } from '../../../src/common/protocol/stage-view.ts'
import { WHOLE } from '../../../src/common/items/viewport.ts'
import { FIRST_LAYERS, FIRST_PLANE } from '../../../src/common/items/stage-layers.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { built, ring, scriptedClient, settled, SUMMARY, tick } from '../../helpers/page/scripted-client.ts'

function start() {
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring() })
  const state = () => page.store.getState()
  return { ...script, ...page, state, run: () => state().sides.run }
}

describe('what the run says', () => {
  test('a tick moves the step, the latest figures and the history together', () => {
    const { emit, state, series, run } = start()
    emit({ type: 'state', state: 'running', step: 0 })
    emit(tick(1, 3))
    expect(state().session).toEqual({ state: 'running' })
    expect(run().step).toBe(3)
    expect(run().latest.lossG).toBe(3)
    expect(run().latest.stepsPerSecond).toBe(50)
    expect(run().verdict.kind).toBe('healthy')
    expect([...series.run.column('step')]).toEqual([1, 2, 3])
  })

  test('a run that begins again forgets figures, marks and history', () => {
    const { emit, series, run } = start()
    emit(tick(1, 5))
    emit({ type: 'mark', step: 4, label: 'Loss' })
    const before = run().seriesVersion
    emit({ type: 'run', side: 'run', step: 0 })
    expect(series.run.length).toBe(0)
    expect(run().marks).toEqual([])
    expect(run().latest.lossG).toBeNaN()
    expect(run().step).toBe(0)
    expect(run().seriesVersion).toBeGreaterThan(before)
  })

  test('a run that goes on from a checkpoint keeps what came before it', () => {
    const { emit, series, run } = start()
    emit(tick(1, 10))
    emit({ type: 'mark', step: 2, label: 'early' })
    emit({ type: 'mark', step: 9, label: 'late' })
    emit({ type: 'run', side: 'run', step: 6 })
    expect(series.run.lastStep).toBe(6)
    expect(run().marks.map(({ label }) => label)).toEqual(['early'])
    // The figures are those of the last step that still counts.
    expect(run().latest.lossG).toBe(6)
  })

  test('a failure is an alert with a report; a fatal one is being recovered from until the run stands', () => {
    const { emit, state } = start()
    const failure = { code: 'gpu-lost', sentence: 'The GPU was lost.', nextStep: 'Wait a moment.' }
    emit({ type: 'failure', failure, fatal: true })
    expect(state().recovering).toBe(true)
    expect(state().failure).toEqual(failure)
    const [notice] = state().notices
    expect(notice).toMatchObject({ role: 'alert', sentence: 'The GPU was lost.', nextStep: 'Wait a moment.' })
    expect(notice?.details).toContain('gpu-lost')
    emit({ type: 'state', state: 'paused', step: 4 })
    expect(state().recovering).toBe(false)
  })

  test('progress ends when the run stands', () => {
    const { emit, state } = start()
    emit({ type: 'progress', task: 'Loading', done: 1, total: 4 })
    emit({ type: 'state', state: 'compiling', step: 0 })
    expect(state().progress?.done).toBe(1)
    emit({ type: 'state', state: 'ready', step: 0 })
    expect(state().progress).toBeNull()
  })

  test('while it waits for files, nothing of the dataset before is left', () => {
    const { emit, state, run } = start()
    emit({ type: 'dataset', summary: SUMMARY })
    emit(built())
    emit({ type: 'state', state: 'preparing', step: 0 })
    expect(state().dataset).toEqual(SUMMARY)
    emit({ type: 'state', state: 'idle', step: 0 })
    expect(state().dataset).toBeNull()
    expect(run()).toMatchObject({ networks: null, metrics: null })
  })

  test('once networks stand, a seeded latent lies under the hand', async () => {
    const { emit, state, calls } = start()
    emit(built())
    emit({ type: 'state', state: 'ready', step: 0 })
    await settled()
    expect([...(state().latentCursor ?? [])]).toEqual([1, 2])
    expect(calls.some(([name]) => name === 'setLatent')).toBe(true)
    emit(built(5))
    expect(state().latentCursor).toBeNull()
  })

  test('the same sentence is not said twice at once, and old notices give way', () => {
    const { state } = start()
    for (const sentence of ['a', 'b', 'a', 'c', 'd', 'e', 'f'])
      state().actions.say({ role: 'status', sentence })
    expect(state().notices.map(({ sentence }) => sentence)).toEqual(['a', 'c', 'd', 'e', 'f'])
    expect(new Set(state().notices.map(({ id }) => id)).size).toBe(5)
  })
})

describe('a change of a setting', () => {
  test('shows at once and stays when an older answer comes in', async () => {
    const { state, answer, emit, run } = start()
    state().actions.configure({ gLr: 0.002 })
    state().actions.configure({ gLr: 0.003 })
    expect(run().config.gLr).toBe(0.003)
    emit({ type: 'config', side: 'run', config: ring({ gLr: 0.002 }) })
    answer[0]?.taken(ring({ gLr: 0.002 }))
    await settled()
    expect(run().config.gLr).toBe(0.003)
    answer[1]?.taken(ring({ gLr: 0.003 }))
    await settled()
    expect(run().config.gLr).toBe(0.003)
  })

  test('goes back to the old value when it is refused, and says why', async () => {
    const { state, answer, run } = start()
    state().actions.configure({ batch: 512 })
    answer[0]?.refused(new GanvasError('too-much', 'The batch does not fit.', 'Choose a smaller one.'))
    await settled()
    expect(run().config.batch).toBe(ring().batch)
    expect(state().notices[0]).toMatchObject({ role: 'alert', nextStep: 'Choose a smaller one.' })
  })

  test('another dataset brings its defaults at once, but not another seed', () => {
    const { state, run } = start()
    state().actions.configure({ seed: 7 })
    state().actions.configure({ dataset: 'mnist' })
    expect(run().config).toMatchObject({ dataset: 'mnist', model: 'dcgan', seed: 7 })
  })

  test('a preset is whole, keeps the seed, and is named until something else changes', () => {
    const { state, calls, run } = start()
    state().actions.configure({ seed: 9, gLr: 0.5 })
    state().actions.applyPreset('ring-healthy')
    expect(state().presetId).toBe('ring-healthy')
    expect(run().config).toMatchObject({ gLr: ring().gLr, seed: 9 })
    expect(calls.filter(([name]) => name === 'configure')).toHaveLength(2)
    state().actions.configure({ gLr: 0.1 })
    expect(state().presetId).toBeNull()
  })
})

describe('opening files', () => {
  test('says what came of it', async () => {
    const { state, opening } = start()
    const reason = { code: 'x', sentence: 'No picture.', nextStep: '' }
    opening.summary = { ...SUMMARY, count: 1200, skipped: [{ name: 'a.txt', reason }] }
    state().actions.openFiles([new File(['x'], 'a.png')])
    expect(state().opening).toBe(true)
    await settled()
    expect(state().opening).toBe(false)
    expect(state().notices[0]).toMatchObject({
      role: 'status',
      sentence: '1,200 pictures ready at 32 × 32, colour; 1 file skipped.',
    })
  })

  test('a cancelled one is no failure; a broken one is', async () => {
    const { state, opening } = start()
    opening.thrown = new GanvasError('cancelled', 'Cancelled.', '')
    state().actions.openFiles([])
    await settled()
    expect(state().notices).toEqual([])
    opening.thrown = new GanvasError('zip-broken', 'The zip is broken.', 'Zip it again.')
    state().actions.openFiles([])
    await settled()
    expect(state().notices[0]?.role).toBe('alert')
    expect(state().progress).toBeNull()
  })
})

describe('the view', () => {
  test('goes to the worker without what only the page needs', () => {
    const { state, calls } = start()
    state().actions.setView({ theme: 'dark', columns: 4 })
    const plane = { layers: FIRST_LAYERS, viewport: WHOLE, plane: FIRST_PLANE }
    const sent = {
      theme: 'dark',
      ...plane,
      columns: 4,
      show: 'both',
      sorted: false,
      pickedClass: null,
      rows: FIRST_ROW_VIEW,
      restored: FIRST_RESTORED_VIEW,
    }
    expect(calls.at(-1)).toEqual(['view', sent])
  })

  test('gives each class a column once, and leaves what the person chooses then', () => {
    const { state, emit, run } = start()
    const build = () => emit(built())
    const digits = Array.from({ length: 10 }, (_, i) => String(i))
    emit({ type: 'dataset', summary: { ...SUMMARY, classes: digits } })
    build()
    expect(state().view.columns).toBe(8)
    emit({ type: 'config', side: 'run', config: { ...run().config, conditional: 'projection' } })
    build()
    expect(state().view).toMatchObject({ columns: 10, pickedClass: null })
    state().actions.setView({ columns: 5, pickedClass: 3 })
    build()
    expect(state().view).toMatchObject({ columns: 5, pickedClass: 3 })
  })

  test('a painting is kept as it was when the stroke ended', () => {
    const { state } = start()
    const density = Float32Array.of(0, 1, 0, 0)
    state().actions.paint(density, 2)
    density[1] = 0
    expect([...(state().painting?.density ?? [])]).toEqual([0, 1, 0, 0])
  })
})
