/** A curve in words: where it stands, between what it moved, and where it goes. The text a screen reader hears. Pure. */
import { figureText, percentText } from '../number-words.ts'

export type Trend = 'rising' | 'falling' | 'steady'

/** Moves smaller than this share of the curve's whole range count as steady. */
const NOTICEABLE = 0.08

/** Compares the mean of the last eighth with that of the eighth before it. Values that are not finite are left out. */
export function trendOf(values: Float32Array): Trend {
  const finite = values.filter((value) => Number.isFinite(value))
  const eighth = Math.floor(finite.length / 8)
  if (eighth === 0) return 'steady'
  const now = mean(finite.subarray(finite.length - eighth))
  const before = mean(finite.subarray(finite.length - 2 * eighth, finite.length - eighth))
  const range = Math.max(...finite) - Math.min(...finite)
  if (Math.abs(now - before) <= NOTICEABLE * range) return 'steady'
  return now > before ? 'rising' : 'falling'
}

/** “Generator: 0.712 now, between 0.520 and 2.30, falling.” */
export function curveWords(label: string, values: Float32Array, latest: number, share: boolean): string {
  const finite = values.filter((value) => Number.isFinite(value))
  if (finite.length === 0) return `${label}: no value yet.`
  const text = share ? percentText : figureText
  const range = `between ${text(Math.min(...finite))} and ${text(Math.max(...finite))}`
  const now = Number.isFinite(latest) ? `${text(latest)} now` : 'not a number now'
  return `${label}: ${now}, ${range}, ${trendOf(values)}.`
}

function mean(values: Float32Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
