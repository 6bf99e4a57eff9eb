/**
 * Kernels that draw a step's inputs on the device, by name. A back end may register them; where it has none, the same
 * numbers are drawn in JavaScript (src/common/numbers/random.ts) and uploaded. Must hold no code of any back end.
 *
 * All are pure functions of (stream, step, update): the stream's key and `update` are attributes, the step is the input
 * `step` [1] int32, so that a recorded step can be replayed for other steps without writing anything. The words drawn are
 * those of fork(fork(stream, step), update), bit for bit; what is computed from them differs from the reference by
 * rounding alone.
 */

/** Key words of a stream, as signed integers, and which update of the step it is for. */
export interface DrawAttributes {
  readonly key0: number
  readonly key1: number
  readonly update: number
}

/** N(0, 1), or U(−1, 1) where `uniform`. Input: `step`. Output: [size], to be reshaped. */
export const DRAW_NOISE = 'GanvasDrawNoise'

export interface NoiseAttributes extends DrawAttributes {
  readonly size: number
  readonly uniform: boolean
}

/**
 * U(−1, 1) of a stream that is forked already, bit for bit those of `uniforms`, for a back end that is told of every step. No inputs.
 * Output: [size], to be reshaped.
 */
export const DRAW_UNIFORMS = 'GanvasDrawUniforms'

export interface UniformsAttributes {
  /** Key words of the stream, as signed integers. */
  readonly key0: number
  readonly key1: number
  readonly size: number
}

/** Points of equal Gaussians of deviation `std` around `centres` [K, 2]. Inputs: `step`, `centres`. Output: [count, 2]. */
export const DRAW_MIXTURE = 'GanvasDrawMixture'

export interface MixtureAttributes extends DrawAttributes {
  readonly count: number
  readonly std: number
}

/**
 * Items of a list, with replacement. Inputs: `step`; `picks` [n] int32, the items that may be drawn; `bytes` int32, all
 * items one after another, four bytes to a number, lowest first, each item a whole number of numbers long; `values` [256],
 * what a byte stands for. Output: [count, length].
 */
export const DRAW_ITEMS = 'GanvasDrawItems'

/** The same for points. Inputs: `step`, `picks` [n] int32, `rows` [m, 2]. Output: [count, 2]. */
export const DRAW_ROWS = 'GanvasDrawRows'

export interface ItemsAttributes extends DrawAttributes {
  readonly count: number
  /** Numbers in an item. */
  readonly length: number
}

/** Row `step` modulo K of `block` [K, length], drawn in JavaScript beforehand. Inputs: `step`, `block`. Output: [length]. */
export const TAKE_ROW = 'GanvasTakeRow'
