/** Adam (Kingma & Ba 2015) on a few vectors in plain numbers: for what is not a weight of a network. */

const BETA1 = 0.9
const BETA2 = 0.999
const EPSILON = 1e-8

export class VectorAdam {
  /** All vectors, one after the other. */
  readonly values: Float32Array
  private readonly mean: Float64Array
  private readonly square: Float64Array
  private updates = 0

  constructor(vectors: readonly Float32Array[]) {
    this.values = Float32Array.from(vectors.flatMap((vector) => [...vector]))
    this.mean = new Float64Array(this.values.length)
    this.square = new Float64Array(this.values.length)
  }

  /** @param bound values are held within ±bound */
  update(gradient: Float32Array, rate: number, bound = Infinity): void {
    this.updates++
    const { values, mean, square } = this
    for (let i = 0; i < values.length; i++) {
      const slope = gradient[i] ?? 0
      const m = BETA1 * (mean[i] ?? 0) + (1 - BETA1) * slope
      const v = BETA2 * (square[i] ?? 0) + (1 - BETA2) * slope * slope
      mean[i] = m
      square[i] = v
      const step = m / (1 - BETA1 ** this.updates) / (Math.sqrt(v / (1 - BETA2 ** this.updates)) + EPSILON)
      values[i] = Math.min(bound, Math.max(-bound, (values[i] ?? 0) - rate * step))
    }
  }
}
