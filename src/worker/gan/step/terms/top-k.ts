/**
 * Top-k training (Sinha et al. 2020): the generator learns only from the fakes the discriminator finds best, so that
 * hopeless ones do not pull it about. A product with ones and zeros picks them: tfjs' gather has no gradient on every
 * back end.
 */
import { matMul, oneHot, topk, type Tensor2D } from '@tensorflow/tfjs'
import { constant } from '../../ops/autodiff.ts'
import { asNumbers } from '../../ops/flags.ts'
import { itemLogits, type Logits } from '../logits.ts'

/** All logits of the ⌈share·n⌉ best of n items, [⌈share·n⌉, k] of [n, k]; ranked by D(x). As they are when share is 1. */
export function largest(logits: Logits, share: number): Logits {
  const [items] = logits.shape
  const count = Math.ceil(share * items)
  if (count >= items) return logits
  const pick = constant<Tensor2D>(() => {
    const { indices } = topk(itemLogits(logits), count)
    return asNumbers<Tensor2D>(oneHot(indices, items))
  })
  return matMul(pick, logits)
}
