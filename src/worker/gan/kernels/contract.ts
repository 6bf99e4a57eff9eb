/**
 * The custom kernels the training step asks for, by name: what goes in, what changes in place, what comes out. A back
 * end may register a fast one under these names; where it has none, composed operations do the same. Must hold no code
 * of any back end.
 *
 * They change their inputs in place and read whatever varies from step to step (the update count) from the device, so
 * that a recorded step can be replayed without writing anything.
 */
import type { OptimizerId } from '../../../common/catalog/optimizers.ts'

/**
 * One update of all parameters of a network.
 *
 * Inputs: `clock` [1], the updates made so far, raised by one at the end; and for each i < count: parameter `p{i}`,
 * gradient `g{i}` and the moments the rule needs, `m{i}` (Adam, SGD) and `v{i}` (Adam, RMSprop), all of one shape.
 * With t = clock + 1:
 * - adam: m ← β₁m + (1−β₁)g; v ← β₂v + (1−β₂)g²; p ← p − rate · (m/(1−β₁ᵗ)) / (√(v/(1−β₂ᵗ)) + ε)
 * - sgd: m ← β₁m + g; p ← p − rate · m
 * - rmsprop: v ← β₂v + (1−β₂)g²; p ← p − rate · g / (√v + ε)
 * Then, if bound > 0, p ← clip(p, −bound, bound).
 *
 * Output: [], √Σg² over all parameters: the norm of the whole gradient.
 */
export const OPTIMISE = 'GanvasOptimise'

export interface OptimiseAttributes {
  readonly rule: OptimizerId
  readonly count: number
  readonly rate: number
  readonly beta1: number
  readonly beta2: number
  readonly epsilon: number
  /** 0: no clipping. */
  readonly bound: number
}

/**
 * Running means. Inputs: for each i < count a mean `a{i}`, changed in place, and a fresh value `x{i}` of its shape; and
 * `clock` [1] where `warmth` is not 0. a ← δa + (1−δ)x with δ = decay, or δ = min(decay, (1 + t)/(warmth + t)) with
 * t = clock: a young mean then forgets its first value quickly. Warmth 2 and decay 1 give the plain mean of all values.
 *
 * Output: [1], of no meaning.
 */
export const AVERAGE = 'GanvasAverage'

export interface AverageAttributes {
  readonly count: number
  readonly decay: number
  /** 0: the decay holds from the start. */
  readonly warmth: number
}

/**
 * New values in place. Inputs: for each i < count a tensor `a{i}`, changed in place, and its new value `x{i}`, of one size.
 *
 * Output: [1], of no meaning.
 */
export const ASSIGN = 'GanvasAssign'

/**
 * Lookahead (Zhang et al. 2019, algorithm 1). Inputs: `clock` [1] and for each i < count the weights `p{i}` and their slow
 * copy `s{i}`, both changed in place. Where clock is a multiple of `every`: s ← s + ½(p − s), p ← s; else nothing.
 *
 * Output: [1], of no meaning.
 */
export const LOOKAHEAD = 'GanvasLookahead'

export interface LookAheadAttributes {
  readonly count: number
  readonly every: number
}

/** e^x over the sum of its span's, in the spans of a matrix; 0 in columns of no span. Input: `x` [n, width]. Output: [n, width]. */
export const SOFTMAX_SPANS = 'GanvasSoftmaxSpans'

export interface SoftmaxSpansAttributes {
  /** First column and width of each span. */
  readonly starts: readonly number[]
  readonly widths: readonly number[]
}

/**
 * Mean over rows of −ln p(chosen category), p the softmax of `x` over the chosen span. Inputs: `x` [n, width]; `row` [n, Σ widths], a 1
 * at the chosen category, spans side by side; a row of zeros adds nothing. Outputs: [], and its gradient with respect to x, [n, width].
 */
export const CHOSEN_CATEGORY = 'GanvasChosenCategory'

export interface ChosenCategoryAttributes {
  /** First column of x and width of each span that may be chosen, in the order of `row`. */
  readonly starts: readonly number[]
  readonly widths: readonly number[]
}
