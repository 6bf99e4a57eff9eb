/**
 * An item's logits. A discriminator may give an item one logit or many, one for each patch of a picture. The loss averages
 * over all of them, which is the mean of the items' means; and what D says of an item is the mean of its logits, "averaging
 * all responses" (Isola et al. 2017, section 3.2.2). That mean is taken before the sigmoid, so that it is the very D(x) of the
 * losses, penalties and figures: an item's score is σ of it, top-k ranks by it, and a penalty looks at its slope, which makes
 * γ mean the same for one logit and for many. (The authors' code differentiates the sum instead: k times as steep.)
 */
import { mean, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'

/** [n, k]: k logits of each of n items. Packed items count as one. */
export type Logits = Tensor2D

/** [n·k], item by item: what a loss averages over. Losses that hold a fake against a real hold patch against patch. */
export function flat(logits: Logits): Tensor1D {
  return logits.reshape([-1])
}

/** [n] D(x): the mean of each item's logits. */
export function itemLogits(logits: Logits): Tensor1D {
  return logits.shape[1] === 1 ? flat(logits) : mean<Tensor1D>(logits, 1)
}
