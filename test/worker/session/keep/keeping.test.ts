/** A whole session on the plain back end that keeps its run: what is taken up is what was there, and nothing of it is lost. */
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { NO_NOTES } from '../../../../src/common/protocol/run-file.ts'
import { BEFORE } from '../../../../src/common/protocol/search.ts'
import { SERIES_WIDTH } from '../../../../src/common/numbers/series-columns.ts'
import { yieldToTasks } from '../../../../src/common/yield.ts'
import { NOTHING_KEPT } from '../../../../src/worker/session/keep/open-keeping.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { keptSessions, onlyRun, shelfOf, weightsOf } from '../../../helpers/engine/kept-session.ts'
import { tinyRun } from '../../../helpers/engine/tiny-run.ts'

beforeAll(useCpu)

const { store, begin, takeUp } = keptSessions()

describe('a run', () => {
  test('lies on the shelf once it rests, and goes on elsewhere to the bit', async () => {
    const first = begin()
    await first.ask({ kind: 'train', steps: 60 })
    const { id, ...kept } = await onlyRun(first)
    expect(kept).toMatchObject({
      ...{ name: 'Ring, 8 modes', named: false, step: 60, dataset: 'Ring, 8 modes', place: 'here' },
      missing: null,
    })
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 60, state: 'paused' })
    await second.ask({ kind: 'train', steps: 5 })
    const plain = tinyRun({}, 65)
    expect(await weightsOf(second)).toEqual(await plain.game.weights())
    plain.dispose()
  })

  test('is never told to be at step 0 on its way back', async () => {
    const first = begin()
    await first.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(first)
    const second = await takeUp(id)
    await second.ask({ kind: 'snapshot', side: 'run' })
    expect(second.page.of('state').map(({ state, step }) => [state, step])).toEqual([
      ['preparing', 60],
      ['compiling', 60],
      ['paused', 60],
    ])
  })

  test('brings its charts, figures, notes and film, and the networks of its past', async () => {
    const first = begin()
    await first.ask({ kind: 'train', steps: 30 })
    await first.ask({ kind: 'train', steps: 30 })
    const notes = { marks: [{ step: 7, label: 'x' }], pins: [{ name: 'A', latent: Float32Array.of(1, 2) }] }
    first.session.keeper.note(notes)
    // A step whose networks do not lie on the disk yet cannot be gone back to; they follow the first state.
    await vi.waitFor(() => expect(store().written.filter((name) => name.includes('past-'))).not.toEqual([]))
    await first.ask({ kind: 'train', steps: 1 })
    const [steps, { id }] = [await first.ask({ kind: 'timeline' }), await onlyRun(first)]
    const { latents, count } = { latents: Float32Array.of(0.5, -1), count: 1 }
    await first.ask({ kind: 'rewind', step: 30 })
    const then = await first.ask({ kind: 'generate', latents, count })

    const second = await takeUp(id)
    await second.ask({ kind: 'snapshot', side: 'run' })
    const [taken] = second.page.of('taken-up')
    expect(taken?.notes).toEqual(notes)
    const columns = (taken?.history.length ?? 0) / 61
    expect(taken?.history[columns * 60]).toBe(61)
    expect(taken?.measured.at(-1)?.metrics.samples).toBeGreaterThan(0)
    expect(await second.ask({ kind: 'timeline' })).toEqual(steps)
    expect(await second.ask({ kind: 'rewind', step: 30 })).toBe(30)
    expect(await second.ask({ kind: 'generate', latents, count })).toEqual(then)
  })

  test('brings its twin, and both go on', async () => {
    const first = begin()
    await first.ask({ kind: 'compare', change: { gLr: 0.01 }, from: 'start' })
    await first.ask({ kind: 'train', steps: 55 })
    const { id } = await onlyRun(first)
    const twin = await first.ask({ kind: 'weights', side: 'twin' })
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'weights', side: 'twin' })).toEqual(twin)
    expect(second.page.of('taken-up')[0]?.twin?.history.length).toBeGreaterThan(0)
    await second.ask({ kind: 'train', steps: 3 })
    expect(await second.ask({ kind: 'snapshot', side: 'twin' })).toMatchObject({
      step: 58,
      config: { gLr: 0.01 },
    })
  })

  test('stays on the shelf when another begins in its place', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'reset' })
    await whole.ask({ kind: 'train', steps: 70 })
    const runs = await shelfOf(whole)
    expect(runs.map(({ step, place }) => [step, place])).toEqual([
      [70, 'here'],
      [60, 'shelf'],
    ])
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 60 })
  })

  test('goes on with the page’s settings where the page asks for them', async () => {
    const first = begin()
    await first.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(first)
    const second = await takeUp(id, { config: { gLr: 0.02 }, asKept: false })
    await second.ask({ kind: 'snapshot', side: 'run' })
    expect(second.session.config.gLr).toBe(0.02)
    expect((await second.session.side.run?.checkpoint())?.story?.changes).toEqual([
      { step: 60, change: { gLr: 0.02 } },
    ])
  })

  test('notes each change as data', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 20 })
    await whole.ask({ kind: 'configure', side: 'run', change: { gLr: 0.01 } })
    await whole.ask({ kind: 'train', steps: 20 })
    await whole.ask({ kind: 'configure', side: 'run', change: { loss: 'wasserstein', penalty: 'clip' } })
    await whole.ask({ kind: 'slow-step', part: 'discriminator' })
    const changes = (await whole.session.side.run?.checkpoint())?.story?.changes
    expect(changes).toMatchObject([
      { step: 20, change: { gLr: 0.01 } },
      { step: 40, change: { loss: 'wasserstein', penalty: 'clip' } },
      { step: 40, alone: 'discriminator' },
    ])
  })
})

