/** Workers and locks that the test holds in its hand: the page's client is driven through them, without an engine. */
import { vi } from 'vitest'
import type { Command, Request } from '../../../src/common/protocol/commands.ts'
import type { Answers, WorkerEvent } from '../../../src/common/protocol/events.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** What the page holds instead of a worker: it remembers what it was told, and says what the test wants. */
export class FakeWorker extends EventTarget {
  readonly posted: { message: Command; transfer: Transferable[] }[] = []
  terminated = false

  constructor(
    readonly address: string | URL,
    readonly options: WorkerOptions = {},
  ) {
    super()
  }

  postMessage(message: Command, transfer: Transferable[]): void {
    this.posted.push({ message, transfer })
  }

  terminate(): void {
    this.terminated = true
  }

  /** What it was told of a type, in order. */
  told<T extends Command['type']>(type: T): Of<T>[] {
    return this.posted.map(({ message }) => message).filter((message) => message.type === type) as Of<T>[]
  }

  /** The message it was started with. */
  get start(): Of<'start'> {
    const [start] = this.told('start')
    if (start === undefined) throw new Error('The worker was not started.')
    return start
  }

  /** What it was asked, in order. */
  get asked(): Request[] {
    return this.told('request').map(({ body }) => body)
  }

  /** Says an event, of its own run unless another is named. */
  say(event: WorkerEvent, runId = this.start.runId): void {
    this.dispatchEvent(new MessageEvent('message', { data: { runId, seq: 0, event } }))
  }

  /** Answers the newest question of a kind. */
  answer<K extends Request['kind']>(kind: K, answer: Answers[K]): void {
    this.say({ type: 'reply', request: this.numberOf(kind), answer })
  }

  /** Refuses the newest question of a kind. */
  refuse(kind: Request['kind'], code: string): void {
    const failure = { code, sentence: 'It cannot be done.', nextStep: 'Do something else.' }
    this.say({ type: 'refusal', request: this.numberOf(kind), failure })
  }

  private numberOf(kind: Request['kind']): number {
    const asked = this.told('request').findLast(({ body }) => body.kind === kind)
    if (asked === undefined) throw new Error(`Nobody asked for ${kind}.`)
    return asked.request
  }
}

/** Locks as the browser keeps them, held by whoever the test says. */
export class FakeLocks {
  private waiting: { name: string; signal: AbortSignal | undefined; granted: () => void }[] = []

  request(name: string, options: LockOptions, granted: () => void): Promise<void> {
    return new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(new Error('aborted')))
      this.waiting.push({
        name,
        signal: options.signal,
        granted: () => {
          granted()
          resolve()
        },
      })
    })
  }

  /** Its holder is gone: whoever still waits for it gets it. */
  release(name: string): void {
    const next = this.waiting.filter((one) => one.name === name && one.signal?.aborted !== true)
    this.waiting = this.waiting.filter((one) => one.name !== name)
    for (const { granted } of next) granted()
  }
}

/** Stands in for the browser's workers and locks; vi.unstubAllGlobals brings those back. */
export function fakeWorkers(): { workers: FakeWorker[]; newest: () => FakeWorker; locks: FakeLocks } {
  const workers: FakeWorker[] = []
  const locks = new FakeLocks()
  const Listed = class extends FakeWorker {
    constructor(address: string | URL, options?: WorkerOptions) {
      super(address, options)
      workers.push(this)
    }
  }
  vi.stubGlobal('Worker', Listed)
  vi.stubGlobal('navigator', { locks })
  const newest = (): FakeWorker => {
    const worker = workers.at(-1)
    if (worker === undefined) throw new Error('No worker was started.')
    return worker
  }
  return { workers, newest, locks }
}
