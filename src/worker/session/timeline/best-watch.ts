/** Keeps the networks of the best step so far: watches the figures that are told, and takes the step while it still stands. */
import type { MetricId } from '../../../common/catalog/metrics.ts'
import type { WorkerEvent } from '../../../common/protocol/events.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import type { BestSoFar } from '../../../common/protocol/timeline.ts'
import type { Observer } from '../measure/observer.ts'
import type { Side } from '../side.ts'
import type { Emit } from '../train/trainer.ts'
import { Best, bestName } from './best.ts'
import type { TimeTravel } from './time-travel.ts'

/** What it needs of the session. */
export interface BestPorts {
  readonly side: Pick<Side, 'run'> & { readonly observer: Pick<Observer, 'metrics'> }
  readonly travel: Pick<TimeTravel, 'keepBest'>
  readonly emit: Emit
}

export class BestWatch {
  private readonly best = new Best()
  /** The best step before one that is to be kept in its place; undefined while none is. */
  private outdone: number | null | undefined

  constructor(private readonly ports: BestPorts) {}

  get soFar(): BestSoFar | null {
    return this.best.soFar
  }

  /** By another figure from now on; null: by none. What was kept so far stays. */
  choose(figure: MetricId | null): void {
    this.best.choose(figure)
    const { run, observer } = this.ports.side
    if (run !== null && run.step > 0) this.note(run.step, observer.metrics)
    this.tell()
  }

  /** Another run: what was the best of the last one was not its. */
  restart(): void {
    this.best.restart()
    this.tell()
  }

  /** A kept run stands, with what was its best. */
  load(best: BestSoFar | null): void {
    this.best.load(best)
    this.tell()
  }

  /** Takes in what the page is told. */
  hear(event: WorkerEvent): void {
    if (event.type === 'run' && event.side === 'run') this.best.cutAfter(event.step)
    if (event.type === 'tick' && event.side === 'run' && event.tick.metrics !== undefined)
      this.note(event.tick.step, event.tick.metrics)
  }

  /** Keeps the best step where its networks still stand: nothing was trained since its figures were told. */
  async work(): Promise<void> {
    const { outdone } = this
    const { run } = this.ports.side
    const best = this.best.soFar
    if (outdone === undefined || run === null || best === null) return
    this.outdone = undefined
    if (run.step !== best.step) return
    await this.ports.travel.keepBest(run, outdone, bestName(best.figure))
    this.tell()
  }

  private note(step: number, metrics: Metrics): void {
    const last = this.best.soFar?.step ?? null
    if (this.best.note(step, metrics)) this.outdone = last
  }

  private tell(): void {
    this.ports.emit({ type: 'best', best: this.best.soFar })
  }
}
