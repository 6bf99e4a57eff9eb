/**
 * Where a run that restores stands between distortion and realism, step by step, and where those stand that were never trained. Lives as
 * long as the run's rows, whichever panel is on the screen. Draws nothing.
 */
import { useEffect, useState } from 'react'
import type { Series } from '../../../common/numbers/series.ts'
import type { MeasuredStep } from '../../../common/protocol/run-file.ts'
import type { Metrics, RestoredOver } from '../../../common/protocol/report.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import { useGanvas, useSeries } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'

/** At most so many are kept: more than a plane can show apart. */
const MOST = 256

export interface RestoredPoint {
  readonly step: number
  /** dB */
  readonly psnr: number
  readonly realism: number
}

/** What a plane of distortion against realism shows. */
export interface RestoredPlane {
  readonly over: RestoredOver
  /** Steps ascending; the last is where the run stands. */
  readonly path: readonly RestoredPoint[]
}

export class RestoredPath {
  private points: readonly RestoredPoint[] = []
  private over: RestoredOver | null = null
  private noted: Metrics | null = null

  /** Null before anything of the kind was measured. */
  get plane(): RestoredPlane | null {
    return this.over === null || this.points.length === 0 ? null : { over: this.over, path: this.points }
  }

  /**
   * Notes metrics of a step. A figure stays until the next one is there, and is noted once; a step that is not after the last one means
   * that the run went back: what came after it is forgotten.
   */
  add(step: number, metrics: Metrics): void {
    if (metrics === this.noted) return
    this.noted = metrics
    const { psnr, realism, restored } = metrics
    if (psnr === undefined || realism === undefined || restored === undefined) return
    this.forgetFrom(step)
    this.over = restored
    const last = this.points.at(-1)
    if (last?.psnr === psnr && last.realism === realism) return
    const all = [...this.points, { step, psnr, realism }]
    this.points = all.length > MOST ? all.filter((_, at) => at % 2 === 0 || at === all.length - 1) : all
  }

  load(measured: readonly MeasuredStep[]): void {
    this.forgetFrom(0)
    for (const { step, metrics } of measured) this.add(step, metrics)
  }

  /** Forgets what was measured at or after `step`. */
  forgetFrom(step: number): void {
    if ((this.points.at(-1)?.step ?? -1) < step) return
    this.points = this.points.filter((point) => point.step < step)
    if (this.points.length === 0) this.noted = null
  }

  /** What another measured after `since` takes the place of this one's. */
  takeOver(other: RestoredPath, since: number): void {
    this.forgetFrom(since + 1)
    this.points = [...this.points, ...other.points.filter(({ step }) => step > since)]
    this.noted = other.noted
    this.over = other.over ?? this.over
  }
}

const paths = new WeakMap<Series, RestoredPath>()

/** The path that goes with a side's rows. */
export function restoredPathOf(series: Series): RestoredPath {
  const found = paths.get(series) ?? new RestoredPath()
  paths.set(series, found)
  return found
}

const metricsOf = {
  run: (state: PageState) => state.sides.run.metrics,
  twin: (state: PageState) => state.sides.twin?.metrics ?? null,
}
const measuredOf = {
  run: (state: PageState) => state.sides.run.measured,
  twin: (state: PageState) => state.sides.twin?.measured ?? null,
}
const selectKept = (state: PageState) => state.keptTwin

/**
 * The plane of a side; null while there is nothing to show. To be called by one component at a time, and for a run that can be compared by
 * one that calls it for both sides: a kept twin's path becomes the run's.
 */
export function useRestoredPlane(side: SideName): RestoredPlane | null {
  const series = useSeries(side)
  const other = useSeries('twin')
  const metrics = useGanvas(metricsOf[side])
  const measured = useGanvas(measuredOf[side])
  const kept = useGanvas(selectKept)
  const [plane, setPlane] = useState(() => restoredPathOf(series).plane)
  useEffect(() => {
    if (measured !== null && measured.length > 0) restoredPathOf(series).load(measured)
  }, [measured, series])
  useEffect(() => {
    if (side === 'run' && kept !== null) restoredPathOf(series).takeOver(restoredPathOf(other), kept.since)
  }, [side, kept, series, other])
  useEffect(() => {
    const path = restoredPathOf(series)
    // Metrics come with the tick that brought the last row.
    if (metrics === null) path.forgetFrom(0)
    else path.add(Math.max(0, series.lastStep), metrics)
    setPlane((before) => {
      const now = path.plane
      return before?.path === now?.path && before?.over === now?.over ? before : now
    })
  }, [metrics, measured, kept, series])
  return plane
}
