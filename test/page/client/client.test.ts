// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { SideSnapshot, WorkerEvent } from '../../../src/common/protocol/events.ts'
import type { RunSummary } from '../../../src/common/protocol/shelf.ts'
import { createClient } from '../../../src/page/client/client.ts'
import { fakeWorkers } from '../../helpers/page/fake-worker.ts'
import { ring, settled, SNAPSHOT, SUMMARY } from '../../helpers/page/scripted-client.ts'

afterEach(() => vi.unstubAllGlobals())

function open(change: Partial<RunConfig> = {}) {
  const fakes = fakeWorkers()
  const heard: WorkerEvent[] = []
  const client = createClient(ring(change), { run: () => ({}), twin: () => ({}) })
  client.subscribe((event) => heard.push(event))
  return { ...fakes, client, heard, first: fakes.newest() }
}

function at(step: number, config = ring()): Checkpoint {
  return { version: 2, step, config, fingerprint: 'ring', tensors: [] }
}

const STANDING: SideSnapshot = { ...SNAPSHOT, config: ring(), since: 0 }

describe('the first worker', () => {
  test('is told the config, where the page lies, and how the display stands', () => {
    const { workers, first } = open({ seed: 12 })
    expect(workers).toHaveLength(1)
    expect(first.start).toMatchObject({ config: ring({ seed: 12 }), base: document.baseURI, files: [] })
    expect(first.start).not.toHaveProperty('checkpoint')
    expect(first.told('display')).toEqual([{ type: 'display', report: { hidden: false, late: null } }])
  })

  test('runs by itself only where the config says so', () => {
    expect(open({ autostart: true }).first.start.running).toBe(true)
    expect(open({ autostart: false }).first.start.running).toBe(false)
  })

  test('is what the scripting handle and the page both drive', async () => {
    const { client, first } = open()
    expect(window.ganvas).toBe(client.handle)
    const trained = window.ganvas.train(3)
    first.answer('train', { ...SNAPSHOT, step: 3 })
    expect((await trained).step).toBe(3)
    expect(first.asked).toEqual([{ kind: 'train', steps: 3 }])
  })

  test('is not heard by who has stopped listening', () => {
    const { client, first } = open()
    const late: WorkerEvent[] = []
    const stop = client.subscribe((event) => late.push(event))
    first.say({ type: 'compiling', compiling: true })
    stop()
    first.say({ type: 'compiling', compiling: false })
    expect(late).toEqual([{ type: 'compiling', compiling: true }])
  })
})

describe('settings', () => {
  test('one that does not exist is refused before the worker is asked', async () => {
    const { client, first } = open()
    const change = { nonsense: 3, seed: 4 } as Partial<RunConfig>
    await expect(client.configure(change)).rejects.toMatchObject({
      code: 'bad-setting',
      message: 'nonsense is not a setting.',
    })
    expect(first.asked).toEqual([])
  })

  test('values out of range and settings that clash are refused too, each with its reason', async () => {
    const { client, first } = open()
    await expect(client.configure({ batch: -1 })).rejects.toMatchObject({ code: 'bad-setting' })
    await expect(client.configure({ model: 'dcgan' })).rejects.toThrow('model=dcgan needs')
    expect(first.asked).toEqual([])
  })

  test('a change in place is the worker’s to make', async () => {
    const { client, first } = open()
    const changed = client.configure({ gLr: 0.001 })
    expect(first.asked).toEqual([{ kind: 'configure', side: 'run', change: { gLr: 0.001 } }])
    first.answer('configure', ring({ gLr: 0.001 }))
    expect((await changed).gLr).toBe(0.001)
  })

  test('the run’s config is what the worker says of the run, not of the twin', () => {
    const { client, first } = open()
    first.say({ type: 'config', side: 'run', config: ring({ seed: 5 }) })
    first.say({ type: 'config', side: 'twin', config: ring({ seed: 6 }) })
    expect(client.handle.config().seed).toBe(5)
  })
})

describe('another back end', () => {
  test('takes the run over at the step where the old one paused, and trains on', async () => {
    const { client, workers, first, newest } = open({ backend: 'wasm' })
    first.say({ type: 'state', state: 'running', step: 10 })
    const moved = client.configure({ backend: 'cpu' })
    expect(first.asked).toEqual([{ kind: 'pause' }])
    expect(workers).toHaveLength(1)
    first.say({ type: 'checkpoint', checkpoint: at(11, ring({ backend: 'wasm' })) })
    first.answer('pause', SNAPSHOT)
    await settled()
    first.answer('keep-run', null)
    await settled()
    expect(first.terminated).toBe(true)
    expect(workers).toHaveLength(2)
    const { start } = newest()
    expect(start.config.backend).toBe('cpu')
    expect(start.running).toBe(true)
    expect(start.checkpoint).toMatchObject({ step: 11, config: { backend: 'cpu' } })
    newest().answer('snapshot', STANDING)
    expect((await moved).backend).toBe('cpu')
  })

  test('leaves a run at rest at rest; nothing more is heard of the old worker', async () => {
    const { client, first, newest, heard } = open({ backend: 'wasm' })
    first.say({ type: 'state', state: 'paused', step: 10 })
    const moved = client.configure({ backend: 'cpu' })
    first.answer('keep-run', null)
    await settled()
    expect(first.asked).toEqual([{ kind: 'keep-run' }])
    expect(newest().start.running).toBe(false)
    expect(newest().start.runId).not.toBe(first.start.runId)
    const before = heard.length
    first.say({ type: 'state', state: 'running', step: 11 })
    newest().say({ type: 'state', state: 'running', step: 11 }, first.start.runId)
    expect(heard).toHaveLength(before)
    newest().answer('snapshot', STANDING)
    await moved
  })
})

