/** What a gradient check is: a function of ours, the same formula for other libraries, and where to compare them. */
import type { Tensor } from '@tensorflow/tfjs'
import { pattern } from '../truth/naive.ts'
import { sizeOf, type Maths, type Values } from './maths.ts'

export interface GradientCase {
  readonly name: string
  readonly inputs: readonly Values[]
  /** Ours, on the current back end. */
  readonly ours: (...xs: Tensor[]) => Tensor
  /** Written from the formula, not from our code. */
  readonly formula: <A>(m: Maths<A>, ...xs: A[]) => A
  /** Inputs whose slopes are squared for the second order; all of them unless told. */
  readonly probes?: readonly number[]
  /** True where it rests on a cosine: GPUs are allowed an error of 2⁻¹¹ in it. */
  readonly cosine?: boolean
  /** Step of the central differences, where the usual one does not suit. */
  readonly step?: number
}

/** Numbers about [−scale, scale] + offset without symmetry, the same for a seed. */
export function wave(shape: readonly number[], seed: number, scale = 1, offset = 0): Values {
  const data = Float64Array.from(pattern(sizeOf(shape), seed), (v) => Math.fround(v * scale + offset))
  return { shape, data }
}

/** What makes a scalar of f: L = Σ c·(f + f²/2). The square gives linear functions a second order as well. */
export function weightsFor(shape: readonly number[]): Values {
  return wave(shape, 91)
}

export function probesOf({ probes, inputs }: GradientCase): readonly number[] {
  return probes ?? inputs.map((_, i) => i)
}
