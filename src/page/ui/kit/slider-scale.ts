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
 * on from its smallest step. Whole numbers up to a power of two (a batch) go through the powers of two.
 */
export function logStops(range: NumberRange): readonly number[] {
  const { min, max, step } = range
  const low = min > 0 ? min : step
  const stops = new Set([min, max])
  const perDecade = byDoubling(range) ? 1 / Math.log10(2) : PER_DECADE
  const count = Math.ceil(Math.log10(max / low) * perDecade)
  for (let i = 0; i < count; i++) {
    const value = low * (max / low) ** (i / count)
    const round = roundToStep(byDoubling(range) ? value : twoDigits(value), step)
    stops.add(Math.min(max, Math.max(low, round)))
  }
  return [...stops].sort((a, b) => a - b)
}

function byDoubling({ min, max, step }: NumberRange): boolean {
  return step === 1 && min === 1 && Number.isInteger(Math.log2(max))
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
