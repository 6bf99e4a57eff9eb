/** What layers leave to chance, in cases: the same numbers at every call, so that formulas know the masks. */
import type { Tensor } from '@tensorflow/tfjs'
import { wave } from '../case.ts'
import { sizeOf, type Values } from '../maths.ts'
import { tensorOf } from '../ours.ts'
import type { LayerFormula } from './networks.ts'

/** U(−1, 1) as a step would draw it; repeats itself after three items, so that reals and fakes in one batch are treated alike. */
export function drawn(shape: readonly number[]): Values {
  const period = 3 * sizeOf(shape.slice(1))
  const { data } = wave([period], 71, 0.6)
  return { shape, data: Float64Array.from({ length: sizeOf(shape) }, (_, i) => data[i % period] ?? NaN) }
}

export const chance = (shape: readonly number[]): Tensor => tensorOf(drawn(shape))

/** x/(1 − p) where the number drawn lies above the p-th quantile of U(−1, 1), else 0. */
export function droppedFormula(rate: number): LayerFormula {
  return (m, x) => {
    const { shape, data } = drawn(m.shapeOf(x))
    const kept = data.map((u) => (u > 2 * rate - 1 ? 1 / (1 - rate) : 0))
    return m.mul(x, m.constant({ shape, data: kept }))
  }
}