describe('own files on another back end', () => {
  test('come with the settings that the new worker fits to them, not with plain ones', async () => {
    const { client, first, newest } = open({ backend: 'wasm' })
    first.say({ type: 'state', state: 'paused', step: 10 })
    const moved = client.configure({ dataset: 'own', backend: 'cpu', precision: 'half', batch: 8 })
    first.answer('keep-run', null)
    await settled()
    expect(newest()).not.toBe(first)
    expect(newest().start.config).toEqual(ring({ backend: 'cpu', precision: 'half' }))
    newest().answer('snapshot', STANDING)
    await settled()
    expect(newest().asked.at(-1)).toEqual({
      kind: 'configure',
      side: 'run',
      change: { dataset: 'own', batch: 8 },
    })
    const fitted = ring({ dataset: 'own', backend: 'cpu', batch: 8, augment: 'diffaugment' })
    newest().answer('configure', fitted)
    expect(await moved).toEqual(fitted)
  })

  test('that are in use already go on there as they are', async () => {
    const { client, first, newest } = open({ dataset: 'own', backend: 'wasm' })
    first.say({ type: 'state', state: 'paused', step: 10 })
    void client.configure({ dataset: 'own', backend: 'cpu' })
    first.answer('keep-run', null)
    await settled()
    newest().answer('snapshot', STANDING)
    await settled()
    expect(newest().start.config).toEqual(ring({ dataset: 'own', backend: 'cpu' }))
    expect(newest().asked.map(({ kind }) => kind)).toEqual(['snapshot'])
  })

  test('are not moved to where the change cannot be taken', async () => {
    const { client, workers } = open({ backend: 'wasm' })
    const change = { dataset: 'own', backend: 'cpu', batch: -1 } as const
    await expect(client.configure(change)).rejects.toMatchObject({ code: 'bad-setting' })
    expect(workers).toHaveLength(1)
  })
})

describe('data', () => {
  test('files are remembered once they could be opened', async () => {
    const { client, first, newest, locks } = open()
    const good = new File(['1'], 'good.csv')
    const opened = client.open([good])
    first.answer('open', SUMMARY)
    expect(await opened).toBe(SUMMARY)
    const refused = client.open([new File(['?'], 'bad.csv')])
    first.refuse('open', 'file-unknown')
    await expect(refused).rejects.toMatchObject({ code: 'file-unknown' })
    first.say({ type: 'alive' })
    locks.release(first.start.lifeLock)
    expect(newest().start.files).toEqual([good])
  })

  test('the conflicts of a change are judged by the data that are there', async () => {
    const { client, first } = open()
    first.say({ type: 'dataset', summary: SUMMARY })
    first.say({ type: 'config', side: 'run', config: ring({ dataset: 'own' }) })
    const changed = client.configure({ model: 'dcgan' })
    first.answer('configure', ring())
    await changed
    first.say({ type: 'state', state: 'idle', step: 0 })
    first.say({ type: 'config', side: 'run', config: ring() })
    await expect(client.configure({ model: 'dcgan' })).rejects.toMatchObject({ code: 'bad-setting' })
  })

  test('opening can be given up', () => {
    const { client, first } = open()
    client.cancelOpen()
    expect(first.told('cancel-open')).toHaveLength(1)
  })
})

