/** Watches a run: measures it now and then and keeps the verdict. Changes nothing. */
import type { Metrics, Verdict } from '../shared/report.ts'
import { MetricsClock } from './metrics-clock.ts'
import type { Run } from './run.ts'

const UNDECIDED: Verdict = { kind: 'warming-up', since: 0, evidence: [] }

export class Observer {
  verdict: Verdict = UNDECIDED
  private readonly clock = new MetricsClock()

  get metrics(): Metrics {
    return this.clock.last
  }

  /** Fresh figures if it is time for them, else null. */
  maybeMeasure(run: Run): Promise<Metrics | null> {
    return this.clock.maybe(run)
  }

  measure(run: Run, samples: number): Promise<Metrics> {
    return this.clock.measure(run, samples)
  }

  /** The verdict after the steps in `rows`. */
  judge(_run: Run, _rows: Float32Array): Verdict {
    return this.verdict
  }

  diverged(step: number): void {
    this.verdict = {
      kind: 'diverged',
      since: step,
      evidence: [`A loss was no longer a number at step ${step}.`],
    }
  }

  reset(_run: Run): void {
    this.verdict = UNDECIDED
    this.clock.reset()
  }
}
