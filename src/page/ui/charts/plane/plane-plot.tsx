/** The drawn plane, by recharts: axes, the run's path to where it stands, and points with names. */
import { memo } from 'react'
import { CartesianGrid, Scatter, ScatterChart, XAxis, YAxis, type ScatterPointItem } from 'recharts'
import { Marker } from '../marker.tsx'
import { tickText } from '../number-words.ts'
import { placedNames, type PlacedName, type PlaneData, type PlaneModel } from './plane-model.ts'

interface Props {
  data: PlaneData
  model: PlaneModel
  width: number
  height: number
}

const MARGIN = { top: 6, right: 10, bottom: 0, left: 0 }
/** Room of the axes. */
const [VALUES, STEPS] = [34, 18]
const AXIS_LINE = { stroke: 'var(--line-strong)' }
const TICK = { fontSize: 10.5, fill: 'var(--ink-3)' }

export const PlanePlot = memo(function PlanePlot({ data, model, width, height }: Props) {
  const { path, twin } = data
  const named = placedNames(data.named, model, {
    width: width - VALUES - MARGIN.right,
    height: height - STEPS - MARGIN.top,
  })
  return (
    <ScatterChart width={width} height={height} margin={MARGIN} accessibilityLayer={false}>
      <CartesianGrid stroke="var(--line)" />
      <XAxis
        type="number"
        dataKey="realism"
        domain={[...model.across]}
        ticks={[...model.acrossTicks]}
        interval={0}
        tickFormatter={tickText}
        height={STEPS}
        tick={TICK}
        tickSize={4}
        tickMargin={2}
        axisLine={AXIS_LINE}
        tickLine={AXIS_LINE}
        allowDataOverflow
      />
      <YAxis
        type="number"
        dataKey="psnr"
        domain={[...model.up]}
        ticks={[...model.upTicks]}
        interval={0}
        tickFormatter={tickText}
        width={VALUES}
        tick={TICK}
        tickSize={0}
        tickMargin={4}
        axisLine={false}
        tickLine={false}
        allowDataOverflow
      />
      {twin !== null && <Scatter data={[...twin]} {...line('4 3')} shape={Step} />}
      <Scatter data={[...path]} {...line('')} shape={Step} />
      {path.length > 0 && <Scatter data={path.slice(-1)} isAnimationActive={false} shape={Now} />}
      {twin !== null && twin.length > 0 && (
        <Scatter data={twin.slice(-1)} isAnimationActive={false} shape={Now} />
      )}
      <Scatter data={named} isAnimationActive={false} shape={Named} />
    </ScatterChart>
  )
})

function line(dashes: string) {
  const stroke = 'var(--fake)'
  return {
    line: { stroke, strokeWidth: 1.5, strokeOpacity: 0.75, strokeDasharray: dashes },
    isAnimationActive: false,
  }
}

/** A measured step on the way. */
function Step({ cx = 0, cy = 0 }: ScatterPointItem) {
  return <circle cx={cx} cy={cy} r={1.5} fill="var(--fake)" />
}

/** Where it stands. */
function Now({ cx = 0, cy = 0 }: ScatterPointItem) {
  return <Marker role="generator" x={cx} y={cy} />
}

function Named({ cx = 0, cy = 0, payload }: ScatterPointItem) {
  const { label, left, down } = payload as PlacedName
  return (
    <g>
      <rect x={cx - 2.5} y={cy - 2.5} width={5} height={5} fill="var(--ink-2)" />
      <text
        className="axis-tick plane-name"
        x={cx + (left ? -6 : 6)}
        y={cy + down}
        dy="0.32em"
        textAnchor={left ? 'end' : 'start'}
      >
        {label}
      </text>
    </g>
  )
}