test('a step made by a script is written before another run begins, and neither waits for the other', async () => {
  const whole = begin()
  store().slow = 30
  await whole.ask({ kind: 'train', steps: 55 })
  await whole.ask({ kind: 'trace' })
  await whole.ask({ kind: 'reset' })
  await whole.ask({ kind: 'train', steps: 60 })
  expect((await shelfOf(whole)).map(({ step }) => step).sort()).toEqual([56, 60])
})

describe('what the page is told', () => {
  test('is where the run lies, and never its tensors', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    expect(whole.page.of('kept').at(-1)?.run).toMatchObject({ step: 60 })
    expect(whole.page.of('checkpoint')).toEqual([])
    await whole.ask({ kind: 'reset' })
    expect(whole.page.of('kept').at(-1)?.run).toBeNull()
  })

  test('of a full disk is what to do; the run goes on, the page holds it, and what was kept is there', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    store().full = true
    await whole.ask({ kind: 'train', steps: 5 })
    expect(whole.page.of('unkept').at(-1)?.failure).toMatchObject({ code: 'disk-full' })
    expect(whole.page.of('checkpoint').at(-1)?.checkpoint.step).toBe(65)
    await whole.ask({ kind: 'train', steps: 5 })
    expect(whole.page.of('unkept')).toHaveLength(1)
    store().full = false
    await whole.ask({ kind: 'train', steps: 5 })
    expect(whole.page.of('unkept').at(-1)?.failure).toBeNull()
    const second = await takeUp(id)
    expect(await second.ask({ kind: 'snapshot', side: 'run' })).toMatchObject({ step: 75 })
  })

  test('without any place to keep is the run itself, as ever', async () => {
    const whole = begin({}, { keeping: NOTHING_KEPT })
    await whole.ask({ kind: 'train', steps: 3 })
    expect(whole.page.of('checkpoint').at(-1)?.checkpoint.step).toBe(3)
    expect(await shelfOf(whole)).toEqual([])
    await expect(whole.ask({ kind: 'keep-run', name: 'mine' })).rejects.toMatchObject({
      code: 'nothing-kept',
    })
  })
})

describe('the run of an earlier edition', () => {
  test('comes to the shelf and goes on; what cannot be believed does not', async () => {
    const plain = tinyRun({}, 55)
    const saved = { version: 1, savedAt: 1234, checkpoint: await plain.checkpoint() }
    const whole = begin()
    await whole.ask({ kind: 'adopt-run', saved, prepared: null })
    await whole.ask({ kind: 'adopt-run', saved: { ...saved, checkpoint: {} }, prepared: null })
    const kept = await onlyRun(whole)
    expect(kept).toMatchObject({ name: 'Ring', step: 55, savedAt: 1234, place: 'shelf' })
    const second = await takeUp(kept.id)
    expect(await weightsOf(second)).toEqual(await plain.game.weights())
    plain.dispose()
  })
})

describe('a run given away', () => {
  test('while it is trained goes on in another place', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'delete-run', id })
    expect(await shelfOf(whole)).toEqual([])
    await whole.ask({ kind: 'train', steps: 5 })
    const other = await onlyRun(whole)
    expect(other).toMatchObject({ step: 65, place: 'here' })
    expect(other.id).not.toBe(id)
    await whole.ask({ kind: 'undelete-run', id })
    expect((await shelfOf(whole)).map(({ step }) => step).sort()).toEqual([60, 65])
  })

  test('while a state of it is being written stays given away', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    store().slow = 40
    await whole.ask({ kind: 'trace' })
    // The state of the script's step is on its way.
    whole.session.keeper.work(false, 0)
    await whole.ask({ kind: 'delete-run', id })
    await whole.session.keeper.flush()
    expect(await shelfOf(whole)).toEqual([])
  })

  test('that stood aside in a search comes back to another place', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'find', budget: { steps: 240 }, goOn: false })
    await whole.ask({ kind: 'delete-run', id })
    await whole.ask({ kind: 'keep-candidate', id: BEFORE })
    await whole.ask({ kind: 'train', steps: 3 })
    const runs = await shelfOf(whole)
    expect(runs.map((run) => run.id)).not.toContain(id)
    expect(runs.find(({ place }) => place === 'here')).toMatchObject({ step: 63 })
  }, 180_000)

  test('a name given while a state is being written stays', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    const { keeper } = whole.session
    store().slow = 40
    const naming = keeper.rename('Mine')
    for (let turn = 0; turn < 10; turn++) await yieldToTasks()
    keeper.note(NO_NOTES)
    keeper.work(false, 0)
    await naming
    await keeper.flush()
    expect(await onlyRun(whole)).toMatchObject({ id, name: 'Mine' })
  })

  test('a name while it is trained is kept with its next states', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 6 })
    expect(await whole.ask({ kind: 'keep-run', name: 'Mine' })).toMatchObject({ name: 'Mine', step: 6 })
    await whole.ask({ kind: 'train', steps: 6 })
    const { id } = await onlyRun(whole)
    const second = await takeUp(id)
    await second.ask({ kind: 'train', steps: 1 })
    expect(await onlyRun(second)).toMatchObject({ id, name: 'Mine', step: 13 })
  })
})