describe('a kept run', () => {
  const kept = (change: Partial<RunSummary> = {}): RunSummary => ({
    ...{ id: 'k', name: 'Ring', named: false, step: 400, savedAt: 1, bytes: 9, dataset: 'Ring' },
    ...{ config: ring({ seed: 77 }), picture: null, place: 'shelf', missing: null },
    ...change,
  })

  test('is taken up paused by a worker of its own, which reads it; the one that was there is kept first', async () => {
    const { client, first, newest } = open()
    first.say({ type: 'state', state: 'running', step: 90 })
    const opened = client.shelf.open('k')
    await settled()
    first.answer('shelf', [kept()])
    await settled()
    expect(first.asked.at(-1)).toEqual({ kind: 'pause' })
    first.answer('pause', SNAPSHOT)
    await settled()
    expect(first.asked.at(-1)).toEqual({ kind: 'keep-run' })
    expect(first.terminated).toBe(false)
    first.answer('keep-run', null)
    await settled()
    expect(first.terminated).toBe(true)
    const { start } = newest()
    expect(start).toMatchObject({ kept: { id: 'k', mine: true, asKept: true }, running: false, files: [] })
    expect(start).not.toHaveProperty('checkpoint')
    expect(start.config.seed).toBe(77)
    newest().answer('snapshot', STANDING)
    expect(await opened).toEqual({ step: 400, missing: null })
  })

  test('that another tab has open is not waited for long', async () => {
    const { client, first, newest } = open()
    void client.shelf.open('k')
    await settled()
    first.answer('shelf', [kept({ place: 'elsewhere' })])
    await settled()
    expect(newest().start).toMatchObject({ kept: { id: 'k', mine: false } })
  })

  test('that cannot be read is refused, and the one that was there goes on', async () => {
    const { client, first, newest, workers, heard } = open({ seed: 5 })
    first.say({ type: 'state', state: 'paused', step: 90 })
    first.say({ type: 'kept', run: { id: 'mine', step: 90 } })
    const opened = client.shelf.open('k')
    await settled()
    first.answer('shelf', [kept()])
    await settled()
    first.answer('keep-run', null)
    await settled()
    const failure = { code: 'kept-run-damaged', sentence: 'It cannot be read.', nextStep: 'Reload.' }
    const second = newest()
    second.say({ type: 'failure', failure, fatal: false })
    second.answer('snapshot', STANDING)
    await settled()
    expect(workers).toHaveLength(3)
    expect(newest().start).toMatchObject({ kept: { id: 'mine', mine: true, asKept: false } })
    expect(newest().start.config.seed).toBe(5)
    newest().answer('snapshot', STANDING)
    await expect(opened).rejects.toMatchObject({ code: 'kept-run-damaged' })
    // Told by the refusal alone.
    expect(heard.filter(({ type }) => type === 'failure')).toEqual([])
  })

  test('that is not there is refused, and nothing changes', async () => {
    const { client, first } = open()
    const opened = client.shelf.open('gone')
    await settled()
    first.answer('shelf', [kept()])
    await expect(opened).rejects.toMatchObject({ code: 'run-unknown' })
    expect(first.terminated).toBe(false)
  })

  test('that the worker keeps is not held by the page, and the next worker reads it', () => {
    const { first, newest, locks } = open()
    first.say({ type: 'alive' })
    first.say({ type: 'checkpoint', checkpoint: at(90) })
    first.say({ type: 'kept', run: { id: 'k', step: 120 } })
    locks.release(first.start.lifeLock)
    expect(newest().start).toMatchObject({ kept: { id: 'k', mine: true, asKept: false } })
    expect(newest().start).not.toHaveProperty('checkpoint')
  })

  test('that can no longer be written is the page’s to hold again', () => {
    const { first, newest, locks } = open()
    first.say({ type: 'alive' })
    first.say({ type: 'kept', run: { id: 'k', step: 120 } })
    const failure = { code: 'disk-full', sentence: 'Full.', nextStep: 'Delete.' }
    first.say({ type: 'unkept', failure })
    first.say({ type: 'checkpoint', checkpoint: at(150) })
    locks.release(first.start.lifeLock)
    expect(newest().start).toMatchObject({ checkpoint: { step: 150 } })
    expect(newest().start).not.toHaveProperty('kept')
  })

  test('what the page knows of it is told once it stands, not before', () => {
    const { client, first, newest, locks } = open()
    first.say({ type: 'alive' })
    first.say({ type: 'kept', run: { id: 'k', step: 120 } })
    locks.release(first.start.lifeLock)
    const notes = { marks: [{ step: 3, label: 'x' }], pins: [] }
    client.note({ marks: [], pins: [] })
    expect(newest().told('notes')).toEqual([])
    newest().say({
      ...{ type: 'taken-up', history: new Float32Array(), measured: [], painted: null, twin: null },
      notes,
    })
    client.note(notes)
    expect(newest().told('notes')).toEqual([{ type: 'notes', notes }])
  })

  test('cannot be had where there is nothing to keep', async () => {
    const { first } = open()
    const saved = window.ganvas.save('mine')
    expect(first.asked).toEqual([{ kind: 'keep-run', name: 'mine' }])
    first.answer('keep-run', null)
    await expect(saved).rejects.toMatchObject({ code: 'nothing-kept' })
  })
})

describe('what only the page can do', () => {
  test('is answered to the worker that asked, and to no other', async () => {
    const { first, newest, locks } = open()
    first.say({ type: 'alive' })
    // Nothing here can decode sound: the answer is a failure, which is an answer too.
    const ask = { service: 'decode-audio', source: new Blob(['a']), rate: 8000 } as const
    first.say({ type: 'service', ticket: 1, ask })
    await settled()
    expect(first.told('served')).toMatchObject([{ ticket: 1, failure: { code: 'audio-unreadable' } }])
    first.say({ type: 'service', ticket: 2, ask })
    locks.release(first.start.lifeLock)
    await settled()
    expect(first.told('served')).toHaveLength(1)
    expect(newest()).not.toBe(first)
    expect(newest().told('served')).toEqual([])
  })
})
