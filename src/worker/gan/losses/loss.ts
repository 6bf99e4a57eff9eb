/** What a loss is: two formulas over raw logits. Must not know networks, batches or optimisers. */
import type { Scalar, Tensor1D } from '@tensorflow/tfjs'

export interface Loss {
  /**
   * What D minimises. @param real,fake raw logits [n] of reals and fakes
   * @param smoothing one-sided: reals count as 1 − smoothing (Salimans et al. 2016); losses without targets ignore it
   */
  discriminator(real: Tensor1D, fake: Tensor1D, smoothing: number): Scalar
  /** What G minimises. @param fake raw logits [n] of fakes @param real those of reals, for losses that `comparesReals` */
  generator(fake: Tensor1D, real: Tensor1D): Scalar
  /** True where G's loss looks at reals too; otherwise they are not drawn for it. */
  readonly comparesReals: boolean
}
