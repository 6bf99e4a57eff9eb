/**
 * The pointer's and the keyboard's way along a chart: a crosshair shared by all charts, as a slider over the steps whose
 * value text is the read-out. A double click or Enter looks back at that step. Renders alone while the pointer moves.
 */
import { useRef, type KeyboardEvent, type PointerEvent } from 'react'
import { useActions } from '../../../state/page.ts'
import type { ChartModel } from '../model/chart-model.ts'
import type { ChartSpec } from '../model/chart-spec.ts'
import type { History } from '../model/history.ts'
import { useHoveredStep, type Hover } from '../hover.ts'
import { markNear } from '../model/mark-groups.ts'
import { figureText, percentText, stepText } from '../number-words.ts'
import { plotFrame, stepAt, xOf } from './plot-frame.ts'
import { walkStep } from './walk-step.ts'

interface Props<K extends string> {
  spec: ChartSpec<K>
  model: ChartModel
  history: History<K>
  hover: Hover
  width: number
  height: number
}

export function Crosshair<K extends string>({ spec, model, history, hover, width, height }: Props<K>) {
  const host = useRef<HTMLDivElement>(null)
  const actions = useActions()
  const hovered = useHoveredStep(hover)
  const frame = plotFrame(width, height)
  const found =
    hovered === null
      ? null
      : history.nearest(
          hovered,
          spec.lines.map((line) => line.key),
        )
  const step = found?.step ?? Math.max(0, model.lastStep)
  const shown = found !== null && step >= model.steps.low && step <= model.steps.high
  const own = hover.source() === spec.id
  const mark = shown && own ? markNear(model.marks, step, model.steps) : null

  const point = (event: PointerEvent): void => {
    const box = host.current?.getBoundingClientRect()
    if (box !== undefined) hover.set(stepAt(event.clientX - box.left, model.steps, frame), spec.id)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') actions.rewind(step)
    const next = walkStep(event.key, step, model.steps, Math.max(0, model.lastStep))
    if (next === undefined) return
    event.preventDefault()
    event.stopPropagation()
    hover.set(next, spec.id)
  }
  return (
    <div
      ref={host}
      className="crosshair"
      role="slider"
      tabIndex={0}
      aria-label={`${spec.title}: read-out by step`}
      aria-orientation="horizontal"
      aria-valuemin={model.steps.low}
      aria-valuemax={Math.max(0, model.lastStep)}
      aria-valuenow={step}
      aria-valuetext={valueWords(spec, step, found?.values, mark?.label)}
      onPointerMove={point}
      onPointerDown={point}
      onDoubleClick={() => actions.rewind(step)}
      onPointerLeave={() => hover.set(null, spec.id)}
      // A click looks, it does not take the focus: Space goes on training.
      onMouseDown={(event) => event.preventDefault()}
      onBlur={() => hover.set(null, spec.id)}
      onKeyDown={press}
    >
      {shown && (
        <Line
          x={xOf(step, model.steps, frame)}
          width={width}
          height={height}
          step={step}
          mark={mark?.label}
        />
      )}
    </div>
  )
}

interface LineProps {
  x: number
  width: number
  height: number
  step: number
  mark: string | undefined
}

function Line({ x, width, height, step, mark }: LineProps) {
  const frame = plotFrame(width, height)
  const right = x > (frame.left + frame.right) / 2
  return (
    <>
      <i className="crosshair-line" style={{ left: x, top: frame.top, height: frame.bottom - frame.top }} />
      <span className="crosshair-step" style={{ left: x, top: frame.bottom + 1 }}>
        {stepText(step)}
      </span>
      {mark !== undefined && (
        <span
          className="crosshair-mark"
          style={{ top: frame.top, ...(right ? { right: width - x + 6 } : { left: x + 6 }) }}
        >
          {mark}
        </span>
      )}
    </>
  )
}

function valueWords(
  spec: ChartSpec,
  step: number,
  values: readonly number[] | undefined,
  mark: string | undefined,
): string {
  const text = spec.percent ? percentText : figureText
  const read = spec.lines.map((line, at) => `${line.label} ${text(values?.[at] ?? NaN)}`)
  const changed = mark === undefined ? [] : [`changed here: ${mark}`]
  return [`Step ${stepText(step)}`, ...(values === undefined ? [] : read), ...changed].join(', ')
}
