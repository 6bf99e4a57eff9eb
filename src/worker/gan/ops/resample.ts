/**
 * Doubling and halving the side of a picture by copying and averaging pixels. By joining and splitting alone: tfjs' own
 * resizing lies or throws in its gradients. Each is the other's gradient, up to a factor of four.
 */
import { add, concat, mul, split, type Tensor, type Tensor4D } from '@tensorflow/tfjs'

/** [n, h, w, c] → [n, 2h, 2w, c]: each pixel becomes four. */
export function doubled(x: Tensor4D): Tensor4D {
  const [n, h, w, c] = x.shape
  const wide = concat([x, x], 3).reshape([n, h, 2 * w * c])
  return concat([wide, wide], 2).reshape([n, 2 * h, 2 * w, c])
}

/** [n, h, w, c] → [n, h/2, w/2, c]: each four pixels become their mean. */
export function halved(x: Tensor4D): Tensor4D {
  const [n, h, w, c] = x.shape
  const rows = pairSum(x.reshape([n, h / 2, 2 * w * c]))
  const both = pairSum(rows.reshape([n, h / 2, w / 2, 2 * c]))
  return mul<Tensor4D>(both, 0.25)
}

/** The sum of the two halves of the last axis. */
function pairSum(x: Tensor): Tensor {
  const [first, second] = split(x, 2, x.rank - 1)
  if (first === undefined || second === undefined) throw new Error('The axis did not split in two.')
  return add(first, second)
}
