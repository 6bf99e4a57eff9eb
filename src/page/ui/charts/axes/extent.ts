/**
 * What of a run's values is worth an axis: all of them, unless a few spikes would press the rest flat; then the spikes
 * are left off and counted, so that the chart can say so. Pure.
 */

/** What an axis has to show. `leastPositive` is the smallest value above 0, or Infinity. */
export interface Extent {
  readonly least: number
  readonly greatest: number
  readonly leastPositive: number
}

export interface RobustExtent extends Extent {
  /** Values left off above and below the extent. */
  readonly above: number
  readonly below: number
  /** The greatest and least of all values, spikes included. */
  readonly top: number
  readonly bottom: number
}

/** Spikes are at most this share of the values on each side. Thinning keeps extremes, so it makes them more frequent. */
const SPIKE_SHARE = 0.1
/** They are left off when they take more than this many times the room of the rest. */
const WORTH = 4

/**
 * The extent of finite values in `columns`, widened to hold `always` (reference lines).
 * @param whole true where nothing may be left off (a log axis has room for spikes)
 */
export function extentOf(
  columns: readonly Float32Array[],
  always: readonly number[],
  whole: boolean,
): RobustExtent {
  const values = finiteValues(columns)
  const count = values.length
  const bottom = count > 0 ? (values[0] ?? NaN) : NaN
  const top = count > 0 ? (values[count - 1] ?? NaN) : NaN
  const { low, high } = whole ? { low: bottom, high: top } : withoutSpikes(values)
  const shown = [low, high, ...always].filter((value) => Number.isFinite(value))
  const positives = [values.find((value) => value > 0) ?? NaN, ...always.filter((value) => value > 0)]
  return {
    least: Math.min(...shown),
    greatest: Math.max(...shown),
    leastPositive: Math.min(...positives.filter((value) => !Number.isNaN(value))),
    above: values.filter((value) => value > Math.max(...shown)).length,
    below: values.filter((value) => value < Math.min(...shown)).length,
    top,
    bottom,
  }
}

function withoutSpikes(values: Float32Array): { low: number; high: number } {
  const count = values.length
  const bottom = values[0] ?? NaN
  const top = values[count - 1] ?? NaN
  const cut = Math.floor(count * SPIKE_SHARE)
  const low = values[cut] ?? bottom
  const high = values[count - 1 - cut] ?? top
  const usual = high - low
  if (cut === 0 || usual <= 0) return { low: bottom, high: top }
  return {
    low: low - bottom > WORTH * usual ? low - 0.1 * usual : bottom,
    high: top - high > WORTH * usual ? high + 0.1 * usual : top,
  }
}

/** All finite values, ascending. */
function finiteValues(columns: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(columns.reduce((sum, column) => sum + column.length, 0))
  let count = 0
  for (const column of columns) {
    for (const value of column) if (Number.isFinite(value)) all[count++] = value
  }
  return all.subarray(0, count).sort()
}
