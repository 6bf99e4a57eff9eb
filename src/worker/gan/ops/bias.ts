/** Adds or multiplies by one number per channel. tfjs' own gradients of broadcasts sum over outer axes, which is slow. */
import { add, mul, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { differentiable, savedAt } from './autodiff.ts'
import { sumRows } from './sum-rows.ts'

/** […, c] + [c]. */
export function addBias<T extends Tensor>(x: T, bias: Tensor1D): T {
  return differentiable<T>({
    inputs: { x, bias },
    forward: () => add(x, bias),
    backward: (upstream) => ({
      x: () => upstream.clone(),
      bias: () => sumRows(asRows(upstream, bias.shape[0])),
    }),
  })
}

/** […, c] · [c]. */
export function scaleChannels<T extends Tensor>(x: T, scale: Tensor1D): T {
  return differentiable<T>({
    inputs: { x, scale },
    forward: (save) => {
      save([x, scale])
      return mul(x, scale)
    },
    backward: (upstream, saved) => ({
      x: () => scaleChannels(upstream, savedAt<Tensor1D>(saved, 1)),
      scale: () => sumRows(asRows(mul(upstream, savedAt(saved, 0)), scale.shape[0])),
    }),
  })
}

function asRows(x: Tensor, channels: number): Tensor2D {
  return x.reshape([-1, channels])
}
