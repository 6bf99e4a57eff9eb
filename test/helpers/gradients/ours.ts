/** Gradients of a case by our own operations, on tfjs' current back end. */
import { add, concat, mul, square, sum, tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import { gradientsOf } from '../../../src/worker/gan/ops/autodiff.ts'
import { probesOf, weightsFor, type GradientCase } from './case.ts'
import { at, sizeOf, type Values } from './maths.ts'
import type { Gradients } from './truth.ts'

/** Reads all back at once. Throws what tfjs throws where an operation has no gradient. */
export async function gradientsByUs(spec: GradientCase): Promise<Gradients> {
  const all = tidy(() => {
    const xs = spec.inputs.map(tensorOf)
    const value = spec.ours(...xs)
    const projected = (): Tensor => {
      const y = spec.ours(...xs)
      return sum(mul(add(y, mul(square(y), 0.5)), tensorOf(weightsFor(y.shape))))
    }
    const squaredSlopes = (): Tensor => {
      const { grads } = gradientsOf(
        projected,
        probesOf(spec).map((i) => at(xs, i)),
      )
      return grads.map((slope) => sum(square(slope))).reduce((all, one) => add(all, one))
    }
    const first = gradientsOf(projected, xs).grads
    const second = gradientsOf(squaredSlopes, xs).grads
    const parts = [value, ...first, ...second]
    return { flat: concat(parts.map((part) => part.reshape([-1]))), shapes: parts.map(({ shape }) => shape) }
  })
  const numbers = await all.flat.data()
  all.flat.dispose()
  let offset = 0
  const [value, ...gradients] = all.shapes.map((shape): Values => {
    const data = Float64Array.from(numbers.subarray(offset, (offset += sizeOf(shape))))
    return { shape, data }
  })
  if (value === undefined) throw new Error('There is no value.')
  const count = spec.inputs.length
  return { value, first: gradients.slice(0, count), second: gradients.slice(count) }
}

export function tensorOf({ shape, data }: Values): Tensor {
  return tensor(Float32Array.from(data), [...shape])
}
