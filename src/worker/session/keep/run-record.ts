/**
 * What a side has shown so far, gathered from what its page is told: rows of the charts, figures, frames of the film. Knows no
 * networks and no disk.
 */
import { Series } from '../../../common/numbers/series.ts'
import type { FilmFrame } from '../../../common/protocol/film.ts'
import type { MeasuredStep } from '../../../common/protocol/run-file.ts'
import type { Tick } from '../../../common/protocol/events.ts'

/** Figures come a few times a second: of so many, every other one goes. */
const MOST_MEASURED = 512

export class RunRecord {
  private readonly series = new Series()
  private measuredSteps: MeasuredStep[] = []
  private frames = new Map<number, FilmFrame>()

  add({ rows, step, metrics }: Tick): void {
    this.series.append(rows)
    if (metrics === undefined) return
    this.measuredSteps.push({ step, metrics })
    if (this.measuredSteps.length > MOST_MEASURED)
      this.measuredSteps = this.measuredSteps.filter((_, at) => at % 2 === 0)
  }

  film(added: readonly FilmFrame[], dropped: readonly number[]): void {
    for (const step of dropped) this.frames.delete(step)
    for (const frame of added) this.frames.set(frame.step, frame)
  }

  /** A frame is kept as something, or no longer. */
  nameStep(step: number, name: string | null): void {
    const frame = this.frames.get(step)
    if (frame === undefined) return
    const { kept: _, ...plain } = frame
    this.frames.set(step, name === null ? plain : { ...plain, kept: name })
  }

  /** It goes on from a step: what came later is gone. The film says so itself. */
  cutAfter(step: number): void {
    this.series.truncate(step)
    this.measuredSteps = this.measuredSteps.filter((measured) => measured.step <= step)
  }

  clear(): void {
    this.series.clear()
    this.measuredSteps = []
    this.frames.clear()
  }

  /** What another measured after `since` takes the place of what this one did. */
  takeOver(other: RunRecord, since: number): void {
    this.cutAfter(since)
    this.series.append(other.series.rowsAfter(since))
    this.measuredSteps.push(...other.measuredSteps.filter(({ step }) => step > since))
  }

  load(history: Float32Array, measured: readonly MeasuredStep[]): void {
    this.series.clear()
    this.series.append(history)
    this.measuredSteps = [...measured]
  }

  /** Rows up to a step, as SERIES_COLUMNS, and the figures. */
  until(step: number): { history: Float32Array; measured: readonly MeasuredStep[] } {
    return {
      history: this.series.rowsBetween(-1, step),
      measured: this.measuredSteps.filter((measured) => measured.step <= step),
    }
  }

  framesUntil(step: number): readonly FilmFrame[] {
    return [...this.frames.values()].filter((frame) => frame.step <= step).sort((a, b) => a.step - b.step)
  }
}
