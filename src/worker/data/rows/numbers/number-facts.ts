/** Figures of a column of numbers: range, moments, values that hold much of it. Pure; the same for a profile and for a fit. */

/** A value that more than this share of the rows has is no draw from what lies around it. */
const SPECIAL_SHARE = 0.2
/** Of fewer different values none stands out from the others. */
const LEAST_DISTINCT = 10
/** Above it the tail is learnt by its logarithm (reference: Zhao et al. 2021, section 3.2, for long tails). */
const LONG_TAIL = 3

export interface Moments {
  readonly mean: number
  readonly deviation: number
  /** Third standardised moment; 0 where all are the same. */
  readonly skew: number
}

/** The numbers that are there, ascending. @param rows those that are looked at; all where it is absent */
export function sortedNumbers(values: Float64Array, rows?: Uint32Array): Float64Array {
  const out = new Float64Array(rows?.length ?? values.length)
  let found = 0
  for (let i = 0; i < out.length; i++) {
    const value = values[rows?.[i] ?? i] ?? NaN
    if (!Number.isNaN(value)) out[found++] = value
  }
  return out.subarray(0, found).sort()
}

export function momentsOf(numbers: Float64Array): Moments {
  const n = numbers.length
  if (n === 0) return { mean: 0, deviation: 0, skew: 0 }
  let sum = 0
  for (const value of numbers) sum += value
  const mean = sum / n
  let squares = 0
  let cubes = 0
  for (const value of numbers) {
    const away = value - mean
    squares += away * away
    cubes += away * away * away
  }
  const deviation = Math.sqrt(squares / n)
  const skew = deviation > 0 ? cubes / n / deviation ** 3 : 0
  return { mean, deviation, skew: Number.isFinite(skew) ? skew : 0 }
}

/** How many different ones. @param sorted ascending */
export function distinctIn(sorted: Float64Array): number {
  let count = 0
  for (let i = 0; i < sorted.length; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) count++
  return count
}

/** Values that hold more than a fifth each. @param sorted ascending @param of rows that hold a number or a word */
export function specialValues(sorted: Float64Array, of: number): { value: number; count: number }[] {
  if (distinctIn(sorted) <= LEAST_DISTINCT) return []
  const found: { value: number; count: number }[] = []
  for (let from = 0, to = 0; from < sorted.length; from = to) {
    const value = sorted[from] ?? 0
    to = from + 1
    while (to < sorted.length && sorted[to] === value) to++
    if (to - from > SPECIAL_SHARE * of) found.push({ value, count: to - from })
  }
  return found
}

/** Without these values. */
export function without(sorted: Float64Array, values: readonly { value: number }[]): Float64Array {
  if (values.length === 0) return sorted
  const taken = new Set(values.map(({ value }) => value))
  return sorted.filter((value) => !taken.has(value))
}

/**
 * What is added to a value before its logarithm: nothing above zero; else enough that the least is a tenth of the median.
 * Null where the logarithm does not make the column more even.
 * @param sorted ascending @param asked the person's choice; undefined: by the skew
 */
export function logShift(sorted: Float64Array, asked?: boolean): number | null {
  const low = sorted[0] ?? 0
  const high = sorted.at(-1) ?? 0
  if (asked === false || high <= low) return null
  const median = sorted[sorted.length >> 1] ?? low
  const shift = low > 0 ? 0 : (median > low ? (median - low) / 10 : (high - low) / 1000) - low
  if (asked === true) return shift
  const { skew } = momentsOf(sorted)
  if (skew <= LONG_TAIL) return null
  const after = momentsOf(sorted.map((value) => Math.log(value + shift))).skew
  return Math.abs(after) < skew ? shift : null
}

/** Bars of equal width from `low` to `high`. */
export function barsOf(numbers: Float64Array, low: number, high: number, bars: number): number[] {
  const counts = Array.from({ length: bars }, () => 0)
  const scale = high > low ? bars / (high - low) : 0
  for (const value of numbers) {
    const bar = Math.min(bars - 1, Math.max(0, Math.floor((value - low) * scale)))
    counts[bar] = (counts[bar] ?? 0) + 1
  }
  return counts
}
