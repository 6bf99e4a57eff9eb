/** T·X·Tᵀ of a square of vectors, line by line, in registers. A part of larger functions. */
import type { Code } from '../../assembler/bytes.ts'
import { addV, type Local, mulV, real, splat, subV, V128 } from '../../assembler/instructions.ts'
import type { Scope } from '../../assembler/module.ts'
import { grid } from './walk.ts'
import type { Matrix } from './filtering.ts'

export interface Ends {
  /** X_ij, a vector. */
  readonly load: (i: number, j: number) => Code
  /** Puts (T·X·Tᵀ)_ij. */
  readonly store: (i: number, j: number, value: Code) => Code
}

/** @returns code for one square; call `scope` once and use the code as often as is wanted */
export function transformed(matrix: Matrix, scope: Scope, { load, store }: Ends): readonly Code[] {
  const width = matrix[0]?.length ?? 0
  const line = Array.from({ length: width }, () => scope.local(V128))
  const middle = grid(matrix.length, width, () => scope.local(V128))
  const columns = line.flatMap((_, j) => [
    ...line.map((local, i) => local.set(load(i, j))),
    ...matrix.map((row, i) => (middle[i]?.[j] as Local).set(weighed(row, line))),
  ])
  const rows = middle.flatMap((locals, i) => matrix.map((row, j) => store(i, j, weighed(row, locals))))
  return [...columns, ...rows]
}

/** Σ weights · values. */
function weighed(weights: readonly number[], values: readonly Local[]): Code {
  const terms = weights.flatMap((weight, i) => (weight === 0 ? [] : [{ weight, value: values[i] as Local }]))
  // A sum that begins with what is added needs no zero to be taken from.
  const begun = [...terms].sort((x, y) => Math.sign(y.weight) - Math.sign(x.weight))
  return begun.reduce<Code>(
    (sum, { weight, value }, i) => {
      const size = Math.abs(weight)
      const term = size === 1 ? value.get : mulV(value.get, splat(real(size)))
      if (i === 0 && weight > 0) return term
      return weight > 0 ? addV(sum, term) : subV(sum, term)
    },
    splat(real(0)),
  )
}
