/** The arithmetic of layers: values against plain loops, gradients of both orders against central differences. */
import { beforeAll, describe, expect, test } from 'vitest'
import type { Tensor, Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import { addBias, scaleChannels } from '../../../../src/worker/gan/ops/bias.ts'
import { convolve, convFilterGradient, convTranspose } from '../../../../src/worker/gan/ops/convolution.ts'
import { dense } from '../../../../src/worker/gan/ops/dense.ts'
import type { Rectifier } from '../../../../src/worker/gan/ops/signal.ts'
import { normaliseColumns } from '../../../../src/worker/gan/ops/normalise.ts'
import { sumRows } from '../../../../src/worker/gan/ops/sum-rows.ts'
import { tanh } from '../../../../src/worker/gan/ops/smooth.ts'
import { useCpu } from '../../../helpers/engine/backend.ts'
import {
  expectClose,
  expectGradients,
  expectSecondGradients,
  sampleTensor,
} from '../../../helpers/truth/differences.ts'

beforeAll(useCpu)

/** A curved, lopsided scalar of a tensor, so that gradients are neither constant nor symmetric. */
function scalarise(y: Tensor): Tensor {
  return tanh(y.mul(0.5)).mul(sampleTensor(y.shape, 77)).sum()
}

describe('dense', () => {
  const x = () => sampleTensor([3, 4], 1)
  const kernel = () => sampleTensor([4, 5], 2)
  const bias = () => sampleTensor([5], 3)

  test.each<[string, Rectifier, (v: number) => number]>([
    ['linear', null, (v) => v],
    ['ReLU', 0, (v) => Math.max(0, v)],
    ['leaky ReLU', 0.2, (v) => (v > 0 ? v : 0.2 * v)],
  ])('%s: value and gradients of both orders', (_, rectifier, rectify) => {
    const f = (a: Tensor, w: Tensor, b: Tensor) =>
      dense(a as Tensor2D, w as Tensor2D, b as Tensor1D, rectifier)
    const [xs, ws, bs] = [
      x().arraySync() as number[][],
      kernel().arraySync() as number[][],
      [...bias().dataSync()],
    ]
    const expected = xs.flatMap((row) =>
      bs.map((b, out) => rectify(row.reduce((sum, v, i) => sum + v * (ws[i]?.[out] ?? NaN), b))),
    )
    expectClose(f(x(), kernel(), bias()).dataSync(), expected, 1e-5)
    expectGradients((a, w, b) => scalarise(f(a, w, b)), [x(), kernel(), bias()])
    expectSecondGradients((a, w, b) => scalarise(f(a, w, b)), [x(), kernel(), bias()])
  })
})

/** [1, side, side, 1] ∗ [4, 4, 1, 1] with stride 2 and one pixel of zeros around, by loops. */
function plainConvolution(x: number[][], filter: number[][]): number[] {
  const out: number[] = []
  for (let row = 0; row < x.length; row += 2) {
    for (let column = 0; column < x.length; column += 2) {
      let sum = 0
      filter.forEach((line, i) =>
        line.forEach((weight, j) => (sum += weight * (x[row + i - 1]?.[column + j - 1] ?? 0))),
      )
      out.push(sum)
    }
  }
  return out
}

describe('convolution', () => {
  const x = () => sampleTensor([2, 4, 4, 2], 4)
  const filter = () => sampleTensor([4, 4, 2, 3], 5)
  const dy = () => sampleTensor([2, 2, 2, 3], 6)

  test('is the plain sum over a padded window', () => {
    const image = sampleTensor([1, 6, 6, 1], 8)
    const kernel = sampleTensor([4, 4, 1, 1], 9)
    const expected = plainConvolution(
      image.reshape([6, 6]).arraySync() as number[][],
      kernel.reshape([4, 4]).arraySync() as number[][],
    )
    expectClose(convolve(image as Tensor4D, kernel as Tensor4D, 2).dataSync(), expected, 1e-5)
  })

  test.each<[string, (a: Tensor, b: Tensor) => Tensor, () => Tensor[]]>([
    ['convolve', (a, b) => convolve(a as Tensor4D, b as Tensor4D, 2), () => [x(), filter()]],
    [
      'spread',
      (a, b) => convTranspose(a as Tensor4D, b as Tensor4D, [2, 4, 4, 2], 2),
      () => [dy(), filter()],
    ],
    [
      'correlate',
      (a, b) => convFilterGradient(a as Tensor4D, b as Tensor4D, [4, 4, 2, 3], 2),
      () => [x(), dy()],
    ],
  ])('%s has right gradients of both orders', (_, op, inputs) => {
    const f = (...xs: Tensor[]) => scalarise(op(...(xs as [Tensor, Tensor])).mul(0.3))
    expectGradients(f, inputs())
    expectSecondGradients(f, inputs())
  })
})

describe('per channel', () => {
  test('bias and scale have right gradients of both orders', () => {
    const f = (x: Tensor, scale: Tensor, bias: Tensor) =>
      scalarise(addBias(scaleChannels(x, scale as Tensor1D), bias as Tensor1D))
    const inputs = [sampleTensor([2, 3, 2], 1), sampleTensor([2], 2), sampleTensor([2], 3)]
    const call = (...xs: Tensor[]) => f(...(xs as [Tensor, Tensor, Tensor]))
    expectGradients(call, inputs)
    expectSecondGradients(call, inputs)
  })

  test('the sum over rows is the sum over rows', () => {
    const x = sampleTensor([7, 3], 1) as Tensor2D
    expectClose(sumRows(x).dataSync(), x.sum(0).dataSync(), 1e-6)
  })
})

describe('normaliseColumns', () => {
  test('gives mean 0 and variance 1, and tells the moments of the batch', () => {
    const x = sampleTensor([50, 3], 1).mul<Tensor2D>(4).add<Tensor2D>(2)
    let told = 0
    const y = normaliseColumns(x, 1e-5, (mean, variance, rows) => {
      told = rows
      expectClose(mean.dataSync(), x.mean(0).dataSync(), 1e-5)
      expectClose(variance.dataSync(), x.sub(x.mean(0)).square().mean(0).dataSync(), 1e-4)
    })
    expect(told).toBe(50)
    expectClose(y.mean(0).dataSync(), [0, 0, 0], 1e-5)
    expectClose(y.square().mean(0).dataSync(), [1, 1, 1], 1e-4)
  })

  test('has right gradients of both orders', () => {
    const f = (x: Tensor) => scalarise(normaliseColumns(x as Tensor2D, 0.1))
    expectGradients(f, [sampleTensor([5, 3], 2)])
    expectSecondGradients(f, [sampleTensor([5, 3], 2)])
  })
})
