/** The twin's curves of a comparison: dashed, in the role's colour, with a B at their end. Drawn with the model. */
import type { ChartModel } from '../model/chart-model.ts'
import type { ChartSpec } from '../model/chart-spec.ts'
import { linePath } from './line-path.ts'
import { isInside, xOf, yOf, type PlotFrame } from './plot-frame.ts'
import { roleColour, roleInk } from '../roles.ts'

interface Props {
  spec: ChartSpec
  model: ChartModel
  frame: PlotFrame
}

/** Unlike the dash of any role: short and airy. */
const TWIN_DASH = '2.5 2.5'

export function TwinCurves({ spec, model, frame }: Props) {
  const { twin } = model
  if (twin === null) return null
  return spec.lines.map((line, at) => {
    const values = twin.values[at] ?? new Float32Array()
    const points = Array.from(twin.steps, (step, row) => ({
      x: xOf(step, model.steps, frame),
      y: held(yOf(values[row] ?? NaN, model.values, frame), frame),
    }))
    const end = points.at(-1)
    return (
      <g key={line.key} className="twin-curve">
        <path
          d={linePath(points)}
          fill="none"
          stroke={roleColour(line.role)}
          strokeWidth={1.25}
          strokeDasharray={TWIN_DASH}
          strokeLinejoin="round"
        />
        {end !== undefined && Number.isFinite(end.y) && (
          <text
            className="axis-tick twin-end"
            x={end.x + 7}
            y={end.y}
            dy="0.32em"
            style={{ fill: roleInk(line.role) }}
          >
            B
          </text>
        )}
      </g>
    )
  })
}

/** What the axis cuts off leaves no mark outside the plot. */
function held(y: number, frame: PlotFrame): number {
  return isInside(y, frame) ? y : y < frame.top ? frame.top : y > frame.bottom ? frame.bottom : NaN
}
