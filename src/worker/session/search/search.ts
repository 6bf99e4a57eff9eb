/**
 * A person's search for settings: sets out the candidates, lets them race within the session's slices, tells the page, and
 * puts whoever is kept in the place of the run. The run that was there is kept as well, and can come back. Decides nothing
 * about who is better: see race.ts and ranking.ts.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import { candidateCount, candidatesFor } from '../../../common/config/search.ts'
import { GanvasError } from '../../../common/failure.ts'
import { SERIES_WIDTH } from '../../../common/numbers/series-columns.ts'
import type { Metrics, Verdict } from '../../../common/protocol/report.ts'
import {
  BEFORE,
  type CandidateRow,
  type SearchBudget,
  type SearchReport,
} from '../../../common/protocol/search.ts'
import type { Engine } from '../../compute/engine-types.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { How } from '../build/builder.ts'
import type { LearntStore } from '../build/learnt-store.ts'
import type { Machine } from '../machine.ts'
import type { Judges } from '../measure/judges.ts'
import type { Observer } from '../measure/observer.ts'
import { Throttle } from '../schedule/throttle.ts'
import type { Side } from '../side.ts'
import type { Run } from '../train/run.ts'
import type { Emit, Trainer } from '../train/trainer.ts'
import { Bench } from './bench.ts'
import { Contender, type ContenderPorts } from './contender.ts'
import { Race } from './race.ts'

/** What it needs of the session. */
export interface SearchPorts extends Pick<ContenderPorts, 'stepYield'> {
  readonly engine: ContenderPorts['engine'] & Pick<Engine, 'memory'>
  readonly judges: Judges
  readonly learnt: Pick<LearntStore, 'of' | 'held'>
  readonly machine: Pick<Machine, 'state'>
  /** The run's. */
  readonly side: Pick<Side, 'run' | 'name'> & {
    readonly observer: Pick<Observer, 'metrics' | 'verdict'>
    readonly trainer: Pick<Trainer, 'lastRow' | 'tick'>
  }
  readonly emit: Emit
  pause(): Promise<void>
  resume(): void
  /** Others take the place of the run's networks; whoever waited for a step of it waits no longer. */
  replaceRun(checkpoint: Checkpoint, how: How): Promise<void>
}

/** A run that stands no more, and can stand again. */
interface Slot {
  readonly checkpoint: Checkpoint
  readonly metrics: Metrics
  readonly verdict: Verdict
  readonly lastRow: Float32Array
}

interface Going {
  readonly work: AsyncGenerator<undefined, void>
  readonly goOn: boolean
  readonly wasRunning: boolean
  readonly done: (rows: readonly CandidateRow[]) => void
  readonly failed: (thrown: unknown) => void
}

const PROGRESS_MS = 250
const MOST_MINUTES = 240
const MOST_STEPS = 10_000_000
/** Above so many bytes on the device networks that wait are put aside, and recorded anew when it is their turn. */
const MOST_BYTES = 1.5e9

export class Search {
  private race: Race | null = null
  /** The data it is about, while anything of it is kept. */
  private dataset: Dataset | null = null
  private going: Going | null = null
  private state: SearchReport['state'] = 'over'
  private base: Run['config'] | null = null
  private standing: string = BEFORE
  private before: Slot | null = null
  private sliceMs = 16
  private readonly progress = new Throttle(PROGRESS_MS, 1)

