/** Uniform numbers from normal ones, on the device: feeds give N(0, 1) only. */
import { add, div, square, split, type Tensor } from '@tensorflow/tfjs'

/**
 * U(0, 1) of a shape. (a² + b²)/(a² + b² + c² + d²) of four normals is Beta(1, 1), which is the uniform distribution:
 * a² + b² and c² + d² are exponential, and the share of the first in the sum of two alike is uniform.
 */
export function uniformFrom(normal: (shape: readonly number[]) => Tensor, shape: readonly number[]): Tensor {
  const [a, b, c, d] = split(square(normal([4, ...shape])), 4)
  if (a === undefined || b === undefined || c === undefined || d === undefined) throw new Error('no quarters')
  const first = add(a, b)
  return div(first, add(first, add(c, d))).reshape([...shape])
}
