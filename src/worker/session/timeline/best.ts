/** Which step was the best so far by a figure that the person chose. Keeps no networks itself. */
import { metricEntry, type MetricId } from '../../../common/catalog/metrics.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import type { BestSoFar } from '../../../common/protocol/timeline.ts'

/** What the step is kept as. */
export function bestName(figure: MetricId): string {
  return `Best: ${metricEntry(figure).label}`
}

export class Best {
  private best: BestSoFar | null = null

  get soFar(): BestSoFar | null {
    return this.best
  }

  /** By another figure from now on; null: by none. */
  choose(figure: MetricId | null): void {
    this.best = figure === null ? null : { figure, step: null, value: NaN }
  }

  /** Goes on with what was the best of a kept run. */
  load(best: BestSoFar | null): void {
    this.best = best
  }

  /** Another run: what was the best was not its. */
  restart(): void {
    if (this.best !== null) this.choose(this.best.figure)
  }

  /** The run went back: a best that came later is none. */
  cutAfter(step: number): void {
    if ((this.best?.step ?? 0) > step) this.restart()
  }

  /** Takes figures of a step. @returns whether it is the best so far */
  note(step: number, metrics: Metrics): boolean {
    const { best } = this
    const value = best === null ? undefined : metrics[best.figure]
    if (best === null || value === undefined || !Number.isFinite(value)) return false
    if (best.step !== null && !isBetter(best.figure, value, best.value)) return false
    this.best = { figure: best.figure, step, value }
    return true
  }
}

function isBetter(figure: MetricId, value: number, than: number): boolean {
  const { better } = metricEntry(figure)
  if (better === 'higher') return value > than
  if (better === 'lower') return value < than
  // As far above as below counts alike: half is as wrong as double.
  return offOne(value) < offOne(than)
}

function offOne(ratio: number): number {
  return Math.abs(Math.log(Math.max(ratio, Number.MIN_VALUE)))
}
