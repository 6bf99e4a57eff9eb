/**
 * Turns a run's history into what one chart draws: points, axes, notes, and the same in words. Pure given the history;
 * runs outside React, in the page's idle time.
 */
import type { Mark } from '../../../state/run/side-types.ts'
import type { ChartSpec } from './chart-spec.ts'
import { extentOf, type RobustExtent } from '../axes/extent.ts'
import type { History } from './history.ts'
import { groupMarks, type MarkGroup } from './mark-groups.ts'
import { figureText, shortStep, stepText, tickText } from '../number-words.ts'
import { halfLifeFor } from './smooth.ts'
import { stepAxis, type Span, type StepAxis } from '../axes/step-axis.ts'
import { curveWords } from './trend.ts'
import { nextAxis } from '../axes/next-axis.ts'
import { height, type ValueAxis } from '../axes/value-axis.ts'

/** What a person chose for a chart. */
export interface ChartOptions {
  readonly span: Span
  readonly smooth: boolean
  readonly logarithmic: boolean
}

/** One x of the plot: heights on the value axis by line key, and by `smoothKey(key)`; null leaves a gap. */
export type PlotRow = Record<string, number | null> & { step: number }

/** The curves of a twin, in the order of the spec's lines; of the average where the curve is smoothed. */
export interface TwinModel {
  readonly steps: Float32Array
  readonly values: readonly Float32Array[]
}

export interface ChartModel {
  readonly rows: PlotRow[]
  readonly steps: StepAxis
  readonly values: ValueAxis
  /** Half-life of the moving average in steps; 0 when the curve is raw. */
  readonly halfLife: number
  /** Latest value of each line, in the order of the spec; of the average where the curve is smoothed. */
  readonly ends: readonly number[]
  /** The last step with a row; −1 for an empty chart. */
  readonly lastStep: number
  readonly marks: readonly MarkGroup[]
  /** null while nothing is compared. */
  readonly twin: TwinModel | null
  /** What a reader of the picture must know: spikes left off, the kind of axis. Empty when there is nothing to say. */
  readonly notes: readonly string[]
  /** The picture in words. */
  readonly summary: string
}

/** Points per line: about one a pixel. */
const POINTS = 240

/** Key of a line's moving average in a PlotRow. */
export function smoothKey(key: string): string {
  return `${key}~`
}

/** @param previous the model now on the screen: its axis is kept while it serves */
export function buildModel<K extends string>(
  spec: ChartSpec<K>,
  history: History<K>,
  options: ChartOptions,
  marks: readonly Mark[],
  previous: ChartModel | null,
  twin: History<K> | null = null,
): ChartModel {
  const { lastStep } = history
  const steps = stepAxis(history.runStep, options.span)
  const keys = spec.lines.map((line) => line.key)
  const window = { from: steps.low, to: steps.high }
  const picked = history.pick(keys, window, POINTS)
  const raw = keys.map((key) => picked.values[key] ?? new Float32Array())
  const halfLife = options.smooth ? halfLifeFor(history.rows(window)) : 0
  const smoothed = keys.map((key) => (halfLife > 0 ? history.smooth(key, picked.steps, halfLife) : null))
  const twinRaw = twin === null ? null : twin.pick(keys, window, POINTS)
  const compared = twinRaw === null ? [] : keys.map((key) => twinRaw.values[key] ?? new Float32Array())
  const extent = extentOf(
    [...raw, ...compared],
    spec.references.map((line) => line.value),
    options.logarithmic,
  )
  const former = lastStep < 0 ? null : (previous?.values ?? null)
  const values = spec.share ? SHARES : nextAxis(former, extent, options.logarithmic)
  const shown = smoothed.some((column) => column !== null) ? halfLife : 0
  return {
    rows: plotRows(keys, picked.steps, raw, smoothed, values),
    steps,
    values,
    halfLife: shown,
    ends: raw.map((column, at) => (smoothed[at] ?? column).at(-1) ?? NaN),
    lastStep,
    marks: groupMarks(marks, steps),
    twin:
      twin === null || twinRaw === null || twin.lastStep < 0
        ? null
        : { steps: twinRaw.steps, values: smoothedTwin(keys, twin, twinRaw.steps, compared, halfLife) },
    notes: lastStep < 0 ? [] : notesOf(spec, extent, values, shown),
    summary: [summaryOf(spec, history, raw, marks), ...twinWords(spec, twin, compared)].join(' '),
  }
}

