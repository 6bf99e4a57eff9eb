/**
 * Modes covered and high-quality share over time. The worker measures them now and then, so they are few; when they
 * become many, every other one is forgotten. Must not outgrow what a chart can show.
 */
import type { MeasuredStep } from '../../../../common/protocol/run-file.ts'
import type { Metrics } from '../../../../common/protocol/report.ts'
import type { StepWindow, Thinned } from '../../../state/run/series.ts'
import type { CoverageKey } from './chart-spec.ts'
import type { History } from './history.ts'

/** At most so many are kept: two per pixel of a chart. */
const MOST = 512

interface Row {
  step: number
  modes: number
  highQuality: number
}

export class MetricsHistory implements History<CoverageKey> {
  private rowsKept: Row[] = []
  /** Only every so many-th measurement is kept. */
  private stride = 1
  private seen = 0
  private noted: Metrics | null = null

  /** @param run the rows of the same run: all charts share their steps */
  constructor(private readonly run: { readonly lastStep: number }) {}

  get runStep(): number {
    return Math.max(this.run.lastStep, this.lastStep)
  }

  get lastStep(): number {
    return this.rowsKept.at(-1)?.step ?? -1
  }

  /**
   * Notes metrics measured at a step. A step that is not after the last one means that the run went back: what came
   * after it is forgotten. Metrics of no mixture are left out, and the same object is noted once.
   */
  add(step: number, metrics: Metrics): void {
    if (metrics === this.noted) return
    this.noted = metrics
    const { modes, modesTotal, highQuality } = metrics
    if (modes === undefined || modesTotal === undefined || highQuality === undefined) return
    this.forgetFrom(step)
    this.seen++
    if (this.seen % this.stride !== 0) return
    this.rowsKept.push({ step, modes: modes / modesTotal, highQuality })
    if (this.rowsKept.length <= MOST) return
    this.rowsKept = this.rowsKept.filter((_, at) => at % 2 === 0)
    this.stride *= 2
  }

  /** What was measured before this page showed the run. */
  load(measured: readonly MeasuredStep[]): void {
    this.forgetFrom(0)
    for (const { step, metrics } of measured) this.add(step, metrics)
  }

  /** Forgets what was measured at or after `step`. */
  forgetFrom(step: number): void {
    if (this.lastStep < step) return
    this.rowsKept = this.rowsKept.filter((row) => row.step < step)
    if (this.rowsKept.length > 0) return
    this.stride = 1
    this.seen = 0
  }

  /** What another history measured after `since` takes the place of this one's. */
  takeOver(other: MetricsHistory, since: number): void {
    this.forgetFrom(since + 1)
    this.rowsKept.push(...other.rowsKept.filter(({ step }) => step > since))
    this.noted = other.noted
    this.stride = Math.max(this.stride, other.stride)
  }

  pick(keys: readonly CoverageKey[], window: StepWindow, points: number): Thinned {
    const inside = this.within(window)
    const every = Math.max(1, Math.ceil(inside.length / points))
    const kept = inside.filter((_, at) => at % every === 0 || at === inside.length - 1)
    const values: Record<string, Float32Array> = {}
    for (const key of keys) values[key] = Float32Array.from(kept, (row) => row[key])
    return { steps: Float32Array.from(kept, (row) => row.step), values }
  }

  rows(window: StepWindow): number {
    return this.within(window).length
  }

  /** Each is already a mean over thousands of samples. */
  smooth(): null {
    return null
  }

  nearest(step: number, keys: readonly CoverageKey[]): { step: number; values: number[] } | null {
    const best = this.rowsKept.reduce<Row | null>(
      (a, b) => (a === null || Math.abs(b.step - step) < Math.abs(a.step - step) ? b : a),
      null,
    )
    return best === null ? null : { step: best.step, values: keys.map((key) => best[key]) }
  }

  private within({ from, to }: StepWindow): Row[] {
    return this.rowsKept.filter((row) => row.step >= from && row.step <= to)
  }
}
