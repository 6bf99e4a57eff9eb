/** One chart of the figures column: title, legend with read-out, plot, notes, and the same in words. */
import { useCallback, useId, useRef, useState } from 'react'
import type { Mark } from '../../state/run/side-types.ts'
import { buildModel, type ChartModel } from './model/chart-model.ts'
import type { ChartSpec } from './model/chart-spec.ts'
import { ChartLegend } from './chart-legend.tsx'
import { Crosshair } from './plot/crosshair.tsx'
import type { History } from './model/history.ts'
import type { Hover } from './hover.ts'
import { later } from '../kit/later.tsx'
import { EmptyPlot } from './plot/empty-plot.tsx'
import { PastLine } from './plot/past-line.tsx'
import { PlotOverlay } from './plot/plot-overlay.tsx'
import type { RenderQueue, Topic } from './render-queue.ts'
import type { Span } from './axes/step-axis.ts'
import { useChartModel } from './model/use-chart-model.ts'
import { useSize } from './use-size.ts'

/** Axes and curves come with recharts, which is heavy; figures and the stage do not wait for it. */
const LinePlot = later(async () => (await import('./plot/line-plot.tsx')).LinePlot, EmptyPlot)

interface Props<K extends string> {
  spec: ChartSpec<K>
  history: History<K>
  /** The same figures of a twin; null while nothing is compared. */
  twin?: History<K> | null
  topic: Topic
  queue: RenderQueue
  hover: Hover
  marks: readonly Mark[]
  span: Span
  smooth: boolean
}

export function HistoryChart<K extends string>({
  spec,
  history,
  twin = null,
  topic,
  queue,
  hover,
  marks,
  span,
  smooth,
}: Props<K>) {
  const host = useRef<HTMLDivElement>(null)
  const { width, height } = useSize(host)
  const [logarithmic, setLogarithmic] = useState(spec.log === 'on')
  const title = useId()
  const build = useCallback(
    (previous: ChartModel | null) =>
      buildModel(spec, history, { span, smooth, logarithmic }, marks, previous, twin),
    [spec, history, span, smooth, logarithmic, marks, twin],
  )
  const model = useChartModel(queue, topic, host, build)
  return (
    <section className="chart" aria-labelledby={title}>
      <header className="chart-header">
        <h3 id={title} title={spec.meaning}>
          {spec.title}
        </h3>
        {topic === 'rows' && spec.log !== 'never' && (
          <button
            type="button"
            className="chart-toggle"
            aria-pressed={logarithmic}
            aria-label={`Log axis, ${spec.title}`}
            title="Logarithmic value axis. Where values reach zero or below, it is straight around zero."
            onClick={() => setLogarithmic(!logarithmic)}
          >
            log
          </button>
        )}
        <ChartLegend spec={spec} model={model} history={history} hover={hover} />
      </header>
      <div ref={host} className="chart-plot">
        <div role="img" aria-label={model.summary}>
          {width > 0 && (
            <>
              <LinePlot spec={spec} model={model} width={width} height={height} />
              <PlotOverlay spec={spec} model={model} width={width} height={height} />
            </>
          )}
        </div>
        {width > 0 && <PastLine steps={model.steps} width={width} height={height} />}
        <Crosshair spec={spec} model={model} history={history} hover={hover} width={width} height={height} />
        {model.notes.length > 0 && (
          <p className="chart-notes" title={model.notes.join(' ')}>
            {model.notes.join(' ')}
          </p>
        )}
        {model.lastStep < 0 && (
          <p className="chart-empty">
            <span>Nothing yet</span>
          </p>
        )}
      </div>
    </section>
  )
}
