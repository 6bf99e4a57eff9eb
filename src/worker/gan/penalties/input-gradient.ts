/** How steep D is at given items: the gradient of its logit by its input. Differentiable by D's weights. */
import { concat, split, type Scalar, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { gradientsOf } from '../ops/autodiff.ts'
import type { PenaltyInput } from './penalty.ts'
import { gradientTerm } from './gradient-term.ts'

/** Keeps the root's slope finite where D is flat. */
const EPSILON = 1e-12

interface InputGradients {
  /** ∂ΣD/∂items, [n, numbers of an item]. */
  gradients: Tensor2D
  /** Logits they belong to: n, or fewer where D sees several items at once. */
  logits: number
}

/** Gradients of all logits by the items, and by the row they are told where it counts as theirs. */
function inputGradientsAt(logitsOf: PenaltyInput['logitsOf'], items: Tensor, row?: Tensor2D): InputGradients {
  let logits = 0
  const inputs = row === undefined ? [items] : [items, row]
  const { grads } = gradientsOf(() => {
    const judged = logitsOf(items, row)
    logits = judged.shape[0]
    return judged
  }, inputs)
  const sides = grads.map((slope) => slope.reshape<Tensor2D>([items.shape.at(0) ?? 0, -1]))
  const [gradients] = sides
  if (gradients === undefined) throw new Error('D has no gradient by its input.')
  return { gradients: sides.length === 1 ? gradients : concat(sides, 1), logits }
}

/** [] weight·E‖∇D‖², the mean over logits. */
export function meanSquaredGradient(
  logitsOf: PenaltyInput['logitsOf'],
  items: Tensor,
  weight: number,
): Scalar {
  const { gradients, logits } = inputGradientsAt(logitsOf, items)
  return gradientTerm(gradients, { factor: weight / logits, centred: false, epsilon: 0 })
}

/**
 * [] weight·E(‖∇D‖ − 1)², the mean over logits. Where D sees m items at once these are items i, i + n/m, …: their slopes
 * are one.
 * @param row [n, choices] whose slopes count as the items' own; left out: none
 */
export function oneCentredGradient(
  logitsOf: PenaltyInput['logitsOf'],
  items: Tensor,
  weight: number,
  row?: Tensor2D,
): Scalar {
  const { gradients, logits } = inputGradientsAt(logitsOf, items, row)
  const centred = { factor: weight / logits, centred: true, epsilon: EPSILON }
  const [count] = gradients.shape
  if (count === logits) return gradientTerm(gradients, centred)
  // The items of a pack side by side: row i holds all that logit i sees.
  const packed = Math.floor(count / logits)
  const sides = split<Tensor2D>(gradients.slice([0, 0], [packed * logits, -1]), packed)
  return gradientTerm(concat(sides, 1), centred)
}
