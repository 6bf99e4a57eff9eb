import { beforeAll, describe, test } from 'vitest'
import { tensor, type Tensor } from '@tensorflow/tfjs'
import { exp, sigmoid, softplus, tanh } from '../../../../src/worker/gan/ops/smooth.ts'
import { leakyRelu, relu } from '../../../../src/worker/gan/ops/rectify.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import { expectClose, expectGradients, expectSecondGradients } from '../../../helpers/truth/differences.ts'
import { gradientsOf } from '../../../../src/worker/gan/ops/autodiff.ts'

beforeAll(useCpu)

/** Values, first, second and third derivatives from textbooks. */
const s = (x: number) => 1 / (1 + Math.exp(-x))
const FUNCTIONS = [
  {
    name: 'tanh',
    op: (x: Tensor) => tanh(x),
    orders: [
      (x: number) => Math.tanh(x),
      (x: number) => 1 - Math.tanh(x) ** 2,
      (x: number) => -2 * Math.tanh(x) * (1 - Math.tanh(x) ** 2),
      (x: number) => (1 - Math.tanh(x) ** 2) * (6 * Math.tanh(x) ** 2 - 2),
    ],
  },
  {
    name: 'sigmoid',
    op: (x: Tensor) => sigmoid(x),
    orders: [
      s,
      (x: number) => s(x) * (1 - s(x)),
      (x: number) => s(x) * (1 - s(x)) * (1 - 2 * s(x)),
      (x: number) => s(x) * (1 - s(x)) * (1 - 6 * s(x) + 6 * s(x) ** 2),
    ],
  },
  { name: 'exp', op: (x: Tensor) => exp(x), orders: [Math.exp, Math.exp, Math.exp, Math.exp] },
  {
    name: 'softplus',
    op: (x: Tensor) => softplus(x),
    orders: [
      (x: number) => Math.log1p(Math.exp(x)),
      s,
      (x: number) => s(x) * (1 - s(x)),
      (x: number) => s(x) * (1 - s(x)) * (1 - 2 * s(x)),
    ],
  },
  {
    name: 'leaky ReLU',
    op: (x: Tensor) => leakyRelu(x, 0.2),
    orders: [(x: number) => (x > 0 ? x : 0.2 * x), (x: number) => (x > 0 ? 1 : 0.2), () => 0, () => 0],
  },
  {
    name: 'ReLU',
    op: (x: Tensor) => relu(x),
    orders: [(x: number) => Math.max(x, 0), (x: number) => (x > 0 ? 1 : 0), () => 0, () => 0],
  },
]

const POINTS = [-2.1, -0.7, -0.2, 0.3, 0.9, 1.8]

function derivative(f: (x: Tensor) => Tensor): (x: Tensor) => Tensor {
  return (x) => {
    const [gradient] = gradientsOf(() => f(x), [x]).grads
    if (gradient === undefined) throw new Error('no gradient')
    return gradient
  }
}

describe.each(FUNCTIONS)('$name', ({ op, orders }) => {
  test.each([0, 1, 2, 3])('is right at order %i', (order) => {
    let f = op
    for (let i = 0; i < order; i++) f = derivative(f)
    const truth = orders[order]
    if (truth === undefined) throw new Error('no truth')
    expectClose(f(tensor(POINTS)).dataSync(), POINTS.map(truth), 1e-5)
  })

  test('agrees with central differences at first and second order', () => {
    const weighted = (x: Tensor) =>
      op(x)
        .mul(tensor([1, -2, 0.5, 3, -1, 2]))
        .sum()
    expectGradients(weighted, [tensor(POINTS)])
    expectSecondGradients((x) => weighted(x.mul(x).mul(0.3)), [tensor(POINTS)], 5e-2)
  })
})

test('softplus neither overflows nor loses small values', () => {
  expectClose(softplus(tensor([-80, 0, 90])).dataSync(), [0, Math.LN2, 90], 1e-6)
})
