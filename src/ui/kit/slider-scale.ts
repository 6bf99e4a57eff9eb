/**
 * Where a number stands on a slider. Rates run over decades, so their sliders step through a list of round values in
 * equal ratios; plain ranges step evenly. Pure maths, no DOM.
 */

export interface NumberRange {
  readonly min: number
  readonly max: number
  readonly step: number
  readonly scale: 'linear' | 'log'
}

/** Values per decade: neighbours differ by about a tenth, the finest that two digits can tell apart. */
const PER_DECADE = 24

/** More stops than this cannot be aimed at: such a number is typed only. */
const MOST_STOPS = 100_000

/** True when a slider can reach the range with sense (a seed cannot). */
export function hasSlider({ min, max, step, scale }: NumberRange): boolean {
  return scale === 'log' || (max - min) / step <= MOST_STOPS
}

/**
 * The values a logarithmic slider stops at, ascending, both ends included. A range from zero begins with zero and goes
 * on from its smallest step.
 */
export function logStops({ min, max, step }: NumberRange): readonly number[] {
  const low = min > 0 ? min : step
  const count = Math.ceil(Math.log10(max / low) * PER_DECADE)
  const stops = new Set<number>(min > 0 ? [] : [min])
  for (let i = 0; i <= count; i++) {
    const value = roundToStep(twoDigits(low * (max / low) ** (i / count)), step)
    stops.add(Math.min(max, Math.max(min, value)))
  }
  return [...stops].sort((a, b) => a - b)
}

/** Index of the stop nearest to `value`, measured in ratios; zero is nearest only to itself. */
export function nearestStop(stops: readonly number[], value: number): number {
  let best = 0
  let distance = Infinity
  stops.forEach((stop, i) => {
    const apart = stop === value ? 0 : stop <= 0 || value <= 0 ? Infinity : Math.abs(Math.log(stop / value))
    if (apart < distance) {
      best = i
      distance = apart
    }
  })
  return best
}

/** The next value up (`direction` 1) or down (−1) for arrow keys in a typed field. */
export function neighbour(range: NumberRange, value: number, direction: 1 | -1): number {
  if (range.scale === 'linear') {
    const next = roundToStep(value + direction * range.step, range.step)
    return Math.min(range.max, Math.max(range.min, next))
  }
  const stops = logStops(range)
  const at = nearestStop(stops, value)
  const stop = stops[at] ?? value
  const passed = direction === 1 ? stop > value : stop < value
  return stops[Math.min(stops.length - 1, Math.max(0, passed ? at : at + direction))] ?? value
}

function twoDigits(value: number): number {
  return Number(value.toPrecision(2))
}

/** Nearest multiple of `step`, without the dust of binary fractions. */
function roundToStep(value: number, step: number): number {
  const places = Math.max(0, Math.ceil(-Math.log10(step)) + 1)
  return Number((Math.round(value / step) * step).toFixed(Math.min(12, places)))
}
