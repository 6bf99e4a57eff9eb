/**
 * What lies on a plot: reference lines with their labels, marks of changed settings, and each line's marker at its end.
 * Drawn with the model, not with the pointer. Words for a reader are in the chart's summary, so all this is hidden there.
 */
import { memo } from 'react'
import type { ChartModel } from '../model/chart-model.ts'
import type { ChartSpec } from '../model/chart-spec.ts'
import { Marker } from '../marker.tsx'
import { isInside, plotFrame, spread, xOf, yOf, type PlotFrame } from './plot-frame.ts'
import { TwinCurves } from './twin-curves.tsx'
import { roleColour, roleInk } from '../roles.ts'

interface Props {
  spec: ChartSpec
  model: ChartModel
  width: number
  height: number
}

export const PlotOverlay = memo(function PlotOverlay({ spec, model, width, height }: Props) {
  const frame = plotFrame(width, height)
  return (
    <svg className="plot-overlay" width={width} height={height} aria-hidden="true">
      <ReferenceLines spec={spec} model={model} frame={frame} />
      <TwinCurves spec={spec} model={model} frame={frame} />
      {model.marks.map((mark) => (
        <MarkLine key={mark.step} x={xOf(mark.step, model.steps, frame)} frame={frame} />
      ))}
      {model.lastStep < 0 ? null : <EndMarkers spec={spec} model={model} frame={frame} />}
    </svg>
  )
})

interface PartProps {
  spec: ChartSpec
  model: ChartModel
  frame: PlotFrame
}

/** Labels stand in the right margin, where no curve runs, and give way to each other. */
function ReferenceLines({ spec, model, frame }: PartProps) {
  const placed = spec.references
    .map((reference) => ({ reference, y: yOf(reference.value, model.values, frame) }))
    .filter(({ y }) => isInside(y, frame))
  const labels = spread(placed.map(({ y }) => y))
  return placed.map(({ reference, y }, at) => {
    const { role, label } = reference
    return (
      <g key={label}>
        <path
          d={`M${frame.left} ${y}H${frame.right}`}
          stroke={role === undefined ? 'var(--ink-3)' : roleColour(role)}
          strokeOpacity={0.8}
          strokeDasharray="1 3"
          strokeLinecap="round"
        />
        <text
          className="axis-tick"
          x={frame.right + 7}
          y={labels[at]}
          dy="0.32em"
          style={{ fill: role === undefined ? 'var(--ink-2)' : roleInk(role) }}
        >
          {label}
        </text>
      </g>
    )
  })
}

function MarkLine({ x, frame }: { x: number; frame: PlotFrame }) {
  return (
    <g className="plot-mark">
      <path d={`M${x} ${frame.top}V${frame.bottom}`} stroke="var(--ink-3)" strokeOpacity={0.4} />
      <path d={`M${x - 3} ${frame.top - 5}h6L${x} ${frame.top}Z`} fill="var(--ink-2)" />
    </g>
  )
}

function EndMarkers({ spec, model, frame }: PartProps) {
  const x = xOf(model.lastStep, model.steps, frame)
  return spec.lines.map((line, at) => {
    const y = yOf(model.ends[at] ?? NaN, model.values, frame)
    return isInside(y, frame) ? <Marker key={line.key} role={line.role} x={x} y={y} /> : null
  })
}
