/** The worker's entry in a scope of the test's own: real session, real engine (plain JavaScript), no browser. */
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { Command, Request } from '../../src/common/protocol/commands.ts'
import type { Envelope, WorkerEvent } from '../../src/common/protocol/events.ts'
import type { RunConfig } from '../../src/common/config/run-config.ts'
import { rowSetOf, trees } from '../helpers/data/row-sets.ts'
import { ring } from '../helpers/page/scripted-client.ts'

/** The engine is much to read for the first time: that is no part of any test. */
beforeAll(async () => {
  await open()
  vi.unstubAllGlobals()
  vi.resetModules()
}, 120_000)

afterEach(() => {
  vi.unstubAllGlobals()
  vi.resetModules()
})

/** A worker's global scope, as far as the entry uses it. What it posts is kept, and can be waited for. */
class Scope extends EventTarget {
  readonly said: Envelope[] = []
  private waiting: { wanted: (event: WorkerEvent) => boolean; heard: () => void }[] = []

  postMessage(envelope: Envelope): void {
    this.said.push(envelope)
    for (const { wanted, heard } of this.waiting) if (wanted(envelope.event)) heard()
  }

  tell(command: Command): void {
    this.dispatchEvent(new MessageEvent('message', { data: command }))
  }

  ask(request: number, body: Request): void {
    this.tell({ type: 'request', request, body })
  }

  get events(): WorkerEvent[] {
    return this.said.map(({ event }) => event)
  }

  /** Numbers of the requests that were answered, in order. */
  get replies(): number[] {
    return this.events.flatMap((event) => (event.type === 'reply' ? [event.request] : []))
  }

  /** Resolves once such an event was posted, before or after. */
  async heard<T extends WorkerEvent['type']>(
    type: T,
    which: (event: Extract<WorkerEvent, { type: T }>) => boolean = () => true,
  ): Promise<Extract<WorkerEvent, { type: T }>> {
    const wanted = (event: WorkerEvent): event is Extract<WorkerEvent, { type: T }> =>
      event.type === type && which(event as Extract<WorkerEvent, { type: T }>)
    if (!this.events.some(wanted)) {
      await new Promise<void>((heard) => this.waiting.push({ wanted, heard }))
    }
    const found = this.events.find(wanted)
    if (found === undefined) throw new Error(`${type} was heard and is gone.`)
    return found
  }

  /** The answer to a request; a refusal is an answer too. */
  async answered(request: number): Promise<unknown> {
    const reply = this.heard('reply', (event) => event.request === request)
    const refusal = this.heard('refusal', (event) => event.request === request)
    return Promise.race([reply.then(({ answer }) => answer), refusal.then(({ failure }) => failure)])
  }
}

/** Named at run time: its types are those of a worker's scope, which the tests' own program does not have. */
const ENTRY: string = new URL('../../src/worker.ts', import.meta.url).pathname

interface Locks {
  request(name: string, granted: () => Promise<never>): Promise<void>
}

async function open(locks?: Locks): Promise<Scope> {
  const scope = new Scope()
  vi.stubGlobal('self', scope)
  vi.stubGlobal('navigator', locks === undefined ? {} : { locks })
  await import(ENTRY)
  return scope
}

function start(change: Partial<RunConfig> = {}): Extract<Command, { type: 'start' }> {
  const config = ring({ backend: 'cpu', gLayers: [4], dLayers: [4], batch: 8, autostart: false, ...change })
  return { type: 'start', runId: 31, config, base: 'http://place/', running: false, lifeLock: 'mine' }
}

test('builds the run it is started with and says so, under its number and in order', async () => {
  const scope = await open()
  scope.tell(start())
  await scope.heard('state', ({ state }) => state === 'ready')
  expect((await scope.heard('backend')).report.backend).toBe('cpu')
  expect(scope.events[0]).toEqual({ type: 'alive' })
  expect(new Set(scope.said.map(({ runId }) => runId))).toEqual(new Set([31]))
  expect(scope.said.map(({ seq }) => seq)).toEqual(scope.said.map((_, at) => at))
})

