/** Uniform numbers from normal ones, on the device: feeds give N(0, 1) only. */
import { add, div, getBackend, square, split, type Tensor } from '@tensorflow/tfjs'
import { UNIFORM } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { constant, runKernel } from './autodiff.ts'

/**
 * U(0, 1) of a shape. (a² + b²)/(a² + b² + c² + d²) of four normals is Beta(1, 1), which is the uniform distribution:
 * a² + b² and c² + d² are exponential, and the share of the first in the sum of two alike is uniform.
 */
export function uniformFrom(normal: (shape: readonly number[]) => Tensor, shape: readonly number[]): Tensor {
  const normals = normal([4, ...shape])
  const uniform = hasKernel(UNIFORM, getBackend())
    ? constant(() => runKernel(UNIFORM, { normals }))
    : composed(normals)
  return uniform.reshape([...shape])
}

function composed(normals: Tensor): Tensor {
  const [a, b, c, d] = split(square(normals), 4)
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('no quarters')
  const first = add(a, b)
  return div(first, add(first, add(c, d)))
}
