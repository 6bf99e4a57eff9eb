/**
 * Kernels that do what several of tfjs' would, by name. A back end may have them; where it has not, the operation that
 * asks for one is composed of ordinary ones. Must hold no code of any back end.
 *
 * The ending of a product or convolution, as `Ending` says: a mask, or a bias and then a rectifier or tanh. Attributes:
 * `slope`, and `tanh` where it is one. Inputs `bias` [c] and `mask` (of the result's shape) are there only when they apply.
 * - mask: result where mask > 0, else slope·result
 * - no mask: y = result + bias; tanh y, or y where y > 0, else slope·y (slope 1: y)
 */
import type { LossId } from '../../../common/catalog/losses.ts'

/** a [m, k] · b [k, n], each as stored or (`transposeA`, `transposeB`) transposed, with an ending. → [m, n] */
export const PRODUCT = 'GanvasProduct'

/** x [k, m], dy [k, n] → xᵀ·dy [m, n] and the sum of dy's rows [n]: gradients of a product's second factor and bias. */
export const PRODUCT_GRADIENTS = 'GanvasProductGradients'

/** As Conv2D, inputs x and filter, with an ending. */
export const CONVOLVE = 'GanvasConvolve'

/** As Conv2DBackpropInput, inputs dy and filter, with an ending. */
export const CONV_TRANSPOSE = 'GanvasConvTranspose'

/** As Conv2DBackpropFilter, inputs x and dy → the filter's gradient, and dy's sum per channel [out]. */
export const CONV_FILTER_GRADIENT = 'GanvasConvFilterGradient'

/** x [n, c] → [c], Σ over n. */
export const SUM_ROWS = 'GanvasSumRows'

/** x where mask > 0, else slope·x. Inputs x and mask of one shape; attribute `slope`. */
export const MASK = 'GanvasMask'

/** dy·(1 − y²), from dy and y = tanh x. */
export const TANH_GRADIENT = 'GanvasTanhGradient'

/** x [n, c] → mean [c] and variance [c] over n, the biased one. */
export const MOMENTS = 'GanvasMoments'

/**
 * x [n, c], and mean, variance, scale, offset [c] → y = (x − mean)/√(variance + ε)·scale + offset, slope·y where y ≤ 0.
 * Attributes: `epsilon`, `slope`.
 */
export const NORMALISE = 'GanvasNormalise'

/** Gradients of NORMALISE's offset and scale. Inputs x, dy, mean, variance; attribute `epsilon`. → Σ dy [c], Σ dy·x̂ [c] */
export const NORMALISE_SUMS = 'GanvasNormaliseSums'

/**
 * Gradient by x, when mean and variance are its own. Inputs x, dy, mean, variance, scale, and the sums above as `sums` and
 * `along`; attribute `epsilon`. → [n, c]
 */
export const NORMALISE_GRADIENT = 'GanvasNormaliseGradient'

/**
 * A loss over logits: inputs `fake` [f] and, where the loss looks at them, `real` [r]. Attributes: LossAttributes. → []
 * Each loss is a kernel of its own, so that a back end may have some and not others.
 */
export function lossKernelOf(loss: LossId): string {
  return `GanvasLoss/${loss}`
}

/** Its gradients, times `upstream` []. Inputs and attributes as the loss' own. → [f], and [r] where there are reals */
export function lossGradientsKernelOf(loss: LossId): string {
  return `GanvasLossGradients/${loss}`
}

export interface LossAttributes {
  readonly role: 'discriminator' | 'generator'
  /** One-sided label smoothing of D's loss. */
  readonly smoothing: number
}

/** normals [4, …], a, b, c and d → (a² + b²)/(a² + b² + c² + d²), […] as one row: uniform numbers. */
export const UNIFORM = 'GanvasUniform'

/** x [n, c] → [n], Σ over c of x². */
export const ITEM_SQUARES = 'GanvasItemSquares'

/** squares [n] → [], factor·Σ squares; or, centred, factor·Σ(√(squares + ε) − 1)². Attributes: GradientTermAttributes. */
export const GRADIENT_TERM = 'GanvasGradientTerm'

/**
 * Its gradient by what was squared, times `upstream` []. Inputs `slopes` [n, c], their ITEM_SQUARES as `squares`, and
 * `upstream`; attributes as GRADIENT_TERM. → [n, c]
 */
export const GRADIENT_TERM_GRADIENT = 'GanvasGradientTermGradient'

/** A `type`, so that it is a record of attributes. */
export type GradientTermAttributes = {
  readonly factor: number
  readonly centred: boolean
  /** Keeps the root's slope finite. */
  readonly epsilon: number
}

/**
 * One step's figures in the order of FIGURES. Inputs: `realLogits`, `fakeLogits` of D's update, and scalars lossD, lossG,
 * gradNormD, gradNormG and, where there is one, penalty. → [7]
 */
export const FIGURE_ROW = 'GanvasFigureRow'

/**
 * DiffAugment, A(x) = L·x + c. Inputs: `x` [n, s, s, c], and a uniform number for each picture, [n, 1, 1, 1] or alike, as
 * `brightness`, `saturation`, `contrast`, `shiftY`, `shiftX`, `holeY` and `holeX`. Attributes: AugmentAttributes. → x's shape
 */
export const AUGMENT = 'GanvasAugment'

/** A `type`, so that it is a record of attributes. */
export type AugmentAttributes = {
  /** Largest shift either way, in pixels. */
  readonly mostShift: number
  /** Side of the hole, in pixels. */
  readonly hole: number
  /** `whole`: L·x + c; `linear`: L·x; `transposed`: Lᵀ·x, what a gradient by x is. */
  readonly part: 'whole' | 'linear' | 'transposed'
}

/** All of them. A back end says of each what runs there: a missing one does not compile. AUGMENT, for plain memory, is none. */
export type FusedKernel =
  | typeof PRODUCT
  | typeof PRODUCT_GRADIENTS
  | typeof CONVOLVE
  | typeof CONV_TRANSPOSE
  | typeof CONV_FILTER_GRADIENT
  | typeof SUM_ROWS
  | typeof MASK
  | typeof TANH_GRADIENT
  | typeof MOMENTS
  | typeof NORMALISE
  | typeof NORMALISE_SUMS
  | typeof NORMALISE_GRADIENT
  | typeof UNIFORM
  | typeof ITEM_SQUARES
  | typeof GRADIENT_TERM
  | typeof GRADIENT_TERM_GRADIENT
  | typeof FIGURE_ROW
