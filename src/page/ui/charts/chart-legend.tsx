/** Names of a chart's lines with their values: the latest, or those under the crosshair. Renders alone on hover. */
import type { ChartModel } from './model/chart-model.ts'
import type { ChartSpec } from './model/chart-spec.ts'
import type { History } from './model/history.ts'
import { useHoveredStep, type Hover } from './hover.ts'
import { LegendSwatch } from './legend-swatch.tsx'
import { figureText, percentText } from './number-words.ts'

interface Props<K extends string> {
  spec: ChartSpec<K>
  model: ChartModel
  history: History<K>
  hover: Hover
}

export function ChartLegend<K extends string>({ spec, model, history, hover }: Props<K>) {
  const hovered = useHoveredStep(hover)
  const at = hovered ?? model.lastStep
  const found =
    at < 0
      ? null
      : history.nearest(
          at,
          spec.lines.map((line) => line.key),
        )
  const text = spec.percent ? percentText : figureText
  return (
    <dl className="chart-legend" data-hovered={hovered !== null} aria-hidden="true">
      {spec.lines.map((line, index) => (
        <div key={line.key} className="chart-legend-line" title={line.label}>
          <dt>
            <LegendSwatch role={line.role} />
            {line.short}
          </dt>
          <dd>{text(found?.values[index] ?? NaN)}</dd>
        </div>
      ))}
    </dl>
  )
}
