/** The tour's watch: what counts as an experiment that came out, and what does not. */
import { describe, expect, test } from 'vitest'
import { tourIn, readAddress } from '../../../src/common/config/address.ts'
import { opened } from '../../../src/page/state/story/follow-tour.ts'
import { createStore } from '../../../src/page/state/store.ts'
import type { SideState } from '../../../src/page/state/run/side-types.ts'
import { withSide } from '../../../src/page/state/run/sides.ts'
import type { PageState } from '../../../src/page/state/store-types.ts'
import { freshWatch, progressOf, watched } from '../../../src/page/state/story/tour.ts'
import { ring, scriptedClient } from '../../helpers/page/scripted-client.ts'

const start = (): PageState => createStore(scriptedClient().client, { config: ring() }).store.getState()
/** The state with a change of the run. */
const withRun = (state: PageState, change: Partial<SideState>): PageState => ({
  ...state,
  ...withSide(state, 'run', change),
})
const covering = (state: PageState, modes: number, highQuality = 0.6): PageState => ({
  ...withRun(state, { step: 500, metrics: { modes, modesTotal: 8, highQuality, samples: 2500 } }),
  session: { state: 'running' },
})
/** What is known after the states followed each other. */
function after(...states: PageState[]) {
  let watch = freshWatch(0)
  states.forEach((state, i) => {
    watch = watched(watch, state, states[i - 1] ?? state)
  })
  return watch
}

test('chapter 1 wants all eight modes of a run that has begun', () => {
  const state = start()
  const reached = (modes: number) => progressOf(0, covering(state, modes), freshWatch(0)).reached
  expect([reached(7), reached(8)]).toEqual([false, true])
  // Fakes scattered everywhere hit every mode by chance.
  expect(progressOf(0, covering(state, 8, 0.1), freshWatch(0)).reached).toBe(false)
  expect(progressOf(0, withRun(covering(state, 8), { step: 0 }), freshWatch(0)).reached).toBe(false)
})

test('chapter 2 wants a walk that ended since it began', () => {
  const state = start()
  const walked = { ...state, story: { ...state.story, walked: 2 } }
  expect(progressOf(1, walked, freshWatch(2)).reached).toBe(false)
  expect(progressOf(1, walked, freshWatch(1)).reached).toBe(true)
})

test('chapter 3 wants both smoothed losses near their lines, for a while', () => {
  const state = start()
  const tick = (at: number, lossD: number, lossG: number): PageState =>
    withRun(covering(state, 8), {
      seriesVersion: at,
      latest: { ...state.sides.run.latest, lossD, lossG },
    })
  const run = (count: number, lossD: number, lossG: number) =>
    progressOf(
      2,
      covering(state, 8),
      after(state, ...Array.from({ length: count }, (_, i) => tick(i + 1, lossD, lossG))),
    ).reached
  expect(run(30, 2 * Math.LN2, Math.LN2)).toBe(true)
  expect(run(5, 2 * Math.LN2, Math.LN2)).toBe(false)
  expect(run(30, 2 * Math.LN2, 2)).toBe(false)
  expect(run(30, 0.4, Math.LN2)).toBe(false)
})

describe('chapters 4 and 5', () => {
  const begun = covering(start(), 8)
  const few = covering(begun, 3)

  test('a collapse is modes found and lost, or the verdict; not modes that were never found', () => {
    expect(after(begun, few).collapsed).toBe(true)
    expect(after(few).collapsed).toBe(false)
    const scattered: PageState = withRun(begun, { step: 100 })
    expect(after(scattered, few).collapsed).toBe(false)
    const judged: PageState = withRun(few, { verdict: { kind: 'mode-collapse', since: 9, evidence: [] } })
    expect(after(judged).collapsed).toBe(true)
  })

  test('a cure is a change on the living run, after which all modes are back', () => {
    const changed: PageState = withRun(few, {
      config: { ...few.sides.run.config, penalty: 'r1' },
      marks: [{ step: 500, label: 'penalty' }],
    })
    const healed = () => covering(changed, 8)
    const uncured = [begun, few, covering(few, 8), covering(few, 8), covering(few, 8), covering(few, 8)]
    expect(progressOf(4, covering(few, 8), after(...uncured)).reached).toBe(false)
    expect(progressOf(4, changed, after(begun, few, changed)).reached).toBe(false)
    // Scattered over all modes is not cured, nor is anything beside a verdict that still says collapse.
    const healthy: PageState = withRun(healed(), { verdict: { kind: 'healthy', since: 900, evidence: [] } })
    const doubted: PageState = withRun(healed(), {
      verdict: { kind: 'mode-collapse', since: 9, evidence: [] },
    })
    const cured = after(begun, few, changed, healed(), healed(), healed())
    expect(progressOf(4, healed(), cured).reached).toBe(false)
    expect(progressOf(4, doubted, cured).reached).toBe(false)
    expect(progressOf(4, healthy, cured).reached).toBe(true)
    expect(progressOf(4, healthy, after(begun, few, changed)).reached).toBe(false)
  })

  test('a clump that is chased about is a collapse as well, and the cure goes on from the one just seen', () => {
    const chased: PageState = withRun(few, { verdict: { kind: 'oscillating', since: 9, evidence: [] } })
    expect(after(chased).collapsed).toBe(true)
    const seen = after(begun, few)
    expect(opened(4, 0, seen).watch).toMatchObject({ collapsed: true, cured: false, mostModes: 8 })
    // The chapter on the collapse itself wants one of its own.
    expect(opened(3, 0, seen).watch.collapsed).toBe(false)
  })

  test('starting over forgets what was seen', () => {
    const over: PageState = withRun(few, { step: 0, metrics: null })
    expect(after(begun, few, over)).toMatchObject({ collapsed: false, mostModes: 0 })
  })
})

test('chapter 6 wants the hand to move, not merely to be set', () => {
  const state = start()
  const held = (x: number): PageState => ({ ...state, latentCursor: Float32Array.of(x, 0) })
  expect(progressOf(5, state, after(state, held(0))).reached).toBe(false)
  expect(progressOf(5, state, after(state, held(0), held(1), held(2), held(3))).reached).toBe(true)
})

test('a link may open a chapter, and is no setting of the run', () => {
  expect([tourIn('#tour=4&loss=hinge'), tourIn('#tour=9'), tourIn('')]).toEqual([4, null, null])
  expect(readAddress('#tour=4&loss=hinge')).toMatchObject({ complaints: [], config: { loss: 'hinge' } })
  expect(opened(3, 7)).toMatchObject({ chapter: 3, met: true, watch: { walkedBefore: 7 } })
})
