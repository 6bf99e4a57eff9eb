/** What about a table of points will trouble training. A pure function of the points as they are trained on. */
import type { Trouble } from '../../../common/items/data-card.ts'
import * as words from './trouble-words.ts'

/** Points that stand more than once are told from this share on: rounded tables repeat some by chance. */
const MANY = 0.05

/** @param points [n, 2] */
export function pointTroubles(points: Float32Array): Trouble[] {
  const count = points.length / 2
  const seen = new Set<string>()
  for (let i = 0; i < points.length; i += 2) seen.add(`${points[i] ?? 0},${points[i + 1] ?? 0}`)
  if (seen.size === 1) return [words.allPointsAlike(count)]
  const twins = count - seen.size
  return [
    ...(twins >= Math.max(2, MANY * count) ? [words.duplicates(twins, count, 'points')] : []),
    ...(count < words.ENOUGH_POINTS ? [words.fewPoints(count)] : []),
  ]
}
