/** Central differences: what every gradient is held against. Float32 tensors, so tolerances are loose and steps large. */
import { tensor, tidy, type Tensor } from '@tensorflow/tfjs'
import { expect } from 'vitest'
import { normals, streamFor } from '../../../src/common/numbers/random.ts'
import { gradientsOf } from '../../../src/worker/gan/ops/autodiff.ts'

/** Seeded N(0, 1) of a shape. */
export function sampleTensor(shape: readonly number[], seed: number): Tensor {
  const size = shape.reduce((product, side) => product * side, 1)
  return tensor(normals(streamFor(seed, 'evaluate'), size), [...shape])
}

/** A scalar function of several tensors. */
export type Scalarised = (...xs: Tensor[]) => Tensor

/** Central differences of `f` by each element of `xs[which]`. */
export function numericGradient(f: Scalarised, xs: readonly Tensor[], which: number, step: number): number[] {
  const x = xs[which]
  if (x === undefined) throw new Error('no such input')
  const values = x.dataSync()
  const at = (i: number, shift: number): number => {
    const moved = Float32Array.from(values)
    moved[i] = (values[i] ?? 0) + shift
    return tidy(
      () => f(...xs.map((other, j) => (j === which ? tensor(moved, x.shape) : other))).dataSync()[0] ?? NaN,
    )
  }
  return Array.from(values, (_, i) => (at(i, step) - at(i, -step)) / (2 * step))
}

/** Expects the tape's gradients of `f` by every input to be the central differences'. */
export function expectGradients(f: Scalarised, xs: readonly Tensor[], tolerance = 2e-2, step = 1e-2): void {
  const { grads } = tidy(() => gradientsOf(() => f(...xs), xs))
  grads.forEach((gradient, which) => {
    expectClose(gradient.dataSync(), numericGradient(f, xs, which, step), tolerance)
  })
}

/**
 * The same for the second order: of Σ (∂f/∂x₀)², which is what a gradient penalty differentiates. Weighted, so that no
 * symmetry hides an error.
 */
export function expectSecondGradients(
  f: Scalarised,
  xs: readonly Tensor[],
  tolerance = 3e-2,
  step = 1e-2,
): void {
  const slope: Scalarised = (...inputs) => {
    const [first] = inputs
    if (first === undefined) throw new Error('no input')
    const [gradient] = gradientsOf(() => f(...inputs), [first]).grads
    if (gradient === undefined) throw new Error('no gradient')
    const weights = tensor(
      Array.from({ length: gradient.size }, (_, i) => 1 + 0.3 * i),
      gradient.shape,
    )
    return gradient.square().mul(weights).sum()
  }
  expectGradients(slope, xs, tolerance, step)
}

/** |a − b| ≤ tolerance · (1 + max|b|), element by element. */
export function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, tolerance: number): void {
  expect(actual.length).toBe(expected.length)
  const scale = 1 + Math.max(...Array.from(expected, Math.abs))
  const worst = Math.max(...Array.from(expected, (value, i) => Math.abs((actual[i] ?? NaN) - value)))
  expect(worst, `of ${Array.from(expected).slice(0, 6).join(', ')}`).toBeLessThanOrEqual(tolerance * scale)
}
