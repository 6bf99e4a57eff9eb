/** Operations that look at a whole batch or a whole matrix: norms, spread of a batch, maxout. */
import type { Tensor2D } from '@tensorflow/tfjs'
import { maxout } from '../../../../src/worker/gan/ops/maxout.ts'
import { normaliseColumns } from '../../../../src/worker/gan/ops/normalise.ts'
import { spectral } from '../../../../src/worker/gan/ops/spectral.ts'
import { groupDeviation, nearness } from '../../../../src/worker/gan/ops/minibatch-diversity.ts'
import { normaliseItems } from '../../../../src/worker/gan/networks/layers/layer-norm.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, standardise, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import { deviationOfGroups, nearnessOf, spectrallyDivided } from './formulas.ts'
import { unitVector } from './power-iteration.ts'

const EPSILON = 1e-5

function spectralCase(name: string, weight: Values): GradientCase {
  const right = unitVector(weight.shape.at(-1) ?? 1)
  return {
    name: `spectral norm of a ${name}`,
    inputs: [weight],
    ours: (...xs) => spectral(at(xs, 0), tensorOf(right) as Tensor2D).normalised,
    formula: spectrallyDivided(weight, right),
  }
}

const deviationCase = (batch: number, rest: number[]): GradientCase => ({
  name: `minibatch deviation of [${[batch, ...rest].join()}]`,
  inputs: [wave([batch, ...rest], 5)],
  ours: (...xs) => groupDeviation(at(xs, 0)),
  formula: (m, ...xs) => deviationOfGroups(m, at(xs, 0)),
})

export const BATCH: GradientCase[] = [
  {
    name: 'maxout, 3 pieces',
    inputs: [wave([4, 6], 1)],
    ours: (...xs) => maxout(at(xs, 0) as Tensor2D, 3),
    formula: (m, ...xs) => m.max(m.reshape(at(xs, 0), [4, 2, 3]), 2),
  },
  {
    name: 'columns normalised (batch norm)',
    inputs: [wave([5, 3], 2)],
    ours: (...xs) => normaliseColumns(at(xs, 0) as Tensor2D, EPSILON),
    formula: (m, ...xs) => standardise(m, at(xs, 0), [0], EPSILON),
  },
  {
    name: 'items normalised (layer norm)',
    inputs: [wave([3, 2, 2, 3], 3)],
    ours: (...xs) => normaliseItems(at(xs, 0)),
    formula: (m, ...xs) => standardise(m, at(xs, 0), [1, 2, 3], EPSILON),
  },
  spectralCase('matrix', wave([4, 3], 4)),
  spectralCase('filter', wave([2, 2, 2, 3], 4)),
  deviationCase(8, [3]),
  deviationCase(6, [2, 2, 1]),
  {
    name: 'minibatch discrimination, 2 kernels of 3',
    inputs: [wave([4, 6], 6, 0.4)],
    ours: (...xs) => nearness(at(xs, 0) as Tensor2D, 2),
    formula: (m, ...xs) => nearnessOf(m, at(xs, 0), 2),
  },
]
