/** Draws rows by their weights, with putting back. Knows no learner. */
import type { Draws } from '../../../common/numbers/draws.ts'

export class WeightedRows {
  private readonly sums: Float64Array

  /** @param weights of each row, none negative, at least one above 0 */
  constructor(weights: Float64Array) {
    let sum = 0
    this.sums = weights.map((weight) => (sum += weight))
  }

  draw(draws: Draws): number {
    const { sums } = this
    const at = draws.uniform() * (sums[sums.length - 1] ?? 0)
    let [low, high] = [0, sums.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((sums[middle] ?? 0) <= at) low = middle + 1
      else high = middle
    }
    return low
  }

  /** As many as are asked for. */
  drawMany(count: number, draws: Draws): Uint32Array {
    return Uint32Array.from({ length: count }, () => this.draw(draws))
  }
}
