/**
 * Smooth elementwise functions with gradients that are right at any order. tfjs' own tanh, sigmoid and exp are silently
 * wrong at second order: they save their output, and the tape drops the path through it.
 */
import {
  exp as stockExp,
  getBackend,
  mul,
  neg,
  sigmoid as stockSigmoid,
  softplus as stockSoftplus,
  square,
  sub,
  tanh as stockTanh,
  type Tensor,
} from '@tensorflow/tfjs'
import { TANH_GRADIENT } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, isRecorded, runKernel, savedAt } from './autodiff.ts'

interface Smooth {
  value: (x: Tensor) => Tensor
  /** Derivative from the output: cheap, but only right where nobody differentiates it again. */
  slopeFrom: (x: Tensor, y: Tensor) => Tensor
  /** Derivative from the input, in operations of this file. */
  slope: (x: Tensor) => Tensor
}

function smooth({ value, slopeFrom, slope }: Smooth): <T extends Tensor>(x: T) => T {
  return <T extends Tensor>(x: T): T =>
    differentiable<T>({
      inputs: { x },
      forward: (save) => {
        const y = value(x)
        save([x, y])
        return y
      },
      backward: (upstream, saved) => ({
        x: () => {
          const input = savedAt(saved, 0)
          return mul(upstream, isRecorded() ? slope(input) : slopeFrom(input, savedAt(saved, 1)))
        },
      }),
    })
}

/** dy·(1 − y²) for y = tanh x. Not to be differentiated again. */
export function tanhGradient(dy: Tensor, y: Tensor): Tensor {
  if (hasKernel(TANH_GRADIENT, getBackend())) return runKernel(TANH_GRADIENT, { dy, y })
  return mul(dy, sub(1, square(y)))
}

/** tanh x; d/dx = 1 − tanh² x. */
export const tanh = smooth({
  value: (x) => stockTanh(x),
  slopeFrom: (_, y) => sub(1, square(y)),
  slope: (x) => sub(1, square(tanh(x))),
})

/** σ(x) = 1 / (1 + e^−x); d/dx = σ(x) σ(−x). */
export const sigmoid = smooth({
  value: (x) => stockSigmoid(x),
  slopeFrom: (_, y) => mul(y, sub(1, y)),
  slope: (x) => mul(sigmoid(x), sigmoid(neg(x))),
})

/** e^x. */
export const exp = smooth({
  value: (x) => stockExp(x),
  slopeFrom: (_, y) => y,
  slope: (x) => exp(x),
})

/** sp(x) = ln(1 + e^x), without overflow; d/dx = σ(x). */
export const softplus = smooth({
  value: (x) => stockSoftplus(x),
  slopeFrom: (x) => stockSigmoid(x),
  slope: (x) => sigmoid(x),
})
