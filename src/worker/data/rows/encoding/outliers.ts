/** A few values far from all others: kept from a fit that they would blur, and told by a mode of their own. Pure. */
import type { Component } from './mixture.ts'

/** What lies further than so many deviations from every mode is told by a mode of its own. */
const OUTSIDE = 8
/** What lies further out than so many inner deviations, and is no more than so few, no mode is fitted to: its variance would blur all. */
const FAR = 20
const FAR_SHARE = 0.002
const FAR_ROWS = 2
/** A mode tells what lies within four deviations (Xu et al. 2019, section 4.2). */
export const DEVIATIONS = 4

/** Without a few at either end that lie far from the others. @param sorted ascending */
export function withoutFar(sorted: Float64Array, inner: number): Float64Array {
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  const from = countBelow(sorted, at(0.1) - FAR * inner)
  const to = countBelow(sorted, at(0.9) + FAR * inner)
  const far = sorted.length - (to - from)
  return far <= Math.max(FAR_ROWS, FAR_SHARE * sorted.length) ? sorted.subarray(from, to) : sorted
}

/** As of a normal distribution with the same middle four fifths: a few values far away do not change it. */
export function innerDeviation(sorted: Float64Array): number {
  const at = (share: number) => sorted[Math.floor(share * (sorted.length - 1))] ?? 0
  // 2 · Φ⁻¹(0.9)
  const inner = (at(0.9) - at(0.1)) / 2.5631
  return inner > 0 ? inner : deviationOf(sorted)
}

/** With a wide one for values far from all, of which there may be too few for a mode to be fitted to. */
export function withOutside(components: readonly Component[], numbers: Float64Array): Component[] {
  const [low = 0] = numbers
  const high = numbers.at(-1) ?? low
  const outside = numbers.reduce(
    (count, value) =>
      components.every(({ mean, deviation }) => Math.abs(value - mean) > OUTSIDE * deviation)
        ? count + 1
        : count,
    0,
  )
  if (outside === 0) return [...components]
  const deviation = (high - low) / 2 / DEVIATIONS
  return [...components, { mean: (low + high) / 2, deviation, weight: outside / numbers.length }]
}

export function deviationOf(numbers: Float64Array): number {
  let sum = 0
  for (const value of numbers) sum += value
  const mean = sum / Math.max(1, numbers.length)
  let squares = 0
  for (const value of numbers) squares += (value - mean) ** 2
  return Math.sqrt(squares / Math.max(1, numbers.length))
}

/** How many are less. @param sorted ascending */
export function countBelow(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}
