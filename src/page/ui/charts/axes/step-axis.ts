/**
 * The horizontal axis: generator updates. It grows in strides, so that the curve creeps to the right and the axis jumps
 * seldom. Pure.
 */
import { niceStride } from './next-axis.ts'

/** Which steps a chart shows. */
export type Span = 'whole' | 'last'

export interface StepAxis {
  readonly low: number
  readonly high: number
  readonly ticks: readonly number[]
}

/** How many steps “last” means. */
export const LAST_STEPS = 1000

const STRIDES = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8, 10]
const FEWEST_STEPS = 20

/** The axis for a run that has come to `lastStep` (−1: nowhere yet). */
export function stepAxis(lastStep: number, span: Span): StepAxis {
  if (span === 'last' && lastStep > LAST_STEPS) {
    const tenth = LAST_STEPS / 10
    const high = Math.ceil(lastStep / tenth) * tenth
    return { low: high - LAST_STEPS, high, ticks: ticksOf(high - LAST_STEPS, high) }
  }
  const high = roomFor(Math.max(lastStep, FEWEST_STEPS))
  return { low: 0, high, ticks: ticksOf(0, high) }
}

/** The next of 1, 1.2, 1.5, 2, … times a power of ten: at least five sixths of the axis are then in use, or nearly. */
function roomFor(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  const factor = STRIDES.find((candidate) => candidate * power >= step) ?? 10
  return Math.round(factor * power)
}

function ticksOf(low: number, high: number): number[] {
  const stride = Math.max(1, niceStride((high - low) / 4))
  const ticks: number[] = []
  for (let tick = Math.ceil(low / stride) * stride; tick <= high; tick += stride) ticks.push(tick)
  return ticks
}
