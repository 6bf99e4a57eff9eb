/** Which ticks of a value axis have room for their words in a plot of some height. Pure. */
import type { ValueAxis } from './axis-types.ts'
import { height } from './value-axis.ts'

/** Least distance between the middles of two words, px. */
const APART = 13

/**
 * All ticks where they have room; else powers of ten alone on a logarithmic axis, every other tick on a straight one.
 * @param room px between the axis' low and its high end
 */
export function ticksWithRoom(axis: ValueAxis, room: number): readonly number[] {
  if (fits(axis, axis.ticks, room)) return axis.ticks
  const round =
    axis.kind === 'linear' ? axis.ticks.filter((_, at) => at % 2 === 0) : axis.ticks.filter(isPower)
  return round.length > 1 ? round : axis.ticks.filter((_, at) => at % 2 === 0)
}

function fits(axis: ValueAxis, ticks: readonly number[], room: number): boolean {
  const whole = height(axis, axis.high) - height(axis, axis.low)
  return ticks.every((tick, at) => {
    const last = ticks[at - 1]
    return last === undefined || ((height(axis, tick) - height(axis, last)) / whole) * room >= APART
  })
}

/** 0, and ±10 to a whole power. */
function isPower(tick: number): boolean {
  const power = Math.log10(Math.abs(tick))
  return tick === 0 || Math.abs(power - Math.round(power)) < 1e-9
}
