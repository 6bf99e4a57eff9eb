/**
 * The figures column: verdict, live figures, charts of the run. Holds what is common to the charts; each chart draws
 * when the queue lets it, and nothing here renders per step.
 */
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useGanvas, useSeries } from '../../state/page.ts'
import { isCompared } from '../../state/run/sides.ts'
import { marksOf } from '../../state/run/marks.ts'
import type { PageState } from '../../state/store-types.ts'
import { browserTurns } from '../charts/browser-turns.ts'
import { ChartControls } from '../charts/chart-controls.tsx'
import { COVERAGE_SPEC, GRADIENTS_SPEC, lossesSpec, scoresSpec } from '../charts/model/chart-spec.ts'
import '../charts/charts.css'
import './remedies.css'
import { FigureGrid, OtherFigures, selectHasModes } from './figure-grid.tsx'
import { HistoryChart } from '../charts/history-chart.tsx'
import { seriesHistory } from '../charts/model/history.ts'
import { PAGE_HOVER } from '../charts/hover.ts'
import { createRenderQueue, type RenderQueue } from '../charts/render-queue.ts'
import type { Span } from '../charts/axes/step-axis.ts'
import { useMetricsHistory, useTwinMetricsHistory } from '../charts/model/use-metrics-history.ts'
import { isFromPictures } from '../../../common/config/task.ts'
import { later } from '../kit/later.tsx'
import { VerdictFigure } from './verdict-figure.tsx'
import { WorthButton } from '../worth/worth-button.tsx'

/** Come with the first run that makes pictures from pictures. */
const RestoredFigures = later(async () => (await import('./restored-figures.tsx')).RestoredFigures)
const RestoredPlane = later(async () => (await import('../charts/plane/restored-plane.tsx')).RestoredPlane)

const selectFromPictures = (state: PageState) => isFromPictures(state.sides.run.config)
const selectLoss = (state: PageState) => state.sides.run.config.loss
const selectMarks = (state: PageState) => marksOf(state.sides.run)
/** Another text whenever either side has new rows. */
const selectVersion = ({ sides: { run, twin } }: PageState) =>
  `${run.seriesVersion} ${twin?.seriesVersion ?? ''}`

export function FiguresPanel() {
  const fromPictures = useGanvas(selectFromPictures)
  return (
    <div className="figures">
      <VerdictFigure />
      <FigureGrid />
      {fromPictures && <RestoredFigures />}
      <WorthButton />
      <Charts />
      <OtherFigures />
    </div>
  )
}

function Charts() {
  const fromPictures = useGanvas(selectFromPictures)
  const series = useSeries('run')
  const loss = useGanvas(selectLoss)
  const marks = useGanvas(selectMarks)
  const hasModes = useGanvas(selectHasModes)
  const [queue] = useState(() => createRenderQueue(browserTurns))
  const [span, setSpan] = useState<Span>('whole')
  const [smooth, setSmooth] = useState(true)
  const rows = useMemo(() => seriesHistory(series), [series])
  const losses = useMemo(() => lossesSpec(loss), [loss])
  const scores = useMemo(() => scoresSpec(loss), [loss])
  const measured = useMetricsHistory(useCallback(() => queue.mark('measurements'), [queue]))
  const twin = useTwinHistories()
  const common = { queue, hover: PAGE_HOVER, marks, span, smooth }
  return (
    <>
      {fromPictures && <RestoredPlane />}
      <ChartControls span={span} smooth={smooth} onSpan={setSpan} onSmooth={setSmooth} />
      <HistoryChart spec={losses} history={rows} twin={twin?.rows ?? null} topic="rows" {...common} />
      <HistoryChart spec={scores} history={rows} twin={twin?.rows ?? null} topic="rows" {...common} />
      {hasModes && (
        <HistoryChart
          spec={COVERAGE_SPEC}
          history={measured}
          twin={twin?.measured ?? null}
          topic="measurements"
          {...common}
        />
      )}
      <HistoryChart spec={GRADIENTS_SPEC} history={rows} twin={twin?.rows ?? null} topic="rows" {...common} />
      <Pulse queue={queue} />
    </>
  )
}

/** The twin's histories while two runs are compared, else null. The same objects as long as it lasts. */
function useTwinHistories() {
  const series = useSeries('twin')
  const compared = useGanvas(isCompared)
  const measured = useTwinMetricsHistory()
  return useMemo(
    () => (compared ? { rows: seriesHistory(series), measured } : null),
    [compared, series, measured],
  )
}

/** Hears of new rows, many times a second, and renders nothing. */
function Pulse({ queue }: { queue: RenderQueue }) {
  const version = useGanvas(selectVersion)
  useEffect(() => queue.mark('rows'), [version, queue])
  return null
}
