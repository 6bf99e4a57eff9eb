/** Whether all peers did the same work: losses of the first steps, from the same weights and data. */
import type { Losses } from '../job.ts'
import type { Timing } from './time-group.ts'

/**
 * How far losses may differ, relative to 1 + their size. Measured with PyTorch: leaving R1 out moves the first step's G
 * loss by 1.5e-3, a rate 1 % too large by 1.5e-3; float sums in another order move it by about 1e-5. From step to step
 * such differences grow, for Adam divides a gradient by its own size, however small.
 */
export const TOLERANCE = { first: 1e-3, later: 5e-3 }

export interface Agreement {
  readonly peers: number
  /** Steps that all peers took one by one. */
  readonly steps: number
  /** Largest difference between any two in the first step, relative to 1 + size. */
  readonly first: number
  /** The same in the later ones; 0 where there are none. */
  readonly later: number
  readonly agreed: boolean
}

export function agreement(timings: readonly Pick<Timing, 'losses'>[]): Agreement {
  const steps = timings.length === 0 ? 0 : Math.min(...timings.map(({ losses }) => losses.length))
  const differences = Array.from({ length: steps }, (_, step) =>
    Math.max(spread(timings, step, 'discriminator'), spread(timings, step, 'generator')),
  )
  const first = differences[0] ?? 0
  const later = Math.max(0, ...differences.slice(1))
  const agreed = first <= TOLERANCE.first && later <= TOLERANCE.later
  return { peers: timings.length, steps, first, later, agreed }
}

/** Infinity where a loss is no number. */
function spread(timings: readonly Pick<Timing, 'losses'>[], step: number, player: keyof Losses): number {
  const values = timings.map(({ losses }) => losses[step]?.[player] ?? NaN)
  if (values.some((value) => !Number.isFinite(value))) return Infinity
  const least = Math.min(...values)
  return (Math.max(...values) - least) / (1 + Math.abs(least))
}
