/** Words beside the axes: one text element each, without the measuring and wrapping of the stock ticks. */
import type { XAxisTickContentProps, YAxisTickContentProps } from 'recharts'

/** Below the plot, centred on its step. */
export function StepTick({ x, y, payload, index, tickFormatter }: XAxisTickContentProps) {
  return (
    <text className="axis-tick" x={x} y={y} dy="0.71em" textAnchor="middle">
      {tickFormatter?.(payload.value, index)}
    </text>
  )
}

/** Left of the plot, level with its value. */
export function ValueTick({ x, y, payload, index, tickFormatter }: YAxisTickContentProps) {
  return (
    <text className="axis-tick" x={x} y={y} dy="0.32em" textAnchor="end">
      {tickFormatter?.(payload.value, index)}
    </text>
  )
}
