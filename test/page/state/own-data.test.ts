/** What the page makes of the person's own data: refusals, settings that were fitted, reading again, runs that wait for data. */
import { describe, expect, test } from 'vitest'
import { GanvasError } from '../../../src/common/failure.ts'
import { createStore } from '../../../src/page/state/store.ts'
import { ring, scriptedClient, settled, SUMMARY } from '../../helpers/page/scripted-client.ts'

function start(change: (script: ReturnType<typeof scriptedClient>) => void = () => undefined) {
  const script = scriptedClient()
  change(script)
  const page = createStore(script.client, { config: ring() })
  return { ...script, state: () => page.store.getState() }
}
const refusal = new GanvasError('file-empty', 'a.png is empty: it has zero bytes.', 'Save it again.')
const STILL = 'What was open before is still there.'

describe('a refusal', () => {
  test('says once that the data from before are still there', async () => {
    const { state, emit, opening } = start()
    emit({ type: 'dataset', summary: SUMMARY })
    opening.thrown = refusal
    state().actions.openFiles([])
    await settled()
    expect(state().notices).toHaveLength(1)
    expect(state().notices[0]).toMatchObject({
      role: 'alert',
      sentence: refusal.message,
      nextStep: `Save it again. ${STILL}`,
    })
  })

  test('says nothing of the kind where nothing was open', async () => {
    const { state, opening } = start()
    opening.thrown = refusal
    state().actions.openFiles([])
    await settled()
    expect(state().notices[0]?.nextStep).toBe('Save it again.')
  })

  test('of another way of reading is one as well', async () => {
    const { state, emit, opening, calls } = start()
    emit({ type: 'dataset', summary: SUMMARY })
    opening.thrown = refusal
    state().actions.reread({ mirror: true })
    expect(state().opening).toBe(true)
    await settled()
    expect(calls.filter(([name]) => name === 'reread')).toEqual([['reread', { mirror: true }]])
    expect(state().opening).toBe(false)
    expect(state().notices[0]?.nextStep).toContain(STILL)
  })

  test('of an older reading ends nothing of the newer one', async () => {
    const { client } = scriptedClient()
    const ends: (() => void)[] = []
    client.open = () => new Promise<typeof SUMMARY>((done) => ends.push(() => done(SUMMARY)))
    const { store } = createStore(client, { config: ring() })
    store.getState().actions.openFiles([])
    store.getState().actions.openFiles([])
    ends[0]?.()
    await settled()
    expect(store.getState().opening).toBe(true)
    ends[1]?.()
    await settled()
    expect(store.getState().opening).toBe(false)
  })

  test('that a person asked for needs no words', async () => {
    const { state, emit, opening } = start()
    emit({ type: 'dataset', summary: SUMMARY })
    opening.thrown = new GanvasError('cancelled', 'Cancelled.', '')
    state().actions.openFiles([])
    await settled()
    expect(state().notices).toEqual([])
  })
})

describe('settings that were fitted', () => {
  const fitted = { sentence: 'Settings were fitted to 12 pictures: batch 16.', undo: { batch: 64 } }

  test('are told in a notice with an undo, and stay told', () => {
    const { state, emit } = start()
    emit({ type: 'dataset', summary: SUMMARY })
    emit({ type: 'fitted', fitted })
    expect(state().notices).toMatchObject([{ role: 'status', sentence: fitted.sentence, undo: true }])
    emit({ type: 'dataset', summary: SUMMARY })
    expect(state().fitted).toEqual(fitted)
  })

  test('while files are opened, are told with what was opened, in one notice', async () => {
    const { state, emit } = start()
    state().actions.openFiles([])
    emit({ type: 'fitted', fitted })
    await settled()
    expect(state().notices).toHaveLength(1)
    expect(state().notices[0]).toMatchObject({ role: 'status', undo: true })
    expect(state().notices[0]?.sentence).toMatch(/^12 pictures ready.* Settings were fitted to 12 pictures/)
  })

  test('are put back by the very settings from before, once', async () => {
    const { state, emit, calls, answer } = start()
    emit({ type: 'fitted', fitted })
    state().actions.undoFit()
    state().actions.undoFit()
    answer[0]?.taken(ring({ batch: 64 }))
    await settled()
    expect(calls.filter(([name]) => name === 'configure')).toEqual([['configure', { batch: 64 }]])
    expect(state().fitted).toBeNull()
    expect(state().notices).toEqual([])
  })

  test('are not put back once the run is about something else', () => {
    const { state, emit } = start()
    emit({ type: 'fitted', fitted })
    state().actions.configure({ batch: 8 })
    expect(state().fitted).toEqual(fitted)
    state().actions.configure({ task: 'restore' })
    expect(state().fitted).toBeNull()
    expect(state().notices).toEqual([])
  })

  test('are of no interest beside other data', () => {
    const { state, emit } = start()
    emit({ type: 'fitted', fitted })
    emit({ type: 'dataset', summary: { ...SUMMARY, id: 'mnist' } })
    expect(state().fitted).toBeNull()
    expect(state().notices).toEqual([])
  })
})

describe('a run whose data were not kept', () => {
  const begin = (missing: string | null) =>
    start(({ client, kept }) => {
      kept.runs = [
        {
          ...{ id: 'k', name: 'Your files', named: false, step: 80, savedAt: 1, bytes: 9 },
          ...{
            dataset: 'Your files',
            config: ring({ dataset: 'own' }),
            picture: null,
            place: 'shelf',
            missing,
          },
        },
      ]
      client.shelf.open = () => Promise.resolve({ step: 80, missing })
    })

  test('says what it waits for, on the offer and when it is gone on with', async () => {
    const { state } = begin('pictures')
    await settled()
    const offered = { id: 'k', step: 80, dataset: 'own', savedAt: 1, missing: 'pictures' }
    expect(state().earlier).toEqual(offered)
    state().actions.resumeEarlier()
    await settled()
    expect(state().notices.map(({ sentence }) => sentence)).toEqual([
      'Your pictures were not kept; drop them again to go on at step 80.',
    ])
  })

  test('waits for nothing where they were', async () => {
    const { state } = begin(null)
    await settled()
    expect(state().earlier).toEqual({ id: 'k', step: 80, dataset: 'own', savedAt: 1 })
    state().actions.resumeEarlier()
    await settled()
    expect(state().notices.map(({ sentence }) => sentence)).toEqual(['Your files is open at step 80.'])
  })
})
