/**
 * The page's handle to the engine: keeps one worker running, restarts it from the last checkpoint after a loss or when
 * another back end is asked for, and remembers what a new worker must be told. Knows no React and no store.
 */
import { acceptChange } from '../../common/config/accept.ts'
import type { Checkpoint } from '../../common/config/checkpoint.ts'
import { originOf } from '../../common/config/dataset-kind.ts'
import { effectOf } from '../../common/config/difference.ts'
import type { RunConfig } from '../../common/config/run-config.ts'
import type { Request } from '../../common/protocol/commands.ts'
import type { PaintedDensity } from '../../common/protocol/painted-density.ts'
import type { AnswerTo, WorkerEvent } from '../../common/protocol/events.ts'
import type { ServiceAsk } from '../../common/protocol/services.ts'
import type { StageView } from '../../common/protocol/stage-view.ts'
import { fromFailure, type Failure } from '../../common/failure.ts'
import { holdData, type HeldData } from '../../common/items/held-data.ts'
import type { DatasetSummary, SessionState } from '../../common/protocol/report.ts'
import { Canvases } from './canvases.ts'
import { Connection } from './connection.ts'
import { DisplayWatch } from './display-watch.ts'
import type { LoadedRun } from './kept/shelf-client.ts'
import { ChosenSettings } from './chosen-settings.ts'
import { CheckpointHistory } from './kept/checkpoint-history.ts'
import { checkedRun, doesNotFit } from './kept/run-file.ts'
import { kindEntry } from '../../common/items/kinds.ts'
import type { PageNotes } from '../../common/protocol/run-file.ts'
import { Recovery } from './recovery.ts'
import type { RunSummary } from '../../common/protocol/shelf.ts'
import { serve } from './services/serve.ts'

/** What a new worker goes on with. */
interface Memory {
  config: RunConfig
  /** The run as the worker keeps it on the disk; null where it does not, or not yet. */
  kept: { readonly id: string; readonly step: number } | null
  /** The run where the worker cannot keep it. */
  checkpoint: Checkpoint | null
  prepared: HeldData | null
  /** What the run's data are; null while there are none. */
  dataset: DatasetSummary | null
  files: File[]
  painted: PaintedDensity | null
  view: StageView | null
  held: Float32Array | null
  state: SessionState
}

/** What a worker begins with beside what is remembered. */
type Begin = Pick<Parameters<Connection['start']>[0], 'kept' | 'history'>

/** A kept run that cannot be read. */
const UNREADABLE: readonly string[] = ['kept-run-damaged', 'run-unknown']
const RUNNING: readonly SessionState[] = ['running']
/** There are networks that may have been trained. */
const STANDING: readonly SessionState[] = ['running', 'paused']

export class EngineClient {
  readonly memory: Memory
  readonly chosen: ChosenSettings
  /** A kept run is on its way: what the page knows is not yet of it. */
  private takingUp = false
  /** A run from a file whose data did not come along: it goes on when they are opened. */
  private awaited: Checkpoint | null = null
  /** While a kept run is taken up that somebody asked for: why that cannot be. */
  private asked: { refusal: Failure | null } | null = null
  private readonly past = new CheckpointHistory()
  readonly canvases = new Canvases(() => this.connection)
  private readonly listeners = new Set<(event: WorkerEvent) => void>()
  private readonly recovery = new Recovery()
  private runId = 0
  private connection: Connection
  private readonly display = new DisplayWatch((report) => {
    // A tab that is hidden may never be asked again.
    if (report.hidden) this.note(this.notes())
    this.tell({ type: 'display', report })
  })

  constructor(
    config: RunConfig,
    private readonly notes: () => PageNotes,
  ) {
    this.memory = {
      config,
      kept: null,
      checkpoint: null,
      prepared: null,
      dataset: null,
      files: [],
      painted: null,
      view: null,
      held: null,
      state: 'idle',
    }
    this.chosen = new ChosenSettings(config)
    this.connection = this.connect(config.autostart)
    this.display.tell()
  }

