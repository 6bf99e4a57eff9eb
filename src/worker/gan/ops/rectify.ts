/**
 * Piecewise linear functions. Their slope is a step, whose own gradient is zero almost everywhere, so saving the output
 * is enough at any order: output and input have the same sign.
 */
import { mul, sign, sub, type Tensor } from '@tensorflow/tfjs'
import { constant, differentiable, runKernel, savedAt } from './autodiff.ts'
import { masked } from './signal.ts'

/** max(x, 0). */
export function relu<T extends Tensor>(x: T): T {
  return leakyRelu(x, 0)
}

/** x where x > 0, else slope·x. @param slope in [0, 1) */
export function leakyRelu<T extends Tensor>(x: T, slope: number): T {
  return differentiable<T>({
    inputs: { x },
    forward: (save) => {
      const y = leakyReluValue(x, slope)
      save([y])
      return y
    },
    backward: (upstream, saved) => ({ x: () => masked(upstream, { values: savedAt(saved, 0), slope }) }),
  })
}

/** As `leakyRelu`, for use where nothing is recorded. */
export function leakyReluValue<T extends Tensor>(x: T, slope: number): T {
  return slope === 0 ? runKernel<T>('Relu', { x }) : runKernel<T>('LeakyRelu', { x }, { alpha: slope })
}

/** |a − b|, whose slope is 0 where both are alike: that of tfjs' own `abs` is −1 there, and drives equal pixels apart. */
export function apart(a: Tensor, b: Tensor): Tensor {
  const difference = sub(a, b)
  return mul(
    difference,
    constant(() => sign(difference)),
  )
}
