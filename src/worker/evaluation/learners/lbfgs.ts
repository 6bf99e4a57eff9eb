/** Limited-memory BFGS (Nocedal & Wright 2006, algorithm 7.5) with a backtracking line search. Knows no model. */
import type { Sliced } from '../metrics/slices.ts'

/** Writes the gradient at `x` into `gradient` and returns the value; gives way as it likes. */
export type Objective = (x: Float64Array, gradient: Float64Array) => Sliced<number>

export interface MinimiseOptions {
  readonly steps: number
  /** Ends when no part of the gradient is greater. */
  readonly tolerance: number
}

/** Pairs of changes that are remembered. */
const MEMORY = 10
/** Armijo's condition: the share of the expected fall that a step must bring. */
const ENOUGH = 1e-4
const HALVINGS = 40

interface Change {
  readonly step: Float64Array
  readonly turn: Float64Array
  readonly product: number
}

/** The lowest point of a smooth convex function that is found from `start`. */
export function* minimise(
  objective: Objective,
  start: Float64Array,
  options: MinimiseOptions,
): Sliced<Float64Array> {
  let x = start.slice()
  let gradient = new Float64Array(x.length)
  let value = yield* objective(x, gradient)
  const memory: Change[] = []
  for (let step = 0; step < options.steps && largest(gradient) > options.tolerance; step++) {
    const direction = descent(gradient, memory)
    const slope = dot(direction, gradient)
    // The first direction is a bare gradient, of any length.
    let length = memory.length === 0 ? Math.min(1, 1 / Math.sqrt(dot(gradient, gradient))) : 1
    const next = new Float64Array(x.length)
    const nextGradient = new Float64Array(x.length)
    let nextValue = Infinity
    for (let halving = 0; halving < HALVINGS; halving++, length /= 2) {
      for (let i = 0; i < x.length; i++) next[i] = (x[i] ?? 0) + length * (direction[i] ?? 0)
      nextValue = yield* objective(next, nextGradient)
      if (nextValue <= value + ENOUGH * length * slope) break
    }
    if (!(nextValue < value)) break
    const moved = next.map((there, i) => there - (x[i] ?? 0))
    const turn = nextGradient.map((there, i) => there - (gradient[i] ?? 0))
    const product = dot(moved, turn)
    if (product > 0) memory.push({ step: moved, turn, product })
    if (memory.length > MEMORY) memory.shift()
    x = next
    gradient = nextGradient
    value = nextValue
  }
  return x
}

/** −H·gradient by the two loops over what is remembered. */
function descent(gradient: Float64Array, memory: readonly Change[]): Float64Array {
  const out = gradient.map((part) => -part)
  const shares: number[] = []
  for (let i = memory.length - 1; i >= 0; i--) {
    const change = memory[i]
    if (!change) continue
    const share = dot(change.step, out) / change.product
    shares[i] = share
    for (let k = 0; k < out.length; k++) out[k] = (out[k] ?? 0) - share * (change.turn[k] ?? 0)
  }
  const last = memory.at(-1)
  const scale = last ? last.product / dot(last.turn, last.turn) : 1
  for (let k = 0; k < out.length; k++) out[k] = (out[k] ?? 0) * scale
  memory.forEach((change, i) => {
    const rest = (shares[i] ?? 0) - dot(change.turn, out) / change.product
    for (let k = 0; k < out.length; k++) out[k] = (out[k] ?? 0) + rest * (change.step[k] ?? 0)
  })
  return out
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

function largest(values: Float64Array): number {
  let most = 0
  for (const value of values) most = Math.max(most, Math.abs(value))
  return most
}
