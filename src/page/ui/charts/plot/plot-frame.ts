/**
 * Where a plot's area lies inside its box, and how steps and values become pixels. One set of margins for every chart,
 * so that axes of fixed width keep all plots aligned. Pure.
 */
import type { StepAxis } from '../axes/step-axis.ts'
import { height as heightOn, type ValueAxis } from '../axes/value-axis.ts'

/** To the right there is room for the labels of reference lines. */
export const MARGIN = { top: 6, right: 34, bottom: 0, left: 0 } as const
export const VALUE_AXIS_WIDTH = 38
export const STEP_AXIS_HEIGHT = 18

export interface PlotFrame {
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/** The plot's area in a box of so many CSS pixels. */
export function plotFrame(width: number, height: number): PlotFrame {
  return {
    left: VALUE_AXIS_WIDTH + MARGIN.left,
    right: Math.max(VALUE_AXIS_WIDTH + 1, width - MARGIN.right),
    top: MARGIN.top,
    bottom: Math.max(MARGIN.top + 1, height - STEP_AXIS_HEIGHT - MARGIN.bottom),
  }
}

/** Pixels from the left edge of the box. */
export function xOf(step: number, axis: StepAxis, frame: PlotFrame): number {
  return frame.left + ((step - axis.low) / (axis.high - axis.low)) * (frame.right - frame.left)
}

/** The step under a pixel, held within the axis and whole. */
export function stepAt(x: number, axis: StepAxis, frame: PlotFrame): number {
  const share = Math.min(1, Math.max(0, (x - frame.left) / (frame.right - frame.left)))
  return Math.round(axis.low + share * (axis.high - axis.low))
}

/** Pixels from the top of the box; NaN for what the axis cannot show. */
export function yOf(value: number, axis: ValueAxis, frame: PlotFrame): number {
  const low = heightOn(axis, axis.low)
  const high = heightOn(axis, axis.high)
  return frame.bottom - ((heightOn(axis, value) - low) / (high - low)) * (frame.bottom - frame.top)
}

/** True where a height lies on the plot. */
export function isInside(y: number, frame: PlotFrame): boolean {
  return y >= frame.top - 0.5 && y <= frame.bottom + 0.5
}

/** Least distance between two labels one above the other, px. */
const LABEL_HEIGHT = 11

/** Moves heights apart so that labels of that place can be read; keeps their order and their middle. */
export function spread(heights: readonly number[]): number[] {
  const order = heights.map((_, at) => at).sort((a, b) => (heights[a] ?? 0) - (heights[b] ?? 0))
  const out = [...heights]
  for (let at = 1; at < order.length; at++) {
    const upper = order[at - 1] ?? 0
    const lower = order[at] ?? 0
    const missing = LABEL_HEIGHT - ((out[lower] ?? 0) - (out[upper] ?? 0))
    if (missing <= 0) continue
    out[upper] = (out[upper] ?? 0) - missing / 2
    out[lower] = (out[lower] ?? 0) + missing / 2
  }
  return out
}