test('holds its lock before it says that it lives, and for as long as it lives', async () => {
  const asked: { name: string; granted: () => Promise<never> }[] = []
  const scope = await open({
    request: (name, granted) => {
      asked.push({ name, granted })
      return new Promise(() => undefined)
    },
  })
  scope.tell(start())
  expect(asked.map(({ name }) => name)).toEqual(['mine'])
  expect(scope.events).toEqual([])
  const over = asked[0]?.granted().then(() => 'let go')
  await scope.heard('alive')
  const built = scope.heard('state', ({ state }) => state === 'ready').then(() => 'still held')
  expect(await Promise.race([over, built])).toBe('still held')
})

test('a lock that is refused is a fatal failure: the page could not learn of its death', async () => {
  const scope = await open({ request: () => Promise.reject(new Error('no locks here')) })
  scope.tell(start())
  const { fatal, failure } = await scope.heard('failure')
  expect(fatal).toBe(true)
  expect(failure.sentence).toContain('no locks here')
  expect(scope.events.some(({ type }) => type === 'alive')).toBe(false)
})

test('what is asked before the engine stands is answered by a run that does, in turn', async () => {
  const scope = await open()
  scope.tell(start({ seed: 3 }))
  scope.ask(1, { kind: 'noise', seed: 1, count: 4 })
  scope.ask(2, { kind: 'snapshot', side: 'run' })
  expect(await scope.answered(1)).toMatchObject({ shape: [4, ring().latent] })
  expect(await scope.answered(2)).toMatchObject({ step: 0, config: { seed: 3 } })
  expect(scope.replies).toEqual([1, 2])
})

test('data that the browser let go of are missed aloud, and the run begins without them', async () => {
  const scope = await open()
  const bytes = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('gone')) })
  const { summary } = await rowSetOf(trees(50))
  scope.tell({ ...start({ dataset: 'own' }), prepared: { summary, bytes, labels: null } })
  expect((await scope.heard('failure')).failure.code).toBe('held-gone')
  await scope.heard('state', ({ state }) => state === 'idle')
})

test('training holds up nobody: what is asked meanwhile is answered before it is over', async () => {
  const scope = await open()
  scope.tell(start())
  scope.ask(1, { kind: 'train', steps: 3 })
  scope.ask(2, { kind: 'snapshot', side: 'run' })
  expect(await scope.answered(2)).toMatchObject({ state: 'running' })
  expect(await scope.answered(1)).toMatchObject({ step: 3 })
  expect(scope.replies).toEqual([2, 1])
})

test('a question that cannot be answered is refused, and the next one is answered', async () => {
  const scope = await open()
  scope.tell(start())
  scope.ask(5, { kind: 'configure', side: 'twin', change: { gLr: 0.1 } })
  scope.ask(6, { kind: 'timeline' })
  expect(await scope.answered(5)).toMatchObject({ code: expect.any(String) as string })
  expect((await scope.heard('refusal')).request).toBe(5)
  expect(await scope.answered(6)).toEqual(expect.any(Array))
})

test('orders that want no answer get none and stop nothing', async () => {
  const scope = await open()
  scope.tell(start())
  scope.tell({ type: 'display', report: { hidden: true, late: null } })
  scope.tell({ type: 'cancel-open' })
  scope.tell({ type: 'set-latent', latent: Float32Array.of(0, 0), at: 0 })
  scope.tell({ type: 'resize', side: 'run', surface: 'stage', width: 10, height: 10, scale: 1 })
  scope.tell({ type: 'served', ticket: 99, answer: null })
  scope.ask(1, { kind: 'pause' })
  expect(await scope.answered(1)).toMatchObject({ step: 0 })
  expect(scope.events.filter(({ type }) => type === 'failure' || type === 'refusal')).toEqual([])
  expect(scope.replies).toEqual([1])
})
