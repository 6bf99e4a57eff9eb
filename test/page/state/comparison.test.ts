/** Both sides of a comparison in the page's state: what each says of itself, and what beginning and end change. */
import { describe, expect, test } from 'vitest'
import { createStore } from '../../../src/page/state/store.ts'
import { runData, shownConfig } from '../../../src/page/state/run/sides.ts'
import { built, ring, scriptedClient, settled, tick } from '../../helpers/page/scripted-client.ts'

function start() {
  const script = scriptedClient()
  const page = createStore(script.client, { config: ring() })
  const state = () => page.store.getState()
  return { ...script, series: page.series, state, twin: () => state().sides.twin }
}

/** The run has made ten steps; from the fifth on a twin with another rate goes beside it. */
function compared() {
  const page = start()
  page.emit({ type: 'config', side: 'run', config: ring() })
  page.emit(built())
  page.emit(tick(1, 10))
  page.emit({ type: 'comparison', since: 5 })
  page.emit({ type: 'config', side: 'twin', config: ring({ gLr: 0.5 }) })
  page.emit(built(2, 'twin'))
  page.emit({ type: 'run', side: 'twin', step: 5 })
  return page
}

describe('while two are compared', () => {
  test('each side tells its own settings, networks and steps; the data are of both', () => {
    const { state, twin } = compared()
    expect(state().parted).toBe(5)
    expect(twin()).toMatchObject({ step: 5, config: { gLr: 0.5 }, networks: { latent: 2 } })
    expect(state().sides.run).toMatchObject({ step: 10, config: { gLr: ring().gLr } })
    expect(runData(state()).config.gLr).toBe(ring().gLr)
  })

  test('a tick of one side leaves the other as it was', () => {
    const { emit, state, series, twin } = compared()
    const { run } = state().sides
    emit(tick(6, 8, 'twin'))
    expect(state().sides.run).toBe(run)
    expect(twin()).toMatchObject({ step: 8, latest: { lossG: 8 }, verdict: { kind: 'healthy' } })
    expect([...series.twin.column('step')]).toEqual([6, 7, 8])
    expect(series.run.length).toBe(10)
  })

  test('a side that goes back loses its rows after that step, and shows the figures of that step', () => {
    const { emit, series, twin } = compared()
    emit(tick(6, 8, 'twin'))
    const before = twin()?.seriesVersion ?? NaN
    emit({ type: 'run', side: 'twin', step: 7 })
    expect(series.twin.lastStep).toBe(7)
    expect(series.run.lastStep).toBe(10)
    expect(twin()).toMatchObject({ step: 7, latest: { lossG: 7 } })
    expect(twin()?.seriesVersion).toBeGreaterThan(before)
  })

  test('each side shows its own past step', () => {
    const { emit, state, twin } = compared()
    emit({ type: 'rewound', side: 'run', step: 3 })
    emit({ type: 'rewound', side: 'twin', step: 2 })
    expect([state().sides.run.timeline.rewound, twin()?.timeline.rewound]).toEqual([3, 2])
    emit({ type: 'rewound', side: 'run', step: null })
    expect([state().sides.run.timeline.rewound, twin()?.timeline.rewound]).toEqual([null, 2])
  })

  test('networks of the twin do not move the hand, which holds a latent of the run', () => {
    const { emit, state } = compared()
    state().actions.setLatent(Float32Array.of(1, 2))
    emit(built(7, 'twin'))
    expect([...(state().latentCursor ?? [])]).toEqual([1, 2])
  })

  test('the controls show the side that is edited, and change it alone where it is not shared', async () => {
    const { state, calls } = compared()
    state().actions.editSide('twin')
    expect(shownConfig(state()).gLr).toBe(0.5)
    state().actions.configureSide({ gLr: 0.25 })
    state().actions.configureSide({ seed: 4 })
    await settled()
    expect(calls.filter(([name]) => name.startsWith('configure'))).toEqual([
      ['configureTwin', { gLr: 0.25 }],
      ['configure', { seed: 4 }],
    ])
  })
})

describe('when a comparison ends', () => {
  test('the twin is gone with its rows, the controls are the run’s, and a reason is said', () => {
    const { emit, state, series, twin } = compared()
    emit(tick(6, 8, 'twin'))
    state().actions.editSide('twin')
    emit({ type: 'comparison', since: null, sentence: 'The comparison has ended.' })
    expect([twin(), state().parted, state().side]).toEqual([null, null, 'run'])
    expect(series.twin.length).toBe(0)
    expect(series.run.length).toBe(10)
    expect(state().notices.map(({ sentence }) => sentence)).toEqual(['The comparison has ended.'])
  })

  test('nobody hears of an end where nothing was compared', () => {
    const { emit, state } = start()
    emit({ type: 'comparison', since: null, sentence: 'The twin is gone.' })
    expect(state().notices).toEqual([])
  })

  test('what a twin that is gone still says changes nothing', () => {
    const { emit, state } = compared()
    emit({ type: 'comparison', since: null })
    const { sides } = state()
    emit(tick(6, 8, 'twin'))
    emit({ type: 'run', side: 'twin', step: 2 })
    expect(state().sides.twin).toBeNull()
    expect(state().sides.run).toBe(sides.run)
  })

  test('a twin that is kept brings its figures, and its rows from where it left the run', () => {
    const { emit, state, series } = compared()
    const ticked = tick(6, 8, 'twin')
    emit({ ...ticked, tick: { ...ticked.tick, metrics: { samples: 9 } } })
    emit({ type: 'twin-kept', since: 5 })
    emit({ type: 'comparison', since: null })
    expect([...series.run.column('step')]).toEqual([1, 2, 3, 4, 5, 6, 7, 8])
    expect(state().sides.run).toMatchObject({ latest: { lossG: 8 }, metrics: { samples: 9 } })
    expect(state().keptTwin).toEqual({ since: 5 })
    expect(state().notices).toEqual([])
  })
})

test('a comparison begins with the controls of the twin only where it differs in nothing yet', async () => {
  const { state } = compared()
  state().actions.compare({ gLr: 1 }, 'now')
  await settled()
  expect(state().side).toBe('run')
  state().actions.compare({}, 'start')
  await settled()
  expect(state().side).toBe('twin')
})
