/**
 * What the generator's first layers make of z, as the small matrices that directions are found from. One read-back
 * each. Leaves no trace in the networks.
 */
import { matMul, mean, slice, sub, tidy, type Tensor2D } from '@tensorflow/tfjs'
import { bends, partsOf } from '../../../common/networks/layer-facts.ts'
import type { LayerOp } from '../../../common/networks/layer-op.ts'
import { EVALUATE, sizeOf, tensorOf, type NetworkState, type Layer, type Pass } from './layer.ts'
import { run, type Network } from './network.ts'

/** How many layers are "early": up to the first one that bends the signal, for before it z is only turned and stretched. */
export function earlyDepth(layers: readonly Layer[]): number {
  const first = layers.findIndex(({ op }) => bends(op))
  return first < 0 ? layers.length : first + 1
}

/** [n, n] products of the centred early features of n latents [n, d]. Caller disposes. */
export function featureGram(
  network: Network,
  state: NetworkState,
  latents: Tensor2D,
  pass: Pass = EVALUATE,
): Tensor2D {
  return tidy(() => {
    const features = run(network.layers, latents, state, pass, earlyDepth(network.layers))
    const [n] = latents.shape
    const rows = features.reshape<Tensor2D>([n, sizeOf(features.shape) / n])
    const centred = sub<Tensor2D>(rows, mean(rows, 0, true))
    return matMul<Tensor2D>(centred, centred, false, true)
  })
}

/** [d, d] AᵀA of the first layer's matrix A (y = Az + b). Caller disposes. */
export function firstProduct(network: Network, state: NetworkState, latent: number): Tensor2D {
  return tidy(() => {
    const kernel = tensorOf<Tensor2D>(state.weights, firstKernel(network.layers))
    // What stands beside z (a class, say) has rows of its own below.
    const rows = slice(kernel, [0, 0], [latent, kernel.shape[1]])
    return matMul<Tensor2D>(rows, rows, false, true)
  })
}

function firstKernel(layers: readonly Layer[]): string {
  const first = layers.flatMap(({ op }) => withParts(op)).find((op) => op.type === 'dense')
  if (first === undefined) throw new Error('The generator has no dense layer.')
  return first.weights.kernel
}

/** A layer, and those it holds before those that come after it. */
function withParts(op: LayerOp): LayerOp[] {
  return [op, ...partsOf(op).flatMap((part) => withParts(part.op))]
}
