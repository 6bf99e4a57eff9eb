/**
 * One candidate of a race: its networks while they are in use, its state while they are not, and what is known of it. Trains
 * when it is told to and for as long as it is told; knows neither the other candidates nor the clock.
 */
import type { Checkpoint } from '../../../common/config/checkpoint.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { differenceOf, type Candidate } from '../../../common/config/search.ts'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import type { FilmPicture } from '../../../common/protocol/film.ts'
import type { Measurement, CandidateRow, CandidateState } from '../../../common/protocol/search.ts'
import type { Engine } from '../../compute/engine-types.ts'
import type { Dataset } from '../../data/dataset.ts'
import type { LearntStore } from '../build/learnt-store.ts'
import type { StepYield } from '../schedule/step-yield.ts'
import { sheetPicture } from '../timeline/film.ts'
import { Run } from '../train/run.ts'
import { Diverged, firstBadStep } from '../train/trainer.ts'
import type { Bench } from './bench.ts'

/** Figures wait on the device until so many are there: reading them is a stop. */
const ROWS_AT_ONCE = 256

/** What it needs of the session. */
export interface ContenderPorts {
  readonly engine: Pick<Engine, 'openRecorder' | 'settle'>
  readonly stepYield: Pick<StepYield, 'begin' | 'pause' | 'end'>
  /** Has been asked for all candidates' settings. */
  readonly learnt: Pick<LearntStore, 'held'>
}

export class Contender {
  state: CandidateState = 'racing'
  rank = 0
  reason = ''
  /** Of its own training: milliseconds, or steps where the budget is in steps. */
  spent = 0
  readonly measurements: Measurement[] = []
  private sample: FilmPicture | null = null
  private run: Run | null = null
  /** Its state while there are no networks; null before the first step. */
  private parked: Checkpoint | null = null
  /** Rows of all steps, and of those since the last look. */
  private readonly rows: Float32Array[] = []
  private unseen: Float32Array[] = []

  constructor(
    readonly candidate: Candidate,
    private readonly dataset: Dataset,
    private readonly ports: ContenderPorts,
  ) {}

  get id(): string {
    return this.candidate.id
  }

  get step(): number {
    return this.run?.step ?? this.parked?.step ?? 0
  }

  get look(): Measurement | null {
    return this.measurements.at(-1) ?? null
  }

  /** It can go on: nothing stopped it by itself. */
  get sound(): boolean {
    return this.state !== 'diverged' && this.state !== 'failed'
  }

  /** All figures so far, a row of SERIES_COLUMNS a step. */
  get history(): Float32Array {
    return joinedFloats(this.rows)
  }

  /** Builds its networks where there are none and records its step where that can be; may train a few on the way. */
  async ready(until: number): Promise<void> {
    const run = this.awake()
    if (run.needsCompiling(until - run.step)) await run.compile(() => undefined)
  }

  /** Trains for about so long, to step `until` at most. @throws Diverged */
  async train(milliseconds: number, until: number): Promise<void> {
    const { engine, stepYield } = this.ports
    const run = this.awake()
    const start = performance.now()
    const first = run.step
    stepYield.begin()
    await run.advanceFor(milliseconds, until, stepYield.pause)
    await engine.settle()
    stepYield.end()
    run.replay?.pace.note(run.step - first, performance.now() - start)
    // A recording without room for figures makes no step before they are read.
    if (run.log.length >= ROWS_AT_ONCE || run.step === first) await this.readRows(run)
  }

  /** Measures it as it stands, and draws its sheet. @throws Diverged */
  async judge(bench: Bench): Promise<void> {
    const run = this.awake()
    await this.readRows(run)
    const rows = joinedFloats(this.unseen)
    if (rows.length === 0) return
    this.unseen = []
    this.measurements.push(await bench.look(run, rows, this.spent))
    this.sample = await sheetPicture(run)
  }

  /** Its state where it is parked; null before its first step, or where it fell. */
  get checkpoint(): Checkpoint | null {
    return this.sound ? this.parked : null
  }

  /** What it goes on from, where it trained on elsewhere. */
  goOnFrom(checkpoint: Checkpoint): void {
    this.release()
    this.parked = checkpoint
  }

  /** Frees what its networks take of the device; they are made again when it is its turn. */
  async park(): Promise<void> {
    if (this.run === null) return
    await this.readRows(this.run)
    this.parked = await this.run.checkpoint()
    this.release()
  }

  /** Frees all at once, without a state to go on from but the last one parked. */
  release(): void {
    this.run?.dispose()
    this.run = null
  }

  /** @param base the settings that the search began with */
  row(base: RunConfig): CandidateRow {
    const { id, label, meaning, config } = this.candidate
    const { state, rank, step, sample, reason, parked } = this
    // Kept as the run, it may have been given others.
    const change = differenceOf(base, parked?.config ?? config)
    return {
      id,
      label,
      meaning,
      change,
      state,
      rank,
      step,
      measurements: [...this.measurements],
      sample,
      reason,
    }
  }

  private awake(): Run {
    if (this.run !== null) return this.run
    const { candidate, dataset, ports } = this
    const run = new Run(candidate.config, dataset, ports.engine, ports.learnt.held(candidate.config))
    if (this.parked !== null) run.restore(this.parked)
    this.run = run
    return run
  }

  private async readRows(run: Run): Promise<void> {
    if (run.log.length === 0) return
    const rows = await run.log.read()
    const bad = firstBadStep(rows)
    if (bad !== null) throw new Diverged(bad)
    this.rows.push(rows)
    this.unseen.push(rows)
  }
}