  subscribe(listener: (event: WorkerEvent) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  ask<K extends Request['kind']>(body: Extract<Request, { kind: K }>): Promise<AnswerTo<K>> {
    return this.connection.ask(body)
  }

  /** A person or a script acts: past losses no longer count, and an engine that was given up gets another chance. */
  act<K extends Request['kind']>(body: Extract<Request, { kind: K }>): Promise<AnswerTo<K>> {
    this.revive()
    return this.ask(body)
  }

  private revive(): void {
    this.recovery.forgive()
    if (this.connection.isOver) this.reconnect(false)
  }

  tell(command: Parameters<Connection['send']>[0]): void {
    this.connection.send(command)
  }

  async configure(change: Partial<RunConfig>): Promise<RunConfig> {
    const next = acceptChange(this.memory.config, change, this.memory.dataset)
    this.chosen.note(change, this.memory.config)
    if (effectOf(this.memory.config, next) !== 'restart')
      return this.act({ kind: 'configure', side: 'run', change })
    if (originOf(this.memory.config) === 'own' || originOf(next) !== 'own') return this.moveTo(next)
    // Own files bring settings that are fitted to them, and to the device: the new worker does that, once it stands.
    const { backend: _, precision: __, ...rest } = change
    await this.moveTo({ ...this.memory.config, backend: next.backend, precision: next.precision })
    return this.act({ kind: 'configure', side: 'run', change: rest })
  }

  /** Reads the person's files; a run that waited for these very data goes on. */
  async open(files: File[]): Promise<DatasetSummary> {
    this.revive()
    const handing = this.connection.handOver(files, (done) =>
      this.announce({ type: 'progress', task: 'Handing over files', done, total: files.length }),
    )
    const handed = handing instanceof Promise ? await handing : handing
    const { awaited } = this
    const goOn = awaited === null ? {} : { goOn: awaited }
    const summary = await this.ask({ kind: 'open', ...handed, chosen: this.chosen.all, ...goOn })
    this.memory.files = files
    if (awaited?.fingerprint === summary.fingerprint) {
      this.memory.checkpoint ??= awaited
      this.awaited = null
    }
    return summary
  }

  cancelOpen(): void {
    this.connection.cancelHandOver()
    this.tell({ type: 'cancel-open' })
  }

  /**
   * Goes on with a run from a file; where its networks turn out not to fit, with the one that was there.
   * @throws GanvasError `run-file-damaged`, `run-file-newer`
   */
  async load(file: File): Promise<LoadedRun> {
    this.revive()
    const content = await this.ask({ kind: 'read-run', file })
    const { checkpoint, prepared: came } = checkedRun(content)
    await this.keepNow()
    const { config, kept, checkpoint: had, prepared: held, files, painted } = this.memory
    // The very data may be open already.
    const open = held?.summary.fingerprint === checkpoint.fingerprint ? held : null
    const prepared = came === null ? open : holdData(came)
    const waits = prepared === null && originOf(checkpoint.config) === 'own'
    this.memory.painted = content.painted ?? painted
    const { history, notes } = content
    Object.assign(this.memory, { config: checkpoint.config, kept: null, checkpoint, files: [] })
    const step = await this.goOn(prepared, { history })
    if (!waits && step !== checkpoint.step) {
      Object.assign(this.memory, { config, kept, checkpoint: had, files, painted })
      await this.goOn(held)
      throw doesNotFit('its state does not fit its settings')
    }
    this.awaited = waits ? checkpoint : null
    this.announce({ type: 'loaded', history, notes })
    return {
      step: checkpoint.step,
      missing: waits ? kindEntry(checkpoint.item?.kind ?? 'picture').many : null,
    }
  }

  /** Another back end: the run goes on there from this very step. */
  private async moveTo(next: RunConfig): Promise<RunConfig> {
    const running = RUNNING.includes(this.memory.state)
    if (STANDING.includes(this.memory.state)) await this.keepNow()
    this.memory.config = next
    if (this.memory.checkpoint !== null) this.memory.checkpoint = { ...this.memory.checkpoint, config: next }
    this.connection.end()
    this.reconnect(running)
    await this.ask({ kind: 'snapshot', side: 'run' })
    return this.memory.config
  }

  /** Pauses, and keeps the run as it stands. @returns its id; null where there is none that could be kept */
  async keepNow(): Promise<string | null> {
    if (!STANDING.includes(this.memory.state)) return null
    this.note(this.notes())
    // Pausing hands over the last step.
    if (RUNNING.includes(this.memory.state)) await this.ask({ kind: 'pause' })
    return (await this.ask({ kind: 'keep-run' }))?.id ?? null
  }

  /**
   * Goes on with a run from the shelf, paused; the one that was there stays on it, and goes on where that run cannot be read.
   * @throws GanvasError `kept-run-damaged`, `run-unknown`
   */
  async takeUp({ id, config, step, missing, place }: RunSummary): Promise<LoadedRun> {
    this.revive()
    if (this.memory.kept?.id === id) return { step, missing: null }
    await this.keepNow()
    const { awaited } = this
    const before = { ...this.memory }
    Object.assign(this.memory, { config, kept: null, checkpoint: null, files: [], painted: null })
    this.awaited = null
    // Nobody else holds it: this page's last worker may not have died yet.
    const mine = place !== 'elsewhere'
    const asked: NonNullable<EngineClient['asked']> = { refusal: null }
    this.asked = asked
    await this.goOn(null, { kept: { id, mine, asKept: true } }).finally(() => (this.asked = null))
    const { refusal } = asked
    if (refusal === null) return { step, missing }
    const { config: had, kept, checkpoint, files, painted } = before
    Object.assign(this.memory, { config: had, kept, checkpoint, files, painted })
    this.awaited = awaited
    await this.goOn(before.prepared)
    throw fromFailure(refusal)
  }

  /** A new worker takes up what is remembered. @returns the step it stands at */
  private async goOn(prepared: HeldData | null, from: Begin = {}): Promise<number> {
    this.past.cutAfter(0)
    this.memory.prepared = prepared
    this.connection.end()
    this.reconnect(false, from)
    return (await this.ask({ kind: 'snapshot', side: 'run' }))?.step ?? 0
  }

  private reconnect(running: boolean, from: Begin = {}): void {
    this.connection = this.connect(running, from)
    this.canvases.allStale()
    this.display.tell()
    const { view, held } = this.memory
    if (view !== null) this.connection.send({ type: 'view', view })
    if (held !== null) this.connection.send({ type: 'set-latent', latent: held, at: epochNow() })
  }

  private connect(running: boolean, from: Begin = {}): Connection {
    const connection = new Connection(++this.runId, {
      onEvent: (event) => this.hear(event),
      onDeath: (failure) => this.mourn(failure),
    })
    const { config, kept: mine, checkpoint, prepared, files, painted } = this.memory
    const kept = from.kept ?? (mine === null ? null : { id: mine.id, mine: true, asKept: false })
    this.takingUp = kept !== null
    connection.start({
      config,
      base: document.baseURI,
      running,
      files,
      ...from,
      ...(kept === null ? (checkpoint === null ? {} : { checkpoint, past: this.past.all }) : { kept }),
      ...(prepared === null ? {} : { prepared }),
      ...(painted === null ? {} : { painted }),
    })
    return connection
  }

  private hear(event: WorkerEvent): void {
    this.remember(event)
    if (event.type === 'failure' && event.fatal) {
      this.connection.end(event.failure)
      this.mourn(event.failure)
      return
    }
    if (event.type === 'service') void this.serve(event.ticket, event.ask)
    // Whoever asked for it is told: see takeUp.
    if (this.asked !== null && event.type === 'failure' && UNREADABLE.includes(event.failure.code))
      this.asked.refusal = event.failure
    else this.announce(event)
  }

  private remember(event: WorkerEvent): void {
    const { memory } = this
    if (event.type === 'state') memory.state = event.state
    // What a new worker builds is the run; the twin is gone with the old one.
    if (event.type === 'config' && event.side === 'run') memory.config = event.config
    if (event.type === 'dataset') memory.dataset = event.summary
    if (event.type === 'state' && event.state === 'idle') memory.dataset = null
    if (event.type === 'state' || event.type === 'config')
      this.display.watch(memory.state === 'running' && memory.config.speed === 'smooth')
    // Networks built anew: what was saved belongs to others.
    if (event.type === 'run' && event.side === 'run') {
      if (event.step === 0) memory.checkpoint = null
      this.past.cutAfter(event.step)
    }
    // Another run: what was saved belongs to the one before.
    if (event.type === 'candidate-kept') {
      memory.checkpoint = null
      this.past.cutAfter(0)
    }
    if (event.type === 'prepared') memory.prepared = event.prepared
    this.rememberKept(event)
    if (event.type === 'checkpoint') {
      memory.checkpoint = event.checkpoint
      // Somebody trains something else: the run that waits is no longer what they want.
      if (event.checkpoint.step > 0) this.awaited = null
      this.past.keep(event.checkpoint)
    }
  }

  /** What the worker keeps the page need not hold. */
  private rememberKept(event: WorkerEvent): void {
    const { memory } = this
    if (event.type === 'taken-up') {
      this.takingUp = false
      memory.painted = event.painted ?? memory.painted
    }
    if (event.type === 'unkept' && event.failure !== null) memory.kept = null
    if (event.type !== 'kept') return
    memory.kept = event.run
    if (event.run === null) {
      this.takingUp = false
      return
    }
    memory.checkpoint = null
    this.awaited = null
    this.past.cutAfter(0)
  }

  /** What only the page knows of the run, for it to be kept with it. */
  note(notes: PageNotes): void {
    if (!this.takingUp) this.tell({ type: 'notes', notes })
  }

  /** The answer goes to the worker that asked: another one, after its death, has tickets of its own. */
  private async serve(ticket: number, ask: ServiceAsk): Promise<void> {
    const asker = this.connection
    const { served, transfer } = await serve(ticket, ask)
    asker.send(served, transfer)
  }

  /** The worker is gone: say so, and go on from the last checkpoint unless it keeps dying. */
  private mourn(failure: Failure): void {
    const running = RUNNING.includes(this.memory.state)
    const plan = this.recovery.plan(failure, performance.now())
    if (plan === 'give-up') {
      this.memory.state = 'failed'
      this.announce({ type: 'failure', failure: { ...failure, nextStep: GIVE_UP }, fatal: false })
      this.announce({ type: 'state', state: 'failed', step: this.lastStep })
      return
    }
    this.announce({ type: 'failure', failure, fatal: true })
    if (plan === 'on-wasm') this.memory.config = { ...this.memory.config, backend: 'wasm' }
    this.reconnect(running)
    const step = this.lastStep
    const where = plan === 'on-wasm' ? ' on WASM, as the GPU keeps failing' : ''
    this.announce({
      type: 'notice',
      code: 'recovered',
      sentence: `${failure.sentence} The run goes on from step ${step.toLocaleString('en')}${where}.`,
    })
  }

  /** Where the run stood when it was last kept. */
  private get lastStep(): number {
    const { kept, checkpoint } = this.memory
    return kept?.step ?? checkpoint?.step ?? 0
  }

  private announce(event: WorkerEvent): void {
    for (const listener of this.listeners) listener(event)
  }
}

/** Finer than Date.now, and the same in page and worker. */
export function epochNow(): number {
  return performance.timeOrigin + performance.now()
}

const GIVE_UP =
  'It failed several times in a row. Press Train to try once more, or choose another back end; the last step is kept.'
