/** Products, convolutions, sums and changes of shape. */
import {
  concat,
  matMul,
  mean,
  slice,
  split,
  sum,
  transpose,
  type Tensor,
  type Tensor1D,
  type Tensor2D,
  type Tensor4D,
} from '@tensorflow/tfjs'
import { addBias, scaleChannels } from '../../../../src/worker/gan/ops/bias.ts'
import { convolve, convFilterGradient, convTranspose } from '../../../../src/worker/gan/ops/convolution.ts'
import { dense } from '../../../../src/worker/gan/ops/dense.ts'
import type { Rectifier } from '../../../../src/worker/gan/ops/signal.ts'
import { doubled, halved } from '../../../../src/worker/gan/ops/resample.ts'
import { meanRows, sumRows } from '../../../../src/worker/gan/ops/sum-rows.ts'
import { wave, type GradientCase } from '../case.ts'
import { at, leaky, mean as meanOf, type Maths, type Shape4 } from '../maths.ts'

function denseCase(name: string, rectifier: Rectifier): GradientCase {
  return {
    name: `dense, ${name}`,
    inputs: [wave([3, 4], 1), wave([4, 5], 2), wave([5], 3)],
    ours: (...xs) => dense(at(xs, 0) as Tensor2D, at(xs, 1) as Tensor2D, at(xs, 2) as Tensor1D, rectifier),
    formula: (m, ...xs) => {
      const y = m.add(m.matMul(at(xs, 0), at(xs, 1)), at(xs, 2))
      return rectifier === null ? y : leaky(m, y, rectifier)
    },
  }
}

interface ConvolutionShape {
  x: Shape4
  filter: Shape4
  y: Shape4
  stride: number
}

/** The networks' own sizes (4×4, stride 2; 3×3, stride 1), one and three channels, and odd sides. */
const CONVOLUTIONS: ConvolutionShape[] = [
  { x: [2, 4, 4, 1], filter: [4, 4, 1, 3], y: [2, 2, 2, 3], stride: 2 },
  { x: [2, 4, 4, 3], filter: [4, 4, 3, 1], y: [2, 2, 2, 1], stride: 2 },
  { x: [1, 5, 3, 3], filter: [4, 4, 3, 2], y: [1, 3, 2, 2], stride: 2 },
  { x: [2, 3, 5, 2], filter: [3, 3, 2, 3], y: [2, 3, 5, 3], stride: 1 },
]

function convolutionCases({ x, filter, y, stride }: ConvolutionShape): GradientCase[] {
  const shape = `${x.slice(1).join('×')}, ${filter.slice(0, 2).join('×')} → ${filter[3]}, stride ${stride}`
  // Small filters, so that the square in L does not drown the rest.
  const [pictures, filters, upstream] = [wave(x, 1, 0.7), wave(filter, 2, 0.3), wave(y, 3, 0.7)]
  return [
    {
      name: `convolve ${shape}`,
      inputs: [pictures, filters],
      ours: (...xs) => convolve(at(xs, 0) as Tensor4D, at(xs, 1) as Tensor4D, stride),
      formula: (m, ...xs) => m.convolve(at(xs, 0), at(xs, 1), stride),
    },
    {
      name: `spread (transposed) ${shape}`,
      inputs: [upstream, filters],
      ours: (...xs) => convTranspose(at(xs, 0) as Tensor4D, at(xs, 1) as Tensor4D, x, stride),
      formula: (m, ...xs) => m.spread(at(xs, 0), at(xs, 1), x, stride),
    },
    {
      name: `correlate (filter's gradient) ${shape}`,
      inputs: [pictures, upstream],
      ours: (...xs) => convFilterGradient(at(xs, 0) as Tensor4D, at(xs, 1) as Tensor4D, filter, stride),
      formula: (m, ...xs) => m.correlate(at(xs, 0), at(xs, 1), filter, stride),
    },
  ]
}

type Change = <A>(m: Maths<A>, x: A) => A

