/**
 * What passes from layer to layer: values whose rectifier has been applied, but whose gradient is still taken before it.
 * The layer that follows multiplies by the rectifier's slope inside its own kernel; `settle` does it for all others.
 * Right at any order, because a rectifier's slope is a step whose own gradient is zero.
 */
import { clone, getBackend, mul, step, type Tensor } from '@tensorflow/tfjs'
import { MASK } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { differentiable, runKernel, savedAt } from './autodiff.ts'

/** Slope of a rectifier below zero; null for none. */
export type Rectifier = number | null

export interface Signal<T extends Tensor = Tensor> {
  readonly values: T
  /** Of the rectifier that gave the values and is not yet in their gradient; null: nothing is owed. */
  readonly slope: Rectifier
}

export function settled<T extends Tensor>(values: T): Signal<T> {
  return { values, slope: null }
}

/** The values as an ordinary tensor: its gradient passes through the rectifier. */
export function settle<T extends Tensor>({ values, slope }: Signal<T>): T {
  if (slope === null) return values
  return differentiable<T>({
    inputs: { x: values },
    forward: (save) => {
      save([values])
      return clone(values)
    },
    backward: (upstream, saved) => ({ x: () => masked(upstream, { values: savedAt(saved, 0), slope }) }),
  })
}

/** gradient where values > 0, slope·gradient elsewhere. Linear in the gradient, of the values' shape. */
export function masked<T extends Tensor>(gradient: T, { values, slope }: Signal): T {
  if (slope === null) return gradient
  return differentiable<T>({
    inputs: { x: gradient },
    forward: (save) => {
      save([values])
      return maskedValue(gradient, { values, slope })
    },
    backward: (upstream, saved) => ({ x: () => masked(upstream, { values: savedAt(saved, 0), slope }) }),
  })
}

/** As `masked`, for use where nothing is recorded. */
export function maskedValue<T extends Tensor>(x: T, { values, slope }: Signal): T {
  if (slope === null) return x
  if (hasKernel(MASK, getBackend())) return runKernel<T>(MASK, { x, mask: values }, { slope })
  return mul(x, step(values, slope))
}
