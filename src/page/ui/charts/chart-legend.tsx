/** Names of a chart's lines with their values: the latest, or those under the crosshair. Renders alone on hover. */
import type { ChartModel } from './model/chart-model.ts'
import type { ChartSpec, Role } from './model/chart-spec.ts'
import type { History } from './model/history.ts'
import { useHoveredStep, type Hover } from './hover.ts'
import { Marker } from './marker.tsx'
import { figureText, percentText } from './number-words.ts'
import { DASH, roleColour } from './roles.ts'

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

/** A line as it looks on the chart, with its role's marker. */
function LegendSwatch({ role }: { role: Role }) {
  return (
    <svg className="legend-swatch" width={20} height={10} viewBox="0 0 20 10" aria-hidden="true">
      <path d="M0 5H20" stroke={roleColour(role)} strokeWidth={1.5} strokeDasharray={DASH[role]} />
      <Marker role={role} x={10} y={5} />
    </svg>
  )
}