const shaped = (
  name: string,
  shape: number[],
  ours: (x: Tensor) => Tensor,
  formula: Change,
): GradientCase => ({
  name,
  inputs: [wave(shape, 1)],
  ours: (...xs) => ours(at(xs, 0)),
  formula: (m, ...xs) => formula(m, at(xs, 0)),
})

function doubling<A>(m: Maths<A>, x: A): A {
  const [n = 0, h = 0, w = 0, c = 0] = m.shapeOf(x)
  const wide = m.reshape(x, [n, h, 1, w, 1, c])
  return m.reshape(m.concat([m.concat([wide, wide], 2), m.concat([wide, wide], 2)], 4), [n, 2 * h, 2 * w, c])
}

function halving<A>(m: Maths<A>, x: A): A {
  const [n = 0, h = 0, w = 0, c = 0] = m.shapeOf(x)
  return m.reshape(meanOf(m, m.reshape(x, [n, h / 2, 2, w / 2, 2, c]), [2, 4]), [n, h / 2, w / 2, c])
}

export const LINEAR: GradientCase[] = [
  denseCase('linear', null),
  denseCase('relu', 0),
  denseCase('leaky relu', 0.2),
  ...CONVOLUTIONS.flatMap(convolutionCases),
  {
    name: 'bias and scale per channel',
    inputs: [wave([2, 3, 2], 1), wave([2], 2), wave([2], 3)],
    ours: (...xs) => addBias(scaleChannels(at(xs, 0), at(xs, 1) as Tensor1D), at(xs, 2) as Tensor1D),
    formula: (m, ...xs) => m.add(m.mul(at(xs, 0), at(xs, 1)), at(xs, 2)),
  },
  {
    name: 'matrix product, both transposed',
    inputs: [wave([4, 3], 1), wave([5, 4], 2)],
    ours: (...xs) => matMul(at(xs, 0), at(xs, 1), true, true),
    formula: (m, ...xs) => m.matMul(m.transpose(at(xs, 0), [1, 0]), m.transpose(at(xs, 1), [1, 0])),
  },
  shaped('doubled', [2, 3, 3, 1], (x) => doubled(x as Tensor4D), doubling),
  shaped('doubled, 3 channels', [2, 2, 3, 3], (x) => doubled(x as Tensor4D), doubling),
  shaped('halved', [2, 4, 6, 1], (x) => halved(x as Tensor4D), halving),
  shaped('halved, 3 channels', [2, 4, 4, 3], (x) => halved(x as Tensor4D), halving),
  shaped(
    'sum over rows',
    [5, 3],
    (x) => sumRows(x as Tensor2D),
    (m, x) => m.reshape(m.sum(x, [0]), [3]),
  ),
  shaped(
    'mean over rows',
    [5, 3],
    (x) => meanRows(x as Tensor2D),
    (m, x) => m.reshape(meanOf(m, x, [0]), [3]),
  ),
  shaped(
    'sum over the last axis',
    [3, 2, 4],
    (x) => sum(x, 2),
    (m, x) => m.reshape(m.sum(x, [2]), [3, 2]),
  ),
  shaped(
    'mean of all',
    [3, 4],
    (x) => mean(x),
    (m, x) => m.reshape(meanOf(m, x), []),
  ),
  shaped(
    'transpose, 4 axes',
    [2, 3, 2, 2],
    (x) => transpose(x, [0, 2, 1, 3]),
    (m, x) => m.transpose(x, [0, 2, 1, 3]),
  ),
  shaped(
    'split and join',
    [5, 4],
    (x) => concat([...split(x, [2, 3])].reverse(), 0),
    (m, x) => m.concat([m.slice(x, 0, 2, 3), m.slice(x, 0, 0, 2)], 0),
  ),
  shaped(
    'slice',
    [5, 3],
    (x) => slice(x, 1, 3),
    (m, x) => m.slice(x, 0, 1, 3),
  ),
]
