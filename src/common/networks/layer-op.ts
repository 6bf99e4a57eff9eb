/**
 * What a layer is, as plain data: its type, its attributes, and the names of its tensors. All that tells of a layer is
 * derived from this – its label, the diagram, what counts as an early feature, what leaves the page as a model – and
 * nothing is read from a label. A new layer is a new member here, and the compiler names who has to know it.
 * Must not know tensors, nor how a layer is computed: that stands in src/worker/gan/networks/.
 */
import type { ActivationId } from '../catalog/models.ts'

export type Activation = ActivationId | 'linear'

/** One layer as it is shown before training, and as it travels. */
export interface LayerSummary {
  /** `dense1`; the parts of a layer that holds others are named after it: `block1/in`. */
  readonly name: string
  readonly op: LayerOp
  /** Shape of one item after this layer, without the batch dimension. */
  readonly outputShape: readonly number[]
  /** How many numbers it learns, those of its parts among them. */
  readonly parameters: number
}

/** Layers one after the other; none: what comes in goes out. */
export type LayerChain = readonly LayerSummary[]

/** A layer with an activation of its own. */
interface Activated {
  readonly activation: Activation
  /** Slope below zero, where the activation is a rectifier; else null. */
  readonly slope: number | null
}

/** A layer whose kernel may be divided by its largest singular value. */
interface Normable {
  /** Name of the statistic that spectral norm keeps, [outputs, 1]; null: the kernel is used as it is. */
  readonly spectral: string | null
}

/** A kernel, and a bias where there is one, by name. */
interface Affine {
  readonly weights: { readonly kernel: string; readonly bias: string | null }
}

/** Kernel [inputs, units]. */
export interface DenseOp extends Activated, Normable, Affine {
  readonly type: 'dense'
  readonly inputs: number
  readonly units: number
}

/** The largest of `pieces` dense maps: kernel [inputs, units · pieces], the pieces of a unit side by side. */
export interface MaxoutOp extends Normable, Affine {
  readonly type: 'maxout'
  readonly inputs: number
  readonly units: number
  readonly pieces: number
}

/** Padding "same". Kernel [kernel, kernel, inputs, channels]; of a 1×1 one [inputs, channels]. */
export interface ConvolutionOp extends Activated, Normable, Affine {
  readonly type: 'convolution'
  /** Side in pixels. */
  readonly kernel: number
  readonly stride: number
  readonly inputs: number
  readonly channels: number
}

/** Padding "same": the side is multiplied by the stride. Kernel [kernel, kernel, channels, inputs]. */
export interface TransposedConvolutionOp extends Activated, Normable, Affine {
  readonly type: 'transposed-convolution'
  readonly kernel: number
  readonly stride: number
  readonly inputs: number
  readonly channels: number
}

/** Per channel, over the batch and all places; when evaluating with the running statistics. */
export interface BatchNormOp extends Activated {
  readonly type: 'batch-norm'
  readonly channels: number
  /** Added to the variance. */
  readonly epsilon: number
  readonly weights: { readonly scale: string; readonly offset: string }
  readonly statistics: { readonly mean: string; readonly variance: string }
}

/** Over all numbers of an item; scaled and shifted per channel. */
export interface LayerNormOp extends Activated {
  readonly type: 'layer-norm'
  readonly channels: number
  readonly epsilon: number
  readonly weights: { readonly scale: string; readonly offset: string }
}

/** The same numbers in the layer's output shape, row by row. */
export interface ReshapeOp {
  readonly type: 'reshape'
}

export interface ActivationOp extends Activated {
  readonly type: 'activation'
}

/** Each pixel four times, or the mean of each four. */
export interface ResampleOp {
  readonly type: 'resample'
  /** The output's side by the input's. */
  readonly factor: 2 | 0.5
}

/** gain · cos(xΩ + b). */
export interface FourierOp {
  readonly type: 'fourier'
  readonly inputs: number
  readonly features: number
  readonly gain: number
  readonly statistics: { readonly frequencies: string; readonly phases: string }
}

/** m items side by side on their channels. */
export interface PackOp {
  readonly type: 'pack'
  readonly pack: number
  readonly statistics: { readonly company: string }
}

/** One more channel: how far the items of a group differ. */
export interface MinibatchStddevOp {
  readonly type: 'minibatch-stddev'
  readonly statistics: { readonly usual: string }
}

