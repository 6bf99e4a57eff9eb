/** Functions of single numbers: ours with their own gradients, and tfjs' own wherever the networks use them. */
import { abs, cos, div, rsqrt, sqrt, square, type Tensor } from '@tensorflow/tfjs'
import { leakyRelu, relu } from '../../../../src/worker/gan/ops/rectify.ts'
import { exp, sigmoid, softplus, tanh } from '../../../../src/worker/gan/ops/smooth.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, leaky, square as squared, type Maths } from '../maths.ts'

const X = wave([3, 5], 1, 1.2)
const POSITIVE = wave([3, 5], 2, 0.4, 1)

type Unary = <A>(m: Maths<A>, x: A) => A

const unary = (name: string, ours: (x: Tensor) => Tensor, formula: Unary, x = X): GradientCase => ({
  name,
  inputs: [x],
  ours: (...xs) => ours(at(xs, 0)),
  formula: (m, ...xs) => formula(m, at(xs, 0)),
})

export const ELEMENTWISE: GradientCase[] = [
  unary('tanh', tanh, (m, x) => m.tanh(x)),
  unary('sigmoid', sigmoid, (m, x) => m.sigmoid(x)),
  unary('exp', exp, (m, x) => m.exp(x)),
  unary('softplus', softplus, (m, x) => m.softplus(x)),
  unary('softplus far from 0', softplus, (m, x) => m.softplus(x), wave([3, 5], 3, 9)),
  unary('relu', relu, (m, x) => m.relu(x)),
  unary(
    'leaky relu',
    (x) => leakyRelu(x, 0.2),
    (m, x) => leaky(m, x, 0.2),
  ),
  unary('abs', abs, (m, x) => m.abs(x)),
  { ...unary('cos', cos, (m, x) => m.cos(x)), cosine: true },
  unary('square', square, squared),
  unary('sqrt', sqrt, (m, x) => m.sqrt(x), POSITIVE),
  unary('rsqrt', rsqrt, (m, x) => m.div(m.add(m.mul(x, 0), 1), m.sqrt(x)), POSITIVE),
  {
    name: 'quotient, broadcast',
    inputs: [X, wave([1, 5], 4, 0.4, 1)],
    ours: (...xs) => div(at(xs, 0), at(xs, 1)),
    formula: (m, ...xs) => m.div(at(xs, 0), at(xs, 1)),
  },
]
