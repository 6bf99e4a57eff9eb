/** How scores rise with real items, read the other way: how many real ones a score is worth. Of plain numbers. */

export interface CurvePoint {
  /** Real items that the learner was taught on. */
  readonly items: number
  /** Mean score over seeds. */
  readonly score: number
}

export interface ItemsWorth {
  readonly items: number
  /** `at-most` or `at-least` where the score lies below or above all that was measured; `untold` without a measured point. */
  readonly reach: 'measured' | 'at-most' | 'at-least' | 'untold'
}

/**
 * The real items with which the learner alone reaches the score: the curve, made to rise (pool adjacent violators, weighed
 * alike), read between its points by a line over log(items). Of a level stretch the fewest items count.
 */
export function itemsWorth(curve: readonly CurvePoint[], score: number): ItemsWorth {
  const rising = risingCurve(curve)
  const [first, last] = [rising[0], rising.at(-1)]
  if (first === undefined || last === undefined || Number.isNaN(score)) return { items: NaN, reach: 'untold' }
  if (score < first.score) return { items: first.items, reach: 'at-most' }
  if (score > last.score) return { items: last.items, reach: 'at-least' }
  const above = rising.findIndex((point) => point.score >= score)
  const [low, high] = [rising[above - 1], rising[above]]
  if (low === undefined || high === undefined) return { items: first.items, reach: 'measured' }
  const share = (score - low.score) / (high.score - low.score)
  return { items: low.items * (high.items / low.items) ** share, reach: 'measured' }
}

/** The points by items, their scores the nearest ones (in squares) that never fall. */
export function risingCurve(curve: readonly CurvePoint[]): CurvePoint[] {
  const ordered = curve
    .filter(({ score, items }) => !Number.isNaN(score) && items > 0)
    .sort((a, b) => a.items - b.items)
  const pools: { sum: number; size: number }[] = []
  for (const { score } of ordered) {
    let pool = { sum: score, size: 1 }
    for (let last = pools.at(-1); last && last.sum / last.size >= pool.sum / pool.size; last = pools.at(-1)) {
      pools.pop()
      pool = { sum: pool.sum + last.sum, size: pool.size + last.size }
    }
    pools.push(pool)
  }
  const scores = pools.flatMap(({ sum, size }) => Array<number>(size).fill(sum / size))
  return ordered.map(({ items }, i) => ({ items, score: scores[i] ?? NaN }))
}

/** 10, 30, 100, 300 … and all: the numbers of real items that a curve is measured at, none greater than the pool. */
export function curveSizes(pool: number): number[] {
  const sizes: number[] = []
  for (let ten = 10; ten < pool; ten *= 10) sizes.push(ten, 3 * ten)
  return [...sizes.filter((size) => size < pool), pool]
}
