/**
 * What a training step asks of a device, in floating-point operations: products and convolutions, a multiply-add counting as
 * two, as is usual; biases, activations, norms, losses and optimisers are left out. Exact for plain losses, R1 and R2; what
 * other penalties and unrolling cost is counted roughly. Closed forms of plain data; measures nothing.
 */
import { lossEntry } from '../catalog/losses.ts'
import type { PenaltyId } from '../catalog/penalties.ts'
import type { RunConfig } from '../config/run-config.ts'
import { partsOf } from './layer-facts.ts'
import type { LayerChain, LayerSummary } from './layer-op.ts'

/** Operations of one pass forward, by layer and item of a batch. */
export interface ForwardFlops {
  readonly generator: readonly number[]
  readonly discriminator: readonly number[]
}

/** The settings that decide how often a layer is passed. */
export type PassSettings = Pick<
  RunConfig,
  'batch' | 'dSteps' | 'loss' | 'penalty' | 'unroll' | 'featureMatching' | 'task'
>

/**
 * How often a penalty takes the discriminator's gradient by its input and differentiates that: of reals, of fakes, of both, of
 * something between. Rough for those between: where norms or other curves are, more flows back than is counted.
 */
const SLOPES: Readonly<Record<PenaltyId, number>> = {
  none: 0,
  clip: 0,
  gradient: 1,
  dragan: 1,
  r1: 1,
  r2: 1,
  r1r2: 2,
}

/** Rough: each update looked ahead is an update of D, and the gradient that flows through it twice as much. */
const PER_UNROLLED = 3

/** Operations of one pass forward, layer by layer. Items behind a layer that packs them are fewer. */
export function forwardFlops(networks: {
  readonly generator: LayerChain
  readonly discriminator: LayerChain
}): ForwardFlops {
  return { generator: chainFlops(networks.generator), discriminator: chainFlops(networks.discriminator) }
}

/**
 * Operations of one training step. Per item, f being a layer's operations:
 *
 * - D's update, k times, on 2·batch items: forward f, gradient by the weights f, gradient by the input f (not for the first
 *   layer); its fakes cost G one forward pass f on batch items.
 * - G's update, on batch items: forward f through both; through D the gradient by the input f of every layer; in G by the
 *   weights f and by the input f (not for the first layer). Where it compares fakes with reals D passes these as well.
 * - R1, on batch items of D: forward f, gradient by the input f of every layer, and that differentiated by the weights f
 *   and once more by the chain f (not for the last layer, whose upstream is constant). Rectifiers have no curvature, so
 *   nothing flows back through the forward pass.
 *
 * - A generator that translates passes twice as many items again, one way back and those that are there already; the gradient of the
 *   way back goes on through the first layer.
 *
 * A convolution counts its padding, as is usual.
 */
export function stepFlops({ generator, discriminator }: ForwardFlops, config: PassSettings): number {
  const { batch, dSteps, loss, penalty, unroll, featureMatching, task } = config
  const [g, d] = [ends(generator), ends(discriminator)]
  const update = 2 * batch * (3 * d.sum - d.first)
  const slopes = SLOPES[penalty] * batch * (4 * d.sum - d.last)
  const fakes = batch * g.sum
  const judged = lossEntry(loss).comparesReals || unroll > 0 || featureMatching > 0 ? 2 * batch : batch
  return (
    dSteps * (fakes + update + slopes) +
    batch * (3 * g.sum - g.first) +
    (task === 'translate' ? batch * (6 * g.sum - g.first) : 0) +
    judged * 2 * d.sum +
    unroll * PER_UNROLLED * update
  )
}

/** Operations of a step of a warm start: forward through G, by its weights, and by the input of all but its first layer. */
export function warmStepFlops({ generator }: ForwardFlops, { batch }: Pick<RunConfig, 'batch'>): number {
  const g = ends(generator)
  return batch * (3 * g.sum - g.first)
}

/** All layers together, and the first and the last that multiply anything. */
function ends(layers: readonly number[]): { sum: number; first: number; last: number } {
  const busy = layers.filter((flops) => flops > 0)
  return { sum: busy.reduce((sum, flops) => sum + flops, 0), first: busy[0] ?? 0, last: busy.at(-1) ?? 0 }
}

function chainFlops(chain: LayerChain): number[] {
  let packed = 1
  return chain.map((layer) => {
    if (layer.op.type === 'pack') packed *= layer.op.pack
    return layerFlops(layer) / packed
  })
}

/** Operations of a layer's pass forward for one item, those of its parts among them. */
function layerFlops({ op, outputShape }: LayerSummary): number {
  const [height = 1, width = 1] = outputShape.length > 1 ? outputShape : []
  switch (op.type) {
    case 'dense':
      return 2 * op.inputs * op.units
    case 'maxout':
      return 2 * op.inputs * op.units * op.pieces
    case 'convolution':
      return 2 * height * width * op.kernel ** 2 * op.inputs * op.channels
    // Every weight is used once for each pixel that comes in.
    case 'transposed-convolution':
      return (2 * height * width * op.kernel ** 2 * op.inputs * op.channels) / op.stride ** 2
    case 'fourier':
      return 2 * op.inputs * op.features
    case 'minibatch-discrimination':
      return 2 * op.inputs * op.kernels * op.dimensions
    case 'class-embedding':
      return 2 * op.classes * op.units
    case 'class-projection':
      return 2 * op.classes * op.inputs
    case 'batch-norm':
    case 'layer-norm':
    case 'reshape':
    case 'activation':
    case 'resample':
    case 'pack':
    case 'minibatch-stddev':
    case 'beside':
    case 'dropout':
    case 'span-head':
    case 'keep':
    case 'shades':
      return 0
    case 'sum':
    case 'residual':
    case 'concatenate':
    case 'skip':
      return partsOf(op).reduce((sum, part) => sum + layerFlops(part), 0)
    // An item takes one of them.
    case 'either':
      return partsOf(op).reduce((sum, part) => sum + layerFlops(part), 0) / op.branches.length
  }
}
