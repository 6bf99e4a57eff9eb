/**
 * LeCam regularisation (Tseng et al. 2021): λ(E[relu(D(x) − α_g)²] + E[relu(α_r − D(g))²]), with running means α of D's
 * outputs on the other side. Keeps D from drifting apart on few items.
 */
import {
  add,
  cast,
  div,
  greaterEqual,
  mean,
  maximum,
  mul,
  scalar,
  slice,
  square,
  stack,
  sub,
  type Scalar,
  type Tensor,
  type Tensor1D,
  type Variable,
} from '@tensorflow/tfjs'
import { constant } from '../../ops/autodiff.ts'
import { relu } from '../../ops/rectify.ts'
import { follow } from '../../optimizers/average.ts'

const DECAY = 0.99
/** The means count once they rest on a thousand updates, as in the authors' code: their weight is then 1 − .99^1000. */
const SETTLED = 1 - DECAY ** 1000

/**
 * @param anchors [3]: running sums of the mean logit on reals, on fakes, and of 1; dividing by the last gives the means
 * @param weight λ
 */
export function lecamTerm(real: Tensor1D, fake: Tensor1D, anchors: Variable, weight: number): Scalar | null {
  if (weight === 0) return null
  const [meanReal, meanFake] = [0, 1].map((i) => constant(() => anchorOf(anchors, i)))
  if (meanReal === undefined || meanFake === undefined) throw new Error('no anchors')
  const apart = add(mean(square(relu(sub(real, meanFake)))), mean(square(relu(sub(meanReal, fake)))))
  return mul<Scalar>(
    apart,
    constant(() => mul(cast(greaterEqual(at(anchors, 2), SETTLED), 'float32'), weight)),
  )
}

/** Takes the logits of one update into the means. */
export function rememberLogits(anchors: Variable, real: Tensor1D, fake: Tensor1D): void {
  follow([anchors], [stack([mean(real), mean(fake), scalar(1)])], DECAY)
}

function anchorOf(anchors: Variable, index: number): Tensor {
  return div(at(anchors, index), maximum(at(anchors, 2), 1e-6))
}

function at(anchors: Variable, index: number): Tensor {
  return slice(anchors as Tensor, index, 1).reshape([])
}