/** One more feature for each kernel: how near the others of the batch are. Kernel [inputs, kernels · dimensions]. */
export interface MinibatchDiscriminationOp extends Normable {
  readonly type: 'minibatch-discrimination'
  readonly inputs: number
  readonly kernels: number
  readonly dimensions: number
  readonly weights: { readonly kernel: string }
  readonly statistics: { readonly usual: string }
}

/** The latent, if there is one, and beside it the row of the item's class. */
export interface ClassEmbeddingOp {
  readonly type: 'class-embedding'
  /** Numbers of the latent; 0: the row alone. */
  readonly latent: number
  readonly classes: number
  /** Numbers of a row. */
  readonly units: number
  readonly weights: { readonly table: string }
}

/** ⟨the class's row, features⟩. Kernel [classes, inputs]. */
export interface ClassProjectionOp extends Normable {
  readonly type: 'class-projection'
  readonly inputs: number
  readonly classes: number
  readonly weights: { readonly kernel: string }
}

/** What comes in, and a condition beside it on the last axis: how a network is told a source or a row of choices. */
export interface BesideOp {
  readonly type: 'beside'
  readonly condition: 'labels' | 'source' | 'row'
  /** Numbers of the condition on the last axis. */
  readonly channels: number
}

/**
 * What is certain of the source stays: `known` pixels of one whose last channel says what is missing, all the `light` of a gray one, or
 * nothing but the `range`. Evaluating, what comes out is in [−1, 1].
 */
export interface KeepOp {
  readonly type: 'keep'
  readonly keeps: 'range' | 'known' | 'light'
  /** Of a picture. */
  readonly channels: number
}

/** Each pixel of a gray picture in the colour that a table, which is not trained, has for its shade, of 256. */
export interface ShadesOp {
  readonly type: 'shades'
  readonly channels: number
  readonly statistics: { readonly colours: string }
}

/** In training each number is nothing with chance `rate`, else divided by 1 − rate; evaluating, what comes in goes out. */
export interface DropoutOp {
  readonly type: 'dropout'
  readonly rate: number
}

/** Columns side by side that stand for one thing: a number in [−1, 1], or the chances of categories. */
export interface Span {
  readonly width: number
  readonly kind: 'tanh' | 'softmax'
}

/** Each span by itself: tanh, or softmax. In training that is softmax((x + g)/temperature), g Gumbel noise. */
export interface SpanHeadOp {
  readonly type: 'span-head'
  readonly spans: readonly Span[]
  readonly temperature: number
}

/** The sum of what all branches make of the same input. */
export interface SumOp {
  readonly type: 'sum'
  readonly branches: readonly LayerChain[]
}

/** shortcut(x) + inner(x). */
export interface ResidualOp {
  readonly type: 'residual'
  /** None: what comes in is added as it is. */
  readonly shortcut: LayerChain
  readonly inner: LayerChain
  /** True where the block is a building stone of its own, shown whole: its parts are not told one by one. */
  readonly whole: boolean
}

/** What all branches make of the same input, side by side on their channels. */
export interface ConcatenateOp {
  readonly type: 'concatenate'
  readonly branches: readonly LayerChain[]
}

/** One level of a U-Net: what comes in, and beside it up(inner(down(x))). */
export interface SkipOp {
  readonly type: 'skip'
  readonly down: LayerChain
  readonly inner: LayerChain
  readonly up: LayerChain
}

/** One of two branches: which, is told of each item. */
export interface EitherOp {
  readonly type: 'either'
  readonly branches: readonly LayerChain[]
}

export type LayerOp =
  | DenseOp
  | MaxoutOp
  | ConvolutionOp
  | TransposedConvolutionOp
  | BatchNormOp
  | LayerNormOp
  | ReshapeOp
  | ActivationOp
  | ResampleOp
  | FourierOp
  | PackOp
  | MinibatchStddevOp
  | MinibatchDiscriminationOp
  | ClassEmbeddingOp
  | ClassProjectionOp
  | BesideOp
  | KeepOp
  | ShadesOp
  | DropoutOp
  | SpanHeadOp
  | SumOp
  | ResidualOp
  | ConcatenateOp
  | SkipOp
  | EitherOp

export type LayerOpType = LayerOp['type']
