/** What a warm start minimises. Must not know where the items come from. */
import { mean, type Scalar, type Tensor } from '@tensorflow/tfjs'
import { apart } from '../ops/rectify.ts'

/** Mean |G(z) − x| over all numbers of all items. @param fake,real [n, …item], in the same order */
export function meanAbsoluteError(fake: Tensor, real: Tensor): Scalar {
  return mean(apart(fake, real))
}
