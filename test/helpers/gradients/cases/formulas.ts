/**
 * Formulas of the literature that several cases need, written from the papers (reference: section 2 of the project's GAN
 * notes). Must not look at our own code.
 */
import { at, mean, sizeOf, square, type Formula, type Maths, type Values } from '../maths.ts'
import { singularVectors } from './power-iteration.ts'

/** W/σ, σ = uᵀWv with the vectors of one power iteration from `right` held fixed (Miyato et al. 2018). */
export function spectrallyDivided(weight: Values, right: Values): Formula {
  return (m, ...xs) => divided(m, at(xs, 0), weight, right)
}

export function divided<A>(m: Maths<A>, live: A, weight: Values, right: Values): A {
  const shape = [weight.data.length / right.data.length, right.data.length]
  const { left: u, right: v } = singularVectors({ shape, data: weight.data }, right)
  const through = m.matMul(m.reshape(live, shape), m.constant(v))
  const sigma = m.sum(m.mul(through, m.constant(u)))
  return m.div(live, m.reshape(sigma, []))
}

/** Members of a group: four, or else three or two where they divide the batch. */
function groupSize(batch: number): number {
  if (batch % 4 === 0) return 4
  if (batch % 3 === 0) return 3
  return batch % 2 === 0 ? 2 : batch
}

/** [n, …] → [n]: per group of items n/G apart, the mean over features of √(variance + 1e-8) (Karras et al. 2018). */
export function deviationOfGroups<A>(m: Maths<A>, x: A): A {
  const [batch = 0, ...rest] = m.shapeOf(x)
  const size = groupSize(batch)
  const groups = batch / size
  const grouped = m.reshape(x, [size, groups, sizeOf(rest)])
  const centred = m.sub(grouped, mean(m, grouped, [0]))
  const deviations = m.sqrt(m.add(mean(m, square(m, centred), [0]), 1e-8))
  const each = m.reshape(mean(m, deviations, [2]), [groups])
  return m.concat(Array<A>(size).fill(each), 0)
}

/** [n, B·C] → [n, B]: o_ib = Σ_{j≠i} exp(−‖M_ib − M_jb‖₁) (Salimans et al. 2016). */
export function nearnessOf<A>(m: Maths<A>, projected: A, kernels: number): A {
  const [batch = 0, width = 0] = m.shapeOf(projected)
  const dimensions = width / kernels
  const item = (i: number) => m.reshape(m.slice(projected, 0, i, 1), [kernels, dimensions])
  const rows = Array.from({ length: batch }, (_, i) =>
    Array.from({ length: batch }, (__, j) => j)
      .filter((j) => j !== i)
      .map((j) => m.exp(m.mul(m.sum(m.abs(m.sub(item(i), item(j))), [1]), -1)))
      .reduce((sum, near) => m.add(sum, near)),
  )
  return m.concat(
    rows.map((row) => m.reshape(row, [1, kernels])),
    0,
  )
}

/** D's targets of the first GAN paper with raw logits: −ln σ(x) = sp(−x). */
export function minusLogSigmoid<A>(m: Maths<A>, x: A): A {
  return m.softplus(m.mul(x, -1))
}

/** −ln(1 − σ(x)). */
export function minusLogRest<A>(m: Maths<A>, x: A): A {
  return m.softplus(x)
}