  constructor(
    private readonly ports: SearchPorts,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Candidates train, or what they are measured by is being made. */
  get racing(): boolean {
    return this.going !== null
  }

  /**
   * Begins one; the run is paused meanwhile. `over` resolves when it is, or when it is stopped.
   * @param goOn the winner trains on
   * @throws GanvasError `bad-budget`, `no-data`, `finding`
   */
  async begin(budget: SearchBudget, goOn: boolean): Promise<{ over: Promise<readonly CandidateRow[]> }> {
    checkBudget(budget)
    if (this.racing) throw new GanvasError('finding', 'A search is under way already.', 'Stop it first.')
    const { side, machine } = this.ports
    if (side.run === null) throw noData()
    const wasRunning = machine.state === 'running'
    await this.ports.pause()
    this.release()
    const { config, dataset } = side.run
    const candidates = candidatesFor(config, dataset.summary, candidateCount(budget))
    await Promise.all(candidates.map((candidate) => this.ports.learnt.of(candidate.config)))
    const contenders = candidates.map((candidate) => new Contender(candidate, dataset, this.ports))
    this.race = this.raceOf(contenders, budget, dataset)
    this.dataset = dataset
    this.base = config
    this.state = 'preparing'
    const over = new Promise<readonly CandidateRow[]>((done, failed) => {
      if (this.race !== null) this.going = { work: this.race.run(), goOn, wasRunning, done, failed }
    })
    this.tell()
    return { over }
  }

  private raceOf(contenders: readonly Contender[], budget: SearchBudget, dataset: Dataset): Race {
    const { engine, judges, emit } = this.ports
    return new Race(contenders, budget, {
      prepare: () => Bench.prepare(dataset, contenders[0]?.candidate.config.seed ?? 0, judges),
      sliceMs: () => this.sliceMs,
      now: this.now,
      bytes: () => engine.memory().bytes,
      mostBytes: MOST_BYTES,
      told: (contender) => {
        if (this.base === null) return
        const ranks = Object.fromEntries(contenders.map(({ id, rank }) => [id, rank]))
        emit({ type: 'candidate', row: contender.row(this.base), ranks })
      },
      turned: () => {
        this.state = 'racing'
        this.tell()
      },
    })
  }

  /** One slice of work for the race that is on. */
  async slice(milliseconds: number): Promise<void> {
    const { going, race } = this
    if (going === null || race === null) return
    this.sliceMs = milliseconds
    try {
      const { done } = await going.work.next()
      if (done === true) await this.end(race, going)
      else this.tellProgress(race)
    } catch (thrown) {
      this.going = null
      this.forget()
      going.failed(thrown)
    }
  }

  /** The winner takes the place of the run, unless the run has the same settings and has come further with them. */
  private async end(race: Race, going: Going): Promise<void> {
    this.going = null
    this.state = 'over'
    const { winner } = race
    const { side } = this.ports
    const step = side.run?.step ?? 0
    const isFurther = winner?.id === 'now' && step >= winner.step
    if (winner !== null && !isFurther) await this.put(winner.id, false)
    this.tell()
    if (going.goOn || (going.wasRunning && this.standing === BEFORE)) this.ports.resume()
    going.done(this.rows)
  }

  /** Whoever was in the race stands where it is, and can be kept; the run goes on if it did. */
  async stop(): Promise<void> {
    const { going, race } = this
    if (going === null || race === null) return
    this.going = null
    await going.work.return()
    await race.stop()
    this.state = 'stopped'
    this.tell()
    if (going.wasRunning) this.ports.resume()
    going.done(this.rows)
  }

  /** A candidate, or the run that was there before, is the run from now on. @throws GanvasError `no-candidate` */
  async keep(id: string): Promise<void> {
    await this.stop()
    if (id === this.standing) return
    await this.put(id, this.ports.machine.state === 'running')
    this.tell()
  }

  /** Other data than these are trained on: networks for them are of no use. */
  dataAre(dataset: Dataset | null): void {
    if (this.dataset === null || this.dataset === dataset) return
    const { going } = this
    this.going = null
    const rows = this.rows
    this.forget(going === null ? undefined : 'The search has ended, as the data are others now.')
    going?.done(rows)
  }

  private async put(id: string, running: boolean): Promise<void> {
    const { side, emit } = this.ports
    const { run } = side
    const next = this.slotOf(id)
    if (run === null) throw noData()
    if (next === null) {
      const known = (this.race?.contenders ?? []).map((contender) => contender.id).join(', ')
      throw new GanvasError(
        'no-candidate',
        `There is no candidate “${id}” that could be kept.`,
        known === '' ? 'Begin a search first.' : `There are ${known}.`,
      )
    }
    await this.leave(run)
    const from = this.standing
    emit({ type: 'candidate-kept', from, to: id, rows: this.contender(id)?.history ?? null })
    try {
      await this.ports.replaceRun(next.checkpoint, {
        checkpoint: next.checkpoint,
        running,
        dataset: run.dataset,
      })
    } catch (thrown) {
      emit({ type: 'candidate-kept', from: id, to: from, rows: null })
      throw thrown
    }
    this.standing = id
    this.showFigures(next)
    const label = this.contender(id)?.candidate.label
    if (label !== undefined) emit({ type: 'mark', step: next.checkpoint.step, label: `Kept: ${label}` })
  }

  /** What stands is put aside, with all it has learnt since. */
  private async leave(run: Run): Promise<void> {
    const { observer, trainer } = this.ports.side
    if (run.log.length > 0) await trainer.tick(run)
    const checkpoint = await run.checkpoint()
    const { metrics, verdict } = observer
    if (this.standing === BEFORE)
      this.before = { checkpoint, metrics, verdict, lastRow: trainer.lastRow.slice() }
    else this.contender(this.standing)?.goOnFrom(checkpoint)
  }

  /** The last figures that are known of the one that stands now; its next look gives others. */
  private showFigures({ checkpoint, metrics, verdict, lastRow }: Slot): void {
    const { side, emit } = this.ports
    side.observer.metrics = metrics
    side.observer.verdict = verdict
    side.trainer.lastRow = lastRow
    const tick = { step: checkpoint.step, rows: new Float32Array(0), stepsPerSecond: 0, verdict, metrics }
    emit({ type: 'tick', side: side.name, tick })
  }

  private slotOf(id: string): Slot | null {
    if (id === BEFORE) return this.before
    const contender = this.contender(id)
    const checkpoint = contender?.checkpoint ?? null
    if (contender === undefined || checkpoint === null) return null
    const metrics = contender.look?.metrics ?? { samples: 0 }
    const { history } = contender
    const lastRow =
      history.length === 0
        ? new Float32Array(SERIES_WIDTH).fill(NaN)
        : history.slice(history.length - SERIES_WIDTH)
    return { checkpoint, metrics, verdict: { kind: 'warming-up', since: 0, evidence: [] }, lastRow }
  }

  private contender(id: string): Contender | undefined {
    return this.race?.contenders.find((contender) => contender.id === id)
  }

  private get rows(): readonly CandidateRow[] {
    const { race, base } = this
    return race === null || base === null ? [] : race.contenders.map((contender) => contender.row(base))
  }

  private tell(): void {
    const { race, base, state, standing, before, rows } = this
    if (race === null || base === null) return
    const { budget, round, rounds, spent, total } = race
    this.ports.emit({
      type: 'search',
      search: {
        budget,
        state,
        round,
        rounds,
        spent,
        total,
        base,
        rows,
        standing,
        before: before === null || standing === BEFORE ? null : { step: before.checkpoint.step },
      },
    })
  }

  private tellProgress({ spent, round, training }: Race): void {
    const now = performance.now()
    if (!this.progress.due(now)) return
    this.progress.spent(now, now)
    this.ports.emit({ type: 'search-progress', spent, round, training: training?.id ?? null })
  }

  private forget(sentence?: string): void {
    this.release()
    this.dataset = null
    this.ports.emit({ type: 'search', search: null, ...(sentence === undefined ? {} : { sentence }) })
  }

  private release(): void {
    this.race?.contenders.forEach((contender) => contender.release())
    this.race = null
    this.standing = BEFORE
    this.before = null
  }
}

function noData(): GanvasError {
  return new GanvasError('no-data', 'There is nothing to find settings for yet.', 'Add files first.')
}

function checkBudget(budget: SearchBudget): void {
  const fits =
    'steps' in budget
      ? Number.isInteger(budget.steps) && budget.steps >= 1 && budget.steps <= MOST_STEPS
      : budget.minutes > 0 && budget.minutes <= MOST_MINUTES
  if (fits) return
  const given = 'steps' in budget ? `${budget.steps} steps` : `${budget.minutes} minutes`
  throw new GanvasError(
    'bad-budget',
    `${given} are no budget for a search.`,
    `Give more than 0 and at most ${MOST_MINUTES} minutes, or a whole number of steps.`,
  )
}
