/** Whether a column has several peaks with a valley between, by a mixture fitted to it and by its numbers themselves. Pure. */
import { densityAt } from './merge.ts'
import type { Component } from './mixture.ts'
import { countBelow } from './outliers.ts'

/** Between two peaks the density falls below this share of the lower one. */
const VALLEY = 0.7

/** A peak of the mixture, and the lowest place between it and the one before; −∞ before the first. */
interface Peak {
  readonly at: number
  readonly valley: number
}

/** Peaks of the mixture with a deep valley between. */
export function peaksOf(components: readonly Component[], low: number, high: number): Peak[] {
  const POINTS = 400
  const even = Array.from({ length: POINTS + 1 }, (_, i) => low + ((high - low) * i) / POINTS)
  const mean = Float64Array.from([...even, ...components.map((component) => component.mean)]).sort()
  const parts = components.map((component) => densityAt({ mean }, component))
  const peaks: Peak[] = []
  let peak = { at: low, valley: -Infinity, density: -Infinity }
  let valley = { at: low, density: Infinity }
  for (const [i, at] of mean.entries()) {
    const density = parts.reduce((sum, part) => sum + (part[i] ?? 0), 0)
    if (valley.density < VALLEY * Math.min(peak.density, density)) {
      peaks.push(peak)
      peak = { at, valley: valley.at, density }
      valley = { at, density: Infinity }
    } else if (density > peak.density && valley.density >= VALLEY * peak.density) {
      peak = { ...peak, at, density }
      valley = { at, density: Infinity }
    } else if (density < valley.density) valley = { at, density }
  }
  return [...peaks, peak]
}

/**
 * Is one of the valleys there in the numbers themselves? A mixture of normal distributions has valleys even where it stands for an
 * even column. Counted in windows of one width: fewer in the valley than on either side by three standard errors, and by a fifth.
 */
export function hasValley(sorted: Float64Array, peaks: readonly Peak[]): boolean {
  return peaks.some(({ at, valley }, i) => {
    const before = peaks[i - 1]
    if (before === undefined) return false
    const half = Math.min(valley - before.at, at - valley) / 3
    const within = (middle: number) => countBelow(sorted, middle + half) - countBelow(sorted, middle - half)
    const lower = Math.min(within(before.at), within(at))
    const between = within(valley)
    return lower - between > Math.max(3 * Math.sqrt(lower + between), lower / 5)
  })
}
