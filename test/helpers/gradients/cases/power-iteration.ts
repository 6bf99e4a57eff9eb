/** The singular vectors that spectral norm takes for constants, computed in doubles. */
import { wave } from '../case.ts'
import type { Values } from '../maths.ts'
import { PLAIN } from '../plain-maths.ts'

/** [n, 1], of length 1. */
export function unitVector(n: number): Values {
  const raw = wave([n, 1], 7)
  const { data } = unit(raw)
  return { shape: [n, 1], data: data.map(Math.fround) }
}

/** One power iteration (Miyato et al. 2018, algorithm 1) of [rest, out] from a right vector [out, 1]. */
export function singularVectors(matrix: Values, right: Values): { left: Values; right: Values } {
  const left = unit(PLAIN.matMul(matrix, right))
  return { left, right: unit(PLAIN.matMul(PLAIN.transpose(matrix, [1, 0]), left)) }
}

function unit({ shape, data }: Values): Values {
  const length = Math.hypot(...data)
  return { shape, data: data.map((v) => v / length) }
}
