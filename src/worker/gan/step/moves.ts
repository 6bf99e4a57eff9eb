/** How an update moves a network, layer by layer. Looks at tensors before and after; changes none. */
import { add, keep, square, stack, sub, sum, tidy, type Tensor } from '@tensorflow/tfjs'
import type { LayerMove } from '../../../common/protocol/report.ts'
import type { Network } from '../networks/network.ts'

/** Sums of squares per weight tensor, [weights, 3]: of its gradient, of itself before, of its change. */
export type MoveSums = Tensor

/**
 * Keeps the weights as they are now. @returns to be called once after the update: the sums, which the caller disposes
 * @param gradients in the weights' order; must live until then
 */
export function watchMoves(network: Network, gradients: readonly Tensor[]): () => MoveSums {
  const weights = [...network.weights.values()]
  // A sum with 0: a clone would share its memory with what the optimiser writes to.
  const before = weights.map((weight) => keep(add(weight, 0)))
  return () => {
    const sums = tidy(() =>
      keep(
        stack(
          weights.map((weight, i) => {
            const [gradient, old] = [gradients[i], before[i]]
            if (gradient === undefined || old === undefined) throw new Error('Fewer gradients than weights.')
            return stack([gradient, old, sub(weight, old)].map((part) => sum(square(part))))
          }),
        ),
      ),
    )
    before.forEach((old) => old.dispose())
    return sums
  }
}

/** The norms of each layer with weights, in order. @param sums MoveSums, read back */
export function layerMoves({ layers, weights }: Network, sums: ArrayLike<number>): LayerMove[] {
  const rows = new Map([...weights.keys()].map((name, i) => [name, 3 * i]))
  return layers
    .filter((layer) => layer.parameters.length > 0)
    .map(({ name, parameters }) => {
      const norm = (column: number): number =>
        Math.sqrt(parameters.reduce((all, of) => all + (sums[(rows.get(of.name) ?? NaN) + column] ?? NaN), 0))
      return { name, gradNorm: norm(0), weightNorm: norm(1), change: norm(2) }
    })
}