function smoothedTwin<K extends string>(
  keys: readonly K[],
  twin: History<K>,
  steps: Float32Array,
  raw: readonly Float32Array[],
  halfLife: number,
): Float32Array[] {
  return keys.map(
    (key, at) => (halfLife > 0 ? twin.smooth(key, steps, halfLife) : null) ?? raw[at] ?? new Float32Array(),
  )
}

function twinWords<K extends string>(
  spec: ChartSpec<K>,
  twin: History<K> | null,
  raw: readonly Float32Array[],
): string[] {
  if (twin === null || twin.lastStep < 0) return []
  const latest = twin.nearest(
    twin.lastStep,
    spec.lines.map((line) => line.key),
  )
  return spec.lines.map((line, at) =>
    curveWords(
      `Twin’s ${line.label.toLowerCase()}`,
      raw[at] ?? new Float32Array(),
      latest?.values[at] ?? NaN,
      spec.percent,
    ),
  )
}

/** Shares lie in [0, 1], whatever the run does. */
const SHARES: ValueAxis = { kind: 'linear', low: 0, high: 1, ticks: [0, 0.25, 0.5, 0.75, 1] }

function plotRows(
  keys: readonly string[],
  steps: Float32Array,
  raw: readonly Float32Array[],
  smoothed: readonly (Float32Array | null)[],
  axis: ValueAxis,
): PlotRow[] {
  const place = (value: number | undefined): number | null => {
    const at = height(axis, value ?? NaN)
    return Number.isFinite(at) ? at : null
  }
  return Array.from(steps, (step, at) => {
    const row: PlotRow = { step }
    keys.forEach((key, line) => {
      row[key] = place(raw[line]?.[at])
      const average = smoothed[line]
      if (average) row[smoothKey(key)] = place(average[at])
    })
    return row
  })
}

function notesOf(spec: ChartSpec, extent: RobustExtent, axis: ValueAxis, halfLife: number): string[] {
  const notes: string[] = []
  if (halfLife > 0) notes.push(`Smoothed (half-life ${shortStep(halfLife)} steps).`)
  if (axis.kind === 'symlog') notes.push(`Log both ways from 0, straight within ±${tickText(axis.linear)}.`)
  if (spec.share) return notes
  if (extent.above > 0) notes.push(`Cut off above: up to ${figureText(extent.top)}.`)
  if (extent.below > 0) notes.push(`Cut off below: down to ${figureText(extent.bottom)}.`)
  return notes
}

function summaryOf<K extends string>(
  spec: ChartSpec<K>,
  history: History<K>,
  raw: readonly Float32Array[],
  marks: readonly Mark[],
): string {
  if (history.lastStep < 0) return `${spec.title}: nothing yet; it fills as soon as training starts.`
  const latest = history.nearest(
    history.lastStep,
    spec.lines.map((line) => line.key),
  )
  const curves = spec.lines.map((line, at) =>
    curveWords(line.label, raw[at] ?? new Float32Array(), latest?.values[at] ?? NaN, spec.percent),
  )
  const references = spec.references.map(
    (line) => `Reference line ${line.label}, ${figureText(line.value)}: ${line.meaning}.`,
  )
  const last = marks.at(-1)
  const changed = last === undefined ? [] : [`Last change at step ${stepText(last.step)}: ${last.label}.`]
  return [
    `${spec.title} up to step ${stepText(history.lastStep)}.`,
    ...curves,
    ...references,
    ...changed,
  ].join(' ')
}
