/** What about a table of points will trouble training. A pure function of the points as they are trained on. */
import type { Trouble } from '../../../common/items/data-card.ts'
import * as words from './trouble-words.ts'

/** Points that stand more than once are told from this share on: rounded tables repeat some by chance. */
const MANY = 0.05

/** @param points [n, 2] */
export function pointTroubles(points: Float32Array): Trouble[] {
  const count = points.length / 2
  const different = differentIn(points)
  if (different === 1) return [words.allPointsAlike(count)]
  const twins = count - different
  return [
    ...(twins >= Math.max(2, MANY * count) ? [words.duplicates(twins, count, 'points')] : []),
    ...(count < words.ENOUGH_POINTS ? [words.fewPoints(count)] : []),
  ]
}

/**
 * How many points differ. The bits of both coordinates stand as one number of twice the width, which is never NaN, for these are
 * finite; sorted, equal ones are neighbours. Millions take a fraction of a second.
 */
function differentIn(points: Float32Array): number {
  // Adding zero makes one of both zeros.
  const pairs = new Float64Array(points.map((value) => value + 0).buffer).sort()
  let different = 0
  for (let i = 0; i < pairs.length; i++) if (i === 0 || pairs[i] !== pairs[i - 1]) different++
  return different
}
