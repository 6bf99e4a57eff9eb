/** The product of two square matrices in tfjs, by whatever kernel is registered. */
import type * as Tf from '@tensorflow/tfjs'

/** @param side rows and columns */
export function tfProduct(tf: typeof Tf, side: number): () => Promise<void> {
  const ramp = (slope: number) =>
    tf.tidy(() =>
      tf
        .range(0, side * side)
        .mul(slope)
        .sin()
        .reshape<Tf.Tensor2D>([side, side]),
    )
  const [a, b] = [ramp(0.1), ramp(0.2)]
  return async () => {
    const corner = tf.tidy(() => tf.matMul(a, b).slice([0, 0], [1, 1]))
    await corner.data()
    corner.dispose()
  }
}
