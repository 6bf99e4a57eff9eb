/**
 * Arithmetic that a formula can be written in once: run on plain numbers for its value, on the tape for its slopes. Shares
 * no code with src/.
 */
import * as tape from './tape.ts'
import type { Num } from './tape.ts'

/** @typeParam A one number */
export interface Arithmetic<A> {
  add(a: A, b: A): A
  sub(a: A, b: A): A
  mul(a: A, b: A): A
  neg(a: A): A
  /** by · a. */
  scale(a: A, by: number): A
  /** a + by. */
  shift(a: A, by: number): A
  square(a: A): A
  exp(a: A): A
  /** ln(1 + eᵃ). */
  softplus(a: A): A
  /** a where a > 0, else slope · a. */
  rectified(a: A, slope: number): A
  mean(all: readonly A[]): A
}

/** The formulas as a paper has them: softplus is unsafe for large numbers, and not how the engine computes it. */
export const PLAIN: Arithmetic<number> = {
  add: (a, b) => a + b,
  sub: (a, b) => a - b,
  mul: (a, b) => a * b,
  neg: (a) => -a,
  scale: (a, by) => by * a,
  shift: (a, by) => a + by,
  square: (a) => a * a,
  exp: Math.exp,
  softplus: (a) => Math.log(1 + Math.exp(a)),
  rectified: (a, slope) => (a > 0 ? a : slope * a),
  mean: (all) => all.reduce((sum, value) => sum + value, 0) / all.length,
}

export const TAPE: Arithmetic<Num> = tape
