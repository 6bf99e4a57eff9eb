/**
 * Top-k training (Sinha et al. 2020): the generator learns only from the fakes the discriminator finds best, so that
 * hopeless ones do not pull it about. A product with ones and zeros picks them: tfjs' gather has no gradient on every
 * back end.
 */
import { matMul, oneHot, topk, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { constant } from '../../ops/autodiff.ts'
import { asNumbers } from '../../ops/flags.ts'

/** The ⌈share·n⌉ largest of [n] logits; all of them when share is 1. */
export function largest(logits: Tensor1D, share: number): Tensor1D {
  const count = Math.ceil(share * logits.shape[0])
  if (count >= logits.shape[0]) return logits
  const pick = constant<Tensor2D>(() => {
    const { indices } = topk(logits, count)
    return asNumbers<Tensor2D>(oneHot(indices, logits.shape[0]))
  })
  return matMul<Tensor2D>(pick, logits.reshape([-1, 1])).reshape([count])
}
