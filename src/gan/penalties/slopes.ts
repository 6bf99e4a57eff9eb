/** How steep D is at given items: the gradient of its logit by its input. Differentiable by D's weights. */
import { square, sum, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { sumRows } from '../ops/rows.ts'
import { gradientsOf } from '../ops/border.ts'
import type { PenaltyInput } from './penalty.ts'

interface Slopes {
  /** ∂ΣD/∂items, [n, …item]. */
  slopes: Tensor
  /** Logits they belong to: n, or fewer where D sees several items at once. */
  logits: number
}

/** Gradients of all logits by the items. */
function slopesAt(judge: PenaltyInput['judge'], items: Tensor): Slopes {
  let logits = 0
  const { grads } = gradientsOf(() => {
    const judged = judge(items)
    logits = judged.shape[0]
    return sum(judged)
  }, [items])
  const [slopes] = grads
  if (slopes === undefined) throw new Error('D has no gradient by its input.')
  return { slopes, logits }
}

/** [] E‖∇D‖², the mean over logits. */
export function meanSquaredSlope(judge: PenaltyInput['judge'], items: Tensor): Tensor {
  const { slopes, logits } = slopesAt(judge, items)
  return sum(square(slopes)).div(logits)
}

/**
 * [logits] ‖∇D‖². Where D sees m items at once these are items i, i + n/m, …: the squares of a pack add up.
 */
export function squaredSlopes(judge: PenaltyInput['judge'], items: Tensor): Tensor1D {
  const { slopes, logits } = slopesAt(judge, items)
  const flat = slopes.reshape<Tensor2D>([slopes.shape.at(0) ?? 0, -1])
  const [count] = flat.shape
  const perItem = sum<Tensor1D>(square(flat), 1)
  if (count === logits) return perItem
  const packed = Math.floor(count / logits)
  return sumRows(perItem.slice(0, packed * logits).reshape<Tensor2D>([packed, logits]))
}
