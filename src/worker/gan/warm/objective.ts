/** What a warm start minimises. Must not know where the items come from. */
import { abs, mean, sub, type Scalar, type Tensor } from '@tensorflow/tfjs'

/** Mean |G(z) − x| over all numbers of all items. @param fake,real [n, …item], in the same order */
export function meanAbsoluteError(fake: Tensor, real: Tensor): Scalar {
  return mean(abs(sub(fake, real)))
}
