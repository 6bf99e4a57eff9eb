/**
 * Right gradients of a case, from two sources that share nothing but the formula: automatic derivatives by jax-js, and
 * central differences of values in plain doubles.
 *
 * L = Σ c·(f + f²/2). First order: ∂L/∂x of every input. Second: ∂S/∂x of every input, S = Σ ‖∂L/∂xᵢ‖² over the probes.
 */
import type { Array as JaxArray } from '@jax-js/jax'
import { pattern } from '../truth/naive.ts'
import { probesOf, weightsFor, type GradientCase } from './case.ts'
import type { OpenedJax } from './jax-maths.ts'
import { at, square, type Maths, type Values } from './maths.ts'
import { differences, PLAIN, total } from './plain-maths.ts'

/** Gradients of a case, per input. */
export interface Gradients {
  readonly value: Values
  readonly first: readonly Values[]
  readonly second: readonly Values[]
}

/** A derivative along a line: only input `input` moves, by `along`. */
export interface Directional {
  readonly input: number
  readonly along: Float64Array
  readonly slope: number
}

/** The same, before the derivative is known. */
export type Line = Omit<Directional, 'slope'>

export interface Differences {
  readonly value: Values
  readonly first: readonly Directional[]
  readonly second: readonly Directional[]
}

/** L of a case. */
function projected<A>(m: Maths<A>, spec: GradientCase, xs: readonly A[]): A {
  const y = spec.formula(m, ...xs)
  const curved = m.add(y, m.mul(square(m, y), 0.5))
  return m.mul(curved, m.constant(weightsFor(m.shapeOf(y))))
}

export async function derivativesByJax(jax: OpenedJax, spec: GradientCase): Promise<Gradients> {
  const { maths: m } = jax
  const probes = probesOf(spec)
  const squaredSlopes = (...xs: JaxArray[]) => {
    const probed = (...moved: JaxArray[]) => {
      const all = xs.map((x, i) => moved[probes.indexOf(i)] ?? x)
      return projected(m, spec, all)
    }
    return jax
      .slopes(
        probed,
        probes.map((i) => at(xs, i)),
      )
      .map((slope) => m.sum(square(m, slope)).reshape([]))
      .reduce((sum, term) => m.add(sum, term))
  }
  return {
    value: await jax.evaluate((...xs) => spec.formula(m, ...xs), spec.inputs),
    first: await jax.gradients((...xs) => projected(m, spec, xs), spec.inputs),
    second: await jax.gradients(squaredSlopes, spec.inputs),
  }
}

/** Two lines for each input. */
const DIRECTIONS = 2
/** Longest move of any element. Extrapolated from two steps, so that the error falls with the fourth power. */
const STEP = 2e-4

export function linesOf({ inputs }: GradientCase): Line[] {
  return inputs.flatMap((x, input) =>
    Array.from({ length: DIRECTIONS }, (_, k) => ({
      input,
      along: Float64Array.from(pattern(x.data.length, 50 + k)),
    })),
  )
}

export function differencesOf(spec: GradientCase): Differences {
  const { step = STEP } = spec
  const L = (xs: readonly Values[]) => total(projected(PLAIN, spec, xs))
  const lines = linesOf(spec)
  const first = lines.map((line) => ({
    ...line,
    slope: extrapolated(step, (h) => {
      const by = (sign: number) => L(shifted(spec.inputs, [line], sign * h))
      return (by(1) - by(-1)) / (2 * h)
    }),
  }))
  // ∂S/∂v = 2·∂²L/∂u∂v, where u is the slope itself, held fixed: one mixed difference.
  const slopes = probesOf(spec).map((input) => ({
    input,
    along: differences((x) => projected(PLAIN, spec, replaced(spec.inputs, input, x)), at(spec.inputs, input))
      .data,
  }))
  const steepest = Math.max(1e-9, ...slopes.flatMap(({ along }) => [...along].map(Math.abs)))
  const second = lines.map((line) => ({
    ...line,
    slope: extrapolated(step, (h) => {
      const g = h / steepest
      const by = (u: number, v: number) => L(shifted(shifted(spec.inputs, slopes, u * g), [line], v * h))
      return (2 * (by(1, 1) - by(1, -1) - by(-1, 1) + by(-1, -1))) / (4 * g * h)
    }),
  }))
  return { value: spec.formula(PLAIN, ...spec.inputs), first, second }
}

/** Richardson: the differences of two steps, freed of what falls with the square of the step. */
function extrapolated(step: number, difference: (step: number) => number): number {
  return (4 * difference(step / 2) - difference(step)) / 3
}

function shifted(xs: readonly Values[], moves: readonly Line[], by: number): Values[] {
  return xs.map((x, i) =>
    moves
      .filter(({ input }) => input === i)
      .reduce<Values>(
        ({ shape, data }, { along }) => ({ shape, data: data.map((v, j) => v + by * (along[j] ?? NaN)) }),
        x,
      ),
  )
}

function replaced<T>(all: readonly T[], index: number, other: T): T[] {
  return all.map((one, i) => (i === index ? other : one))
}
