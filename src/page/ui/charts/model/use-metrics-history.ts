/**
 * Collects measured figures into a history that lives as long as the run's rows, whichever panel is on the screen.
 * Must not be called by more than one component at a time.
 */
import { useEffect } from 'react'
import { useGanvas, useSeries } from '../../../state/page.ts'
import type { Series } from '../../../../common/numbers/series.ts'
import { isCompared } from '../../../state/run/sides.ts'
import type { PageState } from '../../../state/store-types.ts'
import { MetricsHistory } from './metrics-history.ts'

const histories = new WeakMap<Series, MetricsHistory>()
const selectMetrics = (state: PageState) => state.sides.run.metrics
const selectMeasured = (state: PageState) => state.sides.run.measured
const selectTwinMeasured = (state: PageState) => state.sides.twin?.measured ?? null
const selectTwinMetrics = (state: PageState) => state.sides.twin?.metrics ?? null
const selectKept = (state: PageState) => state.keptTwin

/** The history that goes with a run's rows. */
export function metricsHistoryOf(series: Series): MetricsHistory {
  const found = histories.get(series) ?? new MetricsHistory(series)
  histories.set(series, found)
  return found
}

/** @param onChange called after the history has changed */
export function useMetricsHistory(onChange: () => void): MetricsHistory {
  const series = useSeries('run')
  const history = metricsHistoryOf(series)
  const twinHistory = metricsHistoryOf(useSeries('twin'))
  const metrics = useGanvas(selectMetrics)
  const kept = useGanvas(selectKept)
  const measured = useGanvas(selectMeasured)
  useEffect(() => {
    if (measured.length > 0) history.load(measured)
  }, [measured, history])
  useEffect(() => {
    if (kept !== null) history.takeOver(twinHistory, kept.since)
  }, [kept, history, twinHistory])
  useEffect(() => {
    // Metrics come with the tick that brought the last row.
    if (metrics === null) history.forgetFrom(0)
    else history.add(Math.max(0, series.lastStep), metrics)
    onChange()
  }, [metrics, series, history, onChange])
  return history
}

/** The same for the twin of a comparison; it outlives the comparison, as its figures may become the run's. */
export function useTwinMetricsHistory(): MetricsHistory {
  const series = useSeries('twin')
  const history = metricsHistoryOf(series)
  const compared = useGanvas(isCompared)
  const metrics = useGanvas(selectTwinMetrics)
  const measured = useGanvas(selectTwinMeasured)
  useEffect(() => {
    if (measured !== null && measured.length > 0) history.load(measured)
  }, [measured, history])
  useEffect(() => {
    if (!compared) return
    if (metrics === null) history.forgetFrom(0)
    else history.add(Math.max(0, series.lastStep), metrics)
  }, [compared, metrics, series, history])
  return history
}
