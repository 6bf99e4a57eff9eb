/**
 * The drawn part of a chart: axes, grid and lines, by recharts. It gets a finished model and draws it once; everything
 * that moves with the pointer lies on top (plot-overlay.tsx), so that hovering never draws a chart again.
 */
import { memo, useMemo } from 'react'
import {
  CartesianGrid,
  Line,
  LineChart,
  XAxis,
  YAxis,
  type LineDrawShapeProps,
  type XAxisTickContentProps,
  type YAxisTickContentProps,
} from 'recharts'
import { smoothKey, type ChartModel } from '../model/chart-model.ts'
import type { ChartSpec } from '../model/chart-spec.ts'
import { linePath } from './line-path.ts'
import { shortStep, tickText } from '../number-words.ts'
import { MARGIN, plotFrame, STEP_AXIS_HEIGHT, VALUE_AXIS_WIDTH } from './plot-frame.ts'
import { DASH, roleColour } from '../roles.ts'
import { height as heightOn, ticksWithRoom } from '../axes/value-axis.ts'

interface Props {
  spec: ChartSpec
  model: ChartModel
  width: number
  height: number
}

const AXIS_LINE = { stroke: 'var(--line-strong)' }

export const LinePlot = memo(function LinePlot({ spec, model, width, height }: Props) {
  const vertical = useVerticalAxis(model, spec, height)
  const { low, high, ticks } = model.steps
  return (
    <LineChart width={width} height={height} data={model.rows} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid vertical={false} stroke="var(--line)" />
      <XAxis
        type="number"
        dataKey="step"
        domain={[low, high]}
        ticks={ticks}
        interval={0}
        tickFormatter={shortStep}
        height={STEP_AXIS_HEIGHT}
        tick={StepTick}
        tickSize={4}
        tickMargin={2}
        axisLine={AXIS_LINE}
        tickLine={AXIS_LINE}
        allowDataOverflow
      />
      <YAxis
        type="number"
        domain={vertical.domain}
        ticks={vertical.ticks}
        interval={0}
        tickFormatter={vertical.format}
        width={VALUE_AXIS_WIDTH}
        tick={ValueTick}
        tickSize={0}
        tickMargin={4}
        axisLine={false}
        tickLine={false}
        allowDataOverflow
      />
      {model.halfLife > 0 ? spec.lines.map((line) => plainLine(line.key, line.role, 'raw')) : null}
      {spec.lines.map((line) =>
        plainLine(model.halfLife > 0 ? smoothKey(line.key) : line.key, line.role, 'curve'),
      )}
    </LineChart>
  )
})

/** `raw` stands faintly behind its moving average. */
function plainLine(key: string, role: keyof typeof DASH, kind: 'raw' | 'curve') {
  const faint = kind === 'raw'
  return (
    <Line
      key={key}
      dataKey={key}
      type="linear"
      stroke={roleColour(role)}
      strokeWidth={faint ? 1 : 1.5}
      strokeOpacity={faint ? 0.28 : 1}
      strokeDasharray={faint ? '' : DASH[role]}
      shape={PlainShape}
      dot={false}
      activeDot={false}
      isAnimationActive={false}
    />
  )
}

/** A bare path: the stock shape measures its length on every drawing, for an animation that is off. */
function PlainShape({
  points,
  stroke,
  strokeWidth,
  strokeOpacity,
  strokeDasharray,
  clipPath,
}: LineDrawShapeProps) {
  return (
    <path
      d={linePath(points ?? [])}
      fill="none"
      strokeLinejoin="round"
      {...{ stroke, strokeWidth, strokeOpacity, strokeDasharray, clipPath }}
    />
  )
}

/** Below the plot, centred on its step: one text element, without the measuring and wrapping of the stock ticks. */
function StepTick({ x, y, payload, index, tickFormatter }: XAxisTickContentProps) {
  return (
    <text className="axis-tick" x={x} y={y} dy="0.71em" textAnchor="middle">
      {tickFormatter?.(payload.value, index)}
    </text>
  )
}

/** Left of the plot, level with its value: likewise. */
function ValueTick({ x, y, payload, index, tickFormatter }: YAxisTickContentProps) {
  return (
    <text className="axis-tick" x={x} y={y} dy="0.32em" textAnchor="end">
      {tickFormatter?.(payload.value, index)}
    </text>
  )
}

/** Heights are drawn on a straight scale; only the words of the ticks are in data units. */
function useVerticalAxis({ values }: ChartModel, { percent }: ChartSpec, boxHeight: number) {
  const { top, bottom } = plotFrame(0, boxHeight)
  const room = bottom - top
  return useMemo(() => {
    const shown = ticksWithRoom(values, room)
    const ticks = shown.map((tick) => heightOn(values, tick))
    const text = percent ? (tick: number) => `${Math.round(100 * tick)}\u202f%` : tickText
    const words = shown.map(text)
    const domain: [number, number] = [heightOn(values, values.low), heightOn(values, values.high)]
    return { ticks, domain, format: (at: number) => words[ticks.indexOf(at)] ?? '' }
  }, [values, percent, room])
}
