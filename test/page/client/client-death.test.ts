// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import type { Checkpoint } from '../../../src/common/config/checkpoint.ts'
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import type { WorkerEvent } from '../../../src/common/protocol/events.ts'
import { WHOLE } from '../../../src/common/items/viewport.ts'
import { FIRST_LAYERS, FIRST_PLANE } from '../../../src/common/items/stage-layers.ts'
import { createClient } from '../../../src/page/client/client.ts'
import { fakeWorkers } from '../../helpers/page/fake-worker.ts'
import { ring, SNAPSHOT, SUMMARY } from '../../helpers/page/scripted-client.ts'

afterEach(() => vi.unstubAllGlobals())

const VIEW = {
  theme: 'dark',
  layers: FIRST_LAYERS,
  viewport: WHOLE,
  plane: FIRST_PLANE,
  columns: 4,
  show: 'fake',
} as const

function open(change: Partial<RunConfig> = {}) {
  const fakes = fakeWorkers()
  const heard: WorkerEvent[] = []
  const client = createClient(ring(change), { run: () => ({}), twin: () => ({}) })
  client.subscribe((event) => heard.push(event))
  const kill = (): void => {
    const worker = fakes.newest()
    worker.say({ type: 'alive' })
    fakes.locks.release(worker.start.lifeLock)
  }
  const loseGpu = (): void => {
    const failure = { code: 'gpu-lost', sentence: 'The GPU was lost.', nextStep: 'Wait.' }
    fakes.newest().say({ type: 'failure', failure, fatal: true })
  }
  return { ...fakes, client, heard, kill, loseGpu, first: fakes.newest() }
}

function at(step: number): Checkpoint {
  return { version: 2, step, config: ring(), fingerprint: 'ring', tensors: [] }
}

function canvas(): HTMLCanvasElement {
  const element = document.createElement('canvas')
  element.transferControlToOffscreen = () => ({}) as OffscreenCanvas
  return element
}

test('what was asked is refused with what to do, and the run goes on in a new worker', async () => {
  const { client, kill, heard, workers, first, newest } = open()
  first.say({ type: 'state', state: 'running', step: 1200 })
  first.say({ type: 'checkpoint', checkpoint: at(1200) })
  const asked = client.train(5)
  kill()
  await expect(asked).rejects.toMatchObject({
    code: 'engine-lost',
    nextStep: 'It is started again from the last saved step.',
  })
  expect(workers).toHaveLength(2)
  expect(newest().start.running).toBe(true)
  expect(heard.slice(-2)).toEqual([
    { type: 'failure', fatal: true, failure: expect.objectContaining({ code: 'engine-lost' }) as unknown },
    {
      type: 'notice',
      code: 'recovered',
      sentence: 'The engine stopped unexpectedly. The run goes on from step 1,200.',
    },
  ])
})

test('the next worker is told all that the last one knew', () => {
  const { client, kill, first, newest } = open()
  const prepared = { summary: SUMMARY, bytes: new Blob(['abc']), labels: null }
  const [density, held] = [new Float32Array(4), Float32Array.of(1, 2)]
  first.say({ type: 'config', side: 'run', config: ring({ seed: 9 }) })
  first.say({ type: 'prepared', prepared })
  for (const step of [100, 200]) first.say({ type: 'checkpoint', checkpoint: at(step) })
  client.paint(density, 2)
  client.view(VIEW)
  client.setLatent(held)
  kill()
  expect(newest().start).toMatchObject({
    config: { seed: 9 },
    checkpoint: { step: 200 },
    past: [{ step: 100 }, { step: 200 }],
    prepared,
    painted: { density, side: 2 },
    running: false,
  })
  expect(newest().told('view')).toEqual([{ type: 'view', view: VIEW }])
  expect(
    newest()
      .told('set-latent')
      .map(({ latent }) => latent),
  ).toEqual([held])
  expect(newest().told('display')).toHaveLength(1)
  expect(newest().start.lifeLock).not.toBe(first.start.lifeLock)
})

