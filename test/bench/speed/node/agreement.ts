/** Whether all peers did the same work: losses of the first steps, from the same weights and data. */
import type { Losses } from '../job.ts'
import type { Timing } from './time-group.ts'

/**
 * How far losses may differ, relative to 1 + their size. Float sums in another order differ by about 1e-6; Adam's first
 * update divides a gradient by its own size, which lifts that for weights whose gradient is next to nothing.
 */
export const TOLERANCE = 1e-3

export interface Agreement {
  /** Steps that all peers took one by one. */
  readonly steps: number
  /** Largest difference between any two, relative to 1 + size; 0 with fewer than two peers. */
  readonly difference: number
  readonly peers: number
}

export function agreement(timings: readonly Pick<Timing, 'losses'>[]): Agreement {
  const steps = timings.length === 0 ? 0 : Math.min(...timings.map(({ losses }) => losses.length))
  const spreads = Array.from({ length: steps }, (_, step) =>
    (['discriminator', 'generator'] as const).map((player) => spread(timings, step, player)),
  )
  return { steps, difference: Math.max(0, ...spreads.flat()), peers: timings.length }
}

/** Infinite where a loss is no number. */
function spread(timings: readonly Pick<Timing, 'losses'>[], step: number, player: keyof Losses): number {
  const values = timings.map(({ losses }) => losses[step]?.[player] ?? NaN)
  if (values.some((value) => !Number.isFinite(value))) return Infinity
  const least = Math.min(...values)
  return (Math.max(...values) - least) / (1 + Math.abs(least))
}
