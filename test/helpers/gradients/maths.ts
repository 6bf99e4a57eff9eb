/**
 * The arithmetic that reference formulas are written in. Two libraries provide it: plain doubles, for differences, and
 * jax-js, for derivatives. Must not use tfjs or anything of src/: it is what they are held against.
 */

/** Numbers of a shape, row by row. Representable in single precision, so that every library starts from the same. */
export interface Values {
  readonly shape: readonly number[]
  readonly data: Float64Array
}

/** Shape of pictures [n, h, w, c] or filters [k, k, in, out]. */
export type Shape4 = readonly [number, number, number, number]

/** Where a number stands for an array, it is broadcast. */
export interface Maths<A> {
  constant(values: Values): A
  shapeOf(a: A): readonly number[]
  add(a: A, b: A | number): A
  sub(a: A, b: A | number): A
  mul(a: A, b: A | number): A
  div(a: A, b: A | number): A
  tanh(a: A): A
  sigmoid(a: A): A
  exp(a: A): A
  log(a: A): A
  softplus(a: A): A
  sqrt(a: A): A
  cos(a: A): A
  abs(a: A): A
  relu(a: A): A
  /** [n, k] · [k, m]. */
  matMul(a: A, b: A): A
  /** Over all axes unless told; a summed axis stays, with length 1. */
  sum(a: A, axes?: readonly number[]): A
  /** The largest along an axis, which goes. */
  max(a: A, axis: number): A
  reshape(a: A, shape: readonly number[]): A
  transpose(a: A, order: readonly number[]): A
  concat(parts: readonly A[], axis: number): A
  /** `size` places of an axis from `from` on. */
  slice(a: A, axis: number, from: number, size: number): A
  /** Padding as TensorFlow's "same". x [n, h, w, in], filter [k, k, in, out] → [n, ⌈h/s⌉, ⌈w/s⌉, out]. */
  convolve(x: A, filter: A, stride: number): A
  /** The linear map transposed to `convolve` in x: [n, h/s, w/s, out] → `shape` [n, h, w, in]. */
  spread(dy: A, filter: A, shape: Shape4, stride: number): A
  /** The linear map transposed to `convolve` in the filter: → `shape` [k, k, in, out]. */
  correlate(x: A, dy: A, shape: Shape4, stride: number): A
  /** ∂Σf/∂x at x, of x's shape. */
  slope(f: (x: A) => A, x: A): A
}

/** A formula that any library can compute. */
export type Formula = <A>(m: Maths<A>, ...xs: A[]) => A

export function sizeOf(shape: readonly number[]): number {
  return shape.reduce((product, side) => product * side, 1)
}

/** The i-th array. */
export function at<A>(arrays: readonly A[], index: number): A {
  const array = arrays[index]
  if (array === undefined) throw new Error(`There is no array ${index}.`)
  return array
}

export function square<A>(m: Maths<A>, a: A): A {
  return m.mul(a, a)
}

/** a subtracted from a number. */
export function from<A>(m: Maths<A>, number: number, a: A): A {
  return m.add(m.mul(a, -1), number)
}

/** Over all axes unless told; an averaged axis stays, with length 1. */
export function mean<A>(m: Maths<A>, a: A, axes?: readonly number[]): A {
  const shape = m.shapeOf(a)
  const count = axes === undefined ? sizeOf(shape) : axes.reduce((n, axis) => n * (shape[axis] ?? 1), 1)
  return m.mul(m.sum(a, axes), 1 / count)
}

/** x above zero, slope·x below. */
export function leaky<A>(m: Maths<A>, a: A, slope: number): A {
  return m.sub(m.relu(a), m.mul(m.relu(m.mul(a, -1)), slope))
}

/** (x − mean)/√(variance + ε), both over the given axes; the variance is the biased one. */
export function standardise<A>(m: Maths<A>, x: A, axes: readonly number[], epsilon: number): A {
  const centred = m.sub(x, mean(m, x, axes))
  return m.div(centred, m.sqrt(m.add(mean(m, square(m, centred), axes), epsilon)))
}