test('canvases died with it: whoever mounted one mounts another, once', () => {
  const { client, kill, first, newest } = open()
  const stale = { stage: 0, gone: 0 }
  const stage = client.attach('run', 'stage', canvas(), () => stale.stage++)
  client.attach('run', 'latent', canvas(), () => stale.gone++).detach()
  kill()
  kill()
  expect(stale).toEqual({ stage: 1, gone: 0 })
  stage.resize(10, 10, 1)
  expect(newest().told('resize')).toEqual([])
  expect(first.told('surface').map(({ surface }) => surface)).toEqual(['stage', 'latent'])
})

test('networks built anew leave nothing to go back to; those of the twin are another matter', () => {
  const { kill, first, newest } = open()
  first.say({ type: 'checkpoint', checkpoint: at(100) })
  first.say({ type: 'run', side: 'twin', step: 0 })
  kill()
  expect(newest().start.checkpoint?.step).toBe(100)
  newest().say({ type: 'run', side: 'run', step: 0 })
  kill()
  expect(newest().start).not.toHaveProperty('checkpoint')
  expect(newest().start).not.toHaveProperty('past')
})

test('another run in its place: nothing of the one before is gone on with', () => {
  const { kill, first, newest } = open()
  for (const step of [100, 200]) first.say({ type: 'checkpoint', checkpoint: at(step) })
  first.say({ type: 'candidate-kept', from: 'before', to: 'now', rows: null })
  first.say({ type: 'run', side: 'run', step: 150 })
  kill()
  expect(newest().start).not.toHaveProperty('checkpoint')
  newest().say({ type: 'checkpoint', checkpoint: at(160) })
  kill()
  expect(newest().start).toMatchObject({ checkpoint: { step: 160 }, past: [{ step: 160 }] })
})

test('a run that went back forgets the steps after it', () => {
  const { kill, first, newest } = open()
  for (const step of [100, 200, 300]) first.say({ type: 'checkpoint', checkpoint: at(step) })
  first.say({ type: 'run', side: 'run', step: 200 })
  kill()
  expect(newest().start.past?.map(({ step }) => step)).toEqual([100, 200])
})

test('a GPU that is lost again and again makes way for WASM, which is said', () => {
  const { loseGpu, workers, heard, first, newest } = open({ backend: 'webgpu' })
  for (let deaths = 0; deaths < 3; deaths++) loseGpu()
  expect(workers.map(({ start }) => start.config.backend)).toEqual(['webgpu', 'webgpu', 'webgpu', 'wasm'])
  expect(first.terminated).toBe(true)
  expect(newest().terminated).toBe(false)
  expect(heard.at(-1)).toMatchObject({
    code: 'recovered',
    sentence: 'The GPU was lost. The run goes on from step 0 on WASM, as the GPU keeps failing.',
  })
})

test('an engine that keeps dying is given up, until a person acts', async () => {
  const { client, kill, workers, heard, first, newest } = open()
  first.say({ type: 'state', state: 'running', step: 70 })
  first.say({ type: 'checkpoint', checkpoint: at(70) })
  for (let deaths = 0; deaths < 4; deaths++) kill()
  expect(workers).toHaveLength(4)
  expect(heard.slice(-2)).toMatchObject([
    {
      type: 'failure',
      fatal: false,
      failure: { nextStep: expect.stringContaining('Press Train') as string },
    },
    { type: 'state', state: 'failed', step: 70 },
  ])
  await expect(client.noise(1, 1)).rejects.toMatchObject({ code: 'engine-lost' })
  expect(workers).toHaveLength(4)
  const trained = client.run()
  expect(workers).toHaveLength(5)
  expect(newest().start).toMatchObject({ running: false, checkpoint: { step: 70 } })
  newest().answer('run', SNAPSHOT)
  expect(await trained).toBe(SNAPSHOT)
  kill()
  expect(workers).toHaveLength(6)
})