test('a disk that gives no answer holds nobody up; that the run is not kept is told', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const whole = begin()
  store().silent = true
  let trained = false
  void whole.ask({ kind: 'train', steps: 20 }).then(() => (trained = true))
  const told = () => whole.page.of('unkept').map(({ failure }) => failure?.code)
  for (let turn = 0; turn < 3000 && told().length === 0; turn++) {
    await yieldToTasks()
    await vi.advanceTimersByTimeAsync(50)
  }
  expect(trained).toBe(true)
  expect(told()).toEqual(['not-kept'])
})

describe('candidates of a search', () => {
  test('each have a place of their own, and find it again when they come back', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    const { id } = await onlyRun(whole)
    await whole.ask({ kind: 'find', budget: { steps: 240 }, goOn: false })
    const winner = (await shelfOf(whole)).find(({ place }) => place === 'here')
    await whole.ask({ kind: 'train', steps: 2 })
    const runs = await shelfOf(whole)
    expect(runs).toHaveLength(2)
    expect(runs.find((run) => run.id === id)).toMatchObject({ step: 60, place: 'shelf' })
    await whole.ask({ kind: 'keep-candidate', id: BEFORE })
    await whole.ask({ kind: 'train', steps: 3 })
    const after = await shelfOf(whole)
    expect(after).toHaveLength(2)
    expect(after.find((run) => run.id === id)).toMatchObject({ step: 63, place: 'here' })
    expect(winner?.id).not.toBe(id)
    // Its charts are whole.
    const second = await takeUp(id)
    await second.ask({ kind: 'snapshot', side: 'run' })
    expect(second.page.of('taken-up')[0]?.history).toHaveLength(63 * SERIES_WIDTH)
  }, 180_000)
})

/** What a session tells of candidates that take each other's place, with networks or without. */
describe('an exchange of candidates that did not come about', () => {
  test('leaves the run where it is', async () => {
    const whole = begin()
    await whole.ask({ kind: 'train', steps: 60 })
    await whole.ask({ kind: 'train', steps: 2 })
    const { id } = await onlyRun(whole)
    const { emit } = whole.session
    emit({ type: 'candidate-kept', from: BEFORE, to: 'a', rows: null })
    emit({ type: 'candidate-kept', from: 'a', to: BEFORE, rows: null })
    await whole.ask({ kind: 'reset' })
    await whole.ask({ kind: 'train', steps: 55 })
    expect((await shelfOf(whole)).map((run) => [run.id === id, run.place])).toEqual([
      [false, 'here'],
      [true, 'shelf'],
    ])
    // Nobody trains it any more: one state of it is enough.
    const slots = [...(await store().files(`run-${id}`)).keys()].filter((name) => name.endsWith('.run'))
    expect(slots).toHaveLength(1)
  })
})

test('a disk that took nothing takes the past as well once it takes the run', async () => {
  const whole = begin()
  await whole.ask({ kind: 'train', steps: 10 })
  store().full = true
  await whole.ask({ kind: 'train', steps: 50 })
  store().full = false
  await whole.ask({ kind: 'train', steps: 10 })
  await whole.ask({ kind: 'train', steps: 10 })
  const { id } = await onlyRun(whole)
  const second = await takeUp(id)
  expect(await second.ask({ kind: 'timeline' })).toContain(60)
})

test('states of a run that was left are not the page’s to remember', async () => {
  const whole = begin()
  await whole.ask({ kind: 'train', steps: 60 })
  store().full = true
  store().slow = 20
  await whole.ask({ kind: 'trace' })
  const told = whole.page.of('checkpoint').length
  await whole.ask({ kind: 'reset' })
  await whole.session.keeper.flush()
  expect(whole.page.of('unkept').at(-1)?.failure).toMatchObject({ code: 'disk-full' })
  const steps = whole.page.of('checkpoint').slice(told)
  expect(steps.map(({ checkpoint }) => checkpoint.step)).not.toContain(61)
})
