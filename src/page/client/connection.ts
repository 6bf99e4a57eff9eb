/**
 * One worker's life: typed messages, questions and their answers, and its death. Knows nothing of why it was started or
 * what comes after: see engine-client.ts.
 */
import type { Command, Request } from '../../common/protocol/commands.ts'
import { endpoint } from '../../common/protocol/endpoint.ts'
import type { AnswerTo, Envelope, WorkerEvent } from '../../common/protocol/events.ts'
import { fromFailure, toFailure, type Failure, type GanvasError } from '../../common/failure.ts'
import { HandOver, type Handed } from './hand-over.ts'
import { lifeLockName, watchLife, type LifeWatch } from './life-lock.ts'
import { spawnWorker } from './spawn.ts'

type StartCommand = Extract<Command, { type: 'start' }>

/** Asks the worker and waits for its answer. */
export type Ask = <K extends Request['kind']>(body: Extract<Request, { kind: K }>) => Promise<AnswerTo<K>>

interface Waiting {
  resolve: (answer: unknown) => void
  reject: (thrown: GanvasError) => void
}

export interface ConnectionListener {
  onEvent(event: WorkerEvent): void
  /** The worker is gone; asked once. */
  onDeath(failure: Failure): void
}

export class Connection {
  private readonly worker = spawnWorker()
  private readonly channel = endpoint<Command, Envelope>(this.worker)
  private readonly lock = lifeLockName()
  private readonly waiting = new Map<number, Waiting>()
  private watch: LifeWatch | null = null
  private readonly handing = new HandOver()
  /** Pending while the files that the worker starts with are on their way. */
  private starting: Promise<void> | null = null
  private nextRequest = 1
  private alive = false
  private ended = false

  constructor(
    private readonly runId: number,
    private readonly listener: ConnectionListener,
  ) {
    this.channel.listen((envelope) => this.receive(envelope))
    this.worker.addEventListener('error', (event) => this.hearError(event))
  }

  /** What is sent meanwhile waits in the worker, where the files are many and take their time to come over. */
  start(command: Omit<StartCommand, 'type' | 'runId' | 'lifeLock'>): void {
    const begin = (handed: Handed) =>
      this.channel.send({ type: 'start', runId: this.runId, lifeLock: this.lock, ...command, ...handed })
    // Nothing cancels these: without them there is no start.
    const way = { send: this.bring, told: () => undefined, after: null }
    const handing = new HandOver().parts(command.files ?? [], way)
    if (!(handing instanceof Promise)) begin(handing)
    else
      this.starting = handing
        .then(begin)
        .catch(() => undefined)
        .finally(() => (this.starting = null))
  }

  /**
   * Brings files over before the question that wants them. @param told called with the number that is there so far
   * @throws GanvasError `cancelled`, also by a newer one; `engine-lost` when the worker ends first
   */
  handOver(files: readonly File[], told: (done: number) => void): Handed | Promise<Handed> {
    return this.handing.parts(files, { send: this.bring, told, after: this.starting })
  }

  private readonly bring = (part: Command): void => {
    if (this.ended) throw fromFailure(engineLost())
    this.channel.send(part)
  }

  /** Files that are on their way are wanted no more. */
  cancelHandOver(): void {
    this.handing.cancel()
  }

  send(command: Exclude<Command, StartCommand | { type: 'request' }>, transfer: Transferable[] = []): void {
    if (!this.ended) this.channel.send(command, transfer)
  }

  /** Asks and waits. Rejects with a GanvasError: the worker's refusal, or `engine-lost` when the worker ends first. */
  ask<K extends Request['kind']>(body: Extract<Request, { kind: K }>): Promise<AnswerTo<K>> {
    if (this.ended) return Promise.reject(fromFailure(engineLost()))
    const request = this.nextRequest++
    return new Promise((resolve, reject) => {
      // The answer's type belongs to the request's kind: src/common/protocol/events.ts, Answers.
      this.waiting.set(request, { resolve: (answer) => resolve(answer as AnswerTo<K>), reject })
      this.channel.send({ type: 'request', request, body })
    })
  }

  /** Ends the worker on purpose, or what is left of it. Open questions are refused with `failure`. */
  end(failure: Failure = engineLost()): void {
    if (this.ended) return
    this.ended = true
    this.watch?.cancel()
    this.worker.terminate()
    for (const { reject } of this.waiting.values()) reject(fromFailure(failure))
    this.waiting.clear()
  }

  /** True once the worker is gone, or was sent away. */
  get isOver(): boolean {
    return this.ended
  }

  private receive({ runId, event }: Envelope): void {
    if (this.ended || runId !== this.runId) return
    if (event.type === 'alive') this.watchOver()
    if (event.type === 'reply') this.settle(event.request, (waiting) => waiting.resolve(event.answer))
    if (event.type === 'refusal')
      this.settle(event.request, (waiting) => waiting.reject(fromFailure(event.failure)))
    this.listener.onEvent(event)
  }

  private watchOver(): void {
    this.alive = true
    this.watch = watchLife(this.lock, () => this.die(engineLost()))
  }

  private settle(request: number, how: (waiting: Waiting) => void): void {
    const waiting = this.waiting.get(request)
    this.waiting.delete(request)
    if (waiting !== undefined) how(waiting)
  }

  /** An error nobody caught. Before the worker said it lives, its script could not even be read. */
  private hearError(event: ErrorEvent): void {
    if (!this.alive) {
      this.die({
        code: 'engine-missing',
        sentence: `The engine could not be started: ${event.message || 'its script did not load'}.`,
        nextStep: 'Reload the page; if that does not help, use a recent Chrome, Edge, Firefox or Safari.',
      })
      return
    }
    this.listener.onEvent({
      type: 'failure',
      failure: toFailure(event.error ?? new Error(event.message)),
      fatal: false,
    })
  }

  private die(failure: Failure): void {
    if (this.ended) return
    this.end(failure)
    this.listener.onDeath(failure)
  }
}

function engineLost(): Failure {
  return {
    code: 'engine-lost',
    sentence: 'The engine stopped unexpectedly.',
    nextStep: 'It is started again from the last saved step.',
  }
}
