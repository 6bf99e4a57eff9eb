/**
 * Piecewise linear functions. Their slope is a step, whose own gradient is zero almost everywhere, so saving the output
 * is enough at any order: output and input have the same sign.
 */
import { mul, step, type Tensor } from '@tensorflow/tfjs'
import { differentiable, runKernel, savedAt } from './border.ts'

/** max(x, 0). */
export function relu<T extends Tensor>(x: T): T {
  return piecewise(x, 0, () => runKernel('Relu', { x }))
}

/** x where x > 0, else slope·x. @param slope in (0, 1) */
export function leakyRelu<T extends Tensor>(x: T, slope: number): T {
  return piecewise(x, slope, () => runKernel('LeakyRelu', { x }, { alpha: slope }))
}

function piecewise<T extends Tensor>(x: T, slope: number, value: () => Tensor): T {
  return differentiable<T>({
    inputs: { x },
    forward: (save) => {
      const y = value()
      save([y])
      return y
    },
    backward: (upstream, saved) => ({ x: () => mul(upstream, step(savedAt(saved, 0), slope)) }),
  })
}
