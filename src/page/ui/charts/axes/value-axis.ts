/**
 * What the vertical axis of a chart is, how a value becomes a height on it, and which of its ticks have room for their
 * words. Pure; how an axis is found for a run's values is next-axis.ts.
 */

/** An axis in data units. `low` … `high` is shown; ticks are ascending and lie within. */
export type ValueAxis =
  | {
      readonly kind: 'linear' | 'log'
      readonly low: number
      readonly high: number
      readonly ticks: readonly number[]
    }
  | {
      /** Logarithmic on both sides of zero, straight between ±linear. */
      readonly kind: 'symlog'
      readonly linear: number
      readonly low: number
      readonly high: number
      readonly ticks: readonly number[]
    }

/** Height of a value on the axis, in axis units (not pixels); NaN for what the axis cannot show. */
export function height(axis: ValueAxis, value: number): number {
  switch (axis.kind) {
    case 'linear':
      return value
    case 'log':
      return logHeight(value)
    case 'symlog':
      return symlogHeight(value, axis.linear)
  }
}

function logHeight(value: number): number {
  return value > 0 ? Math.log10(value) : NaN
}

/** sign(v)·log₁₀(1 + |v|/c): about v/(c ln 10) near zero, log₁₀(|v|/c) far from it. */
function symlogHeight(value: number, linear: number): number {
  return Math.sign(value) * Math.log10(1 + Math.abs(value) / linear)
}

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
