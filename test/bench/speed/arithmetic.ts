/**
 * Closed forms of what a training step must compute and move: products and convolutions, as is usual; biases,
 * activations, losses and the optimiser's arithmetic are left out. No measuring.
 */
import type { RunConfig } from '../../../src/common/config/run-config.ts'
import { stepFlops } from '../../../src/common/networks/step-flops.ts'
import { KERNEL_AREA, type GamePlan, type LayerPlan } from './plan.ts'

/** Bytes of a float. */
const FLOAT = 4
/** Adam reads weight, gradient and two moments, and writes weight and moments. */
const ADAM_FLOATS = 7

/** Cases know one update of D a step, and no terms beside its loss. */
const PLAIN = { dSteps: 1, loss: 'non-saturating', unroll: 0, featureMatching: 0, task: 'imagine' } as const

/** One layer's product, done `times` in a step on `items` items: forward, or by its weights, or by its input. */
interface Work {
  layer: LayerPlan
  items: number
  times: number
}

/** Floating-point operations of one step, as the product counts them: see src/common/networks/step-flops.ts. */
export function flopsPerStep(
  plan: GamePlan,
  { batch, penalty }: Pick<RunConfig, 'batch' | 'penalty'>,
): number {
  const forward = {
    generator: plan.generator.map(flopsPerItem),
    discriminator: plan.discriminator.map(flopsPerItem),
  }
  return stepFlops(forward, { ...PLAIN, batch, penalty })
}

/**
 * Bytes a step must move at least when every product reads its two operands and writes its result once and everything
 * else is fused into them; plus Adam's.
 */
export function bytesPerStep(plan: GamePlan, config: Pick<RunConfig, 'batch' | 'penalty'>): number {
  const products = total(plan, config, ({ layer, items, times }) => {
    const { incoming, outgoing } = valuesPerItem(layer)
    return times * FLOAT * (items * (incoming + outgoing) + weightsOf(layer))
  })
  return products + ADAM_FLOATS * FLOAT * parameters(plan)
}

/** Trained numbers of both networks, biases included. */
export function parameters({ generator, discriminator }: GamePlan): number {
  const biased = (layer: LayerPlan): number =>
    weightsOf(layer) + (layer.op === 'dense' ? layer.units : layer.channels)
  return [...generator, ...discriminator].reduce((sum, layer) => sum + biased(layer), 0)
}

function total(
  plan: GamePlan,
  config: Pick<RunConfig, 'batch' | 'penalty'>,
  cost: (work: Work) => number,
): number {
  return workOf(plan, config).reduce((sum, work) => sum + cost(work), 0)
}

function workOf(
  { generator, discriminator }: GamePlan,
  { batch, penalty }: Pick<RunConfig, 'batch' | 'penalty'>,
): Work[] {
  const last = discriminator.length - 1
  return [
    ...generator.map((layer, i) => ({ layer, items: batch, times: i === 0 ? 3 : 4 })),
    ...discriminator.map((layer, i) => ({ layer, items: 2 * batch, times: i === 0 ? 2 : 3 })),
    ...discriminator.map((layer) => ({ layer, items: batch, times: 2 })),
    ...(penalty === 'r1'
      ? discriminator.map((layer, i) => ({ layer, items: batch, times: i === last ? 3 : 4 }))
      : []),
  ]
}

function flopsPerItem(layer: LayerPlan): number {
  if (layer.op === 'dense') return 2 * layer.inputs * layer.units
  return 2 * smallSide(layer) ** 2 * KERNEL_AREA * layer.inputs * layer.channels
}

function weightsOf(layer: LayerPlan): number {
  if (layer.op === 'dense') return layer.inputs * layer.units
  return KERNEL_AREA * layer.inputs * layer.channels
}

function valuesPerItem(layer: LayerPlan): { incoming: number; outgoing: number } {
  if (layer.op === 'dense') return { incoming: layer.inputs, outgoing: layer.units }
  const out = layer.op === 'down' ? layer.side / 2 : layer.side * 2
  return { incoming: layer.side ** 2 * layer.inputs, outgoing: out ** 2 * layer.channels }
}

/** Side of the smaller of a convolution's two pictures: every weight is used once for each of its pixels. */
function smallSide(layer: LayerPlan & { op: 'down' | 'up' }): number {
  return layer.op === 'down' ? layer.side / 2 : layer.side
}
