/**
 * Layers of a discriminator that compares the items of a batch. When evaluating, each item is judged alone: the
 * batch's part is then a running mean, so that a score does not depend on what else was asked.
 */
import { concat, matMul, ones, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { follow } from '../../optimizers/average.ts'
import { outsideTape } from '../../ops/autodiff.ts'
import { meanRows } from '../../ops/sum-rows.ts'
import { groupDeviation, nearness } from '../../ops/minibatch-diversity.ts'
import { normal, zeros } from '../initialisers.ts'
import { sizeOf, statisticOf, tensorOf, type NetworkState, type Layer, type Pass } from '../layer.ts'

/** [n, …, c] → [n, …, c + 1]: one map with the deviation within the item's group. */
export function minibatchDeviationLayer(network: string, shape: readonly number[]): Layer {
  const name = 'spread'
  const usual = `${network}/${name}/usual`
  const places = sizeOf(shape.slice(0, -1))
  const outputShape = [...shape.slice(0, -1), (shape.at(-1) ?? 0) + 1]
  return {
    name,
    op: { type: 'minibatch-stddev', statistics: { usual } },
    outputShape,
    parameters: [],
    statistics: [{ name: usual, shape: [1], initial: zeros }],
    couples: true,
    apply: (x, state, pass) => {
      const deviation = compared(x, state, pass, usual, () => groupDeviation(x).reshape([-1, 1]))
      const map = matMul<Tensor2D>(deviation, ones([1, places]))
      return concat([x, map.reshape([-1, ...shape.slice(0, -1), 1])], -1)
    },
  }
}

/**
 * Kernels B and dimensions C of each (the paper's CIFAR net has 100 and 5), and how far apart items first lie: a coordinate
 * of M starts `reach` times as wide as a feature. The paper's code sets that by its first batch, so that an item lies 2 from
 * the nearest; with too small a T all are near each other, and logits start in the tens. Tuned: docs/published-results.md.
 */
export const NEARNESS = { kernels: 8, dimensions: 4, reach: 4 } as const

/** [n, A] → [n, A + B]: how near each item is to the others of its batch, in B learnt ways. */
export function minibatchDiscriminationLayer(network: string, features: number, scale: number): Layer {
  const name = 'nearness'
  const kernel = `${network}/${name}/kernel`
  const usual = `${network}/${name}/usual`
  const { kernels, dimensions, reach } = NEARNESS
  const deviation = (scale * reach) / Math.sqrt(features)
  return {
    name,
    op: {
      type: 'minibatch-discrimination',
      inputs: features,
      kernels,
      dimensions,
      spectral: null,
      weights: { kernel },
      statistics: { usual },
    },
    outputShape: [features + kernels],
    parameters: [{ name: kernel, shape: [features, kernels * dimensions], initial: normal(0, deviation) }],
    statistics: [{ name: usual, shape: [kernels], initial: zeros }],
    couples: true,
    apply: (x, state, pass) => {
      const near = compared(x, state, pass, usual, () =>
        nearness(matMul<Tensor2D>(x, tensorOf(state.weights, kernel)), kernels),
      )
      return concat([x, near], -1)
    },
  }
}

/** What the batch says in training, [n, c]; the running mean of it, for each item alike, when evaluating. */
function compared(
  x: Tensor,
  state: NetworkState,
  pass: Pass,
  usual: string,
  measure: () => Tensor2D,
): Tensor2D {
  const mean = statisticOf(state, usual)
  if (pass.mode === 'evaluate') {
    return matMul<Tensor2D>(ones([x.shape.at(0) ?? 0, 1]), mean.reshape([1, -1]))
  }
  const measured = measure()
  const { memory } = pass
  if (memory !== null) outsideTape(() => follow([mean], [meanRows(measured) satisfies Tensor1D], memory))
  return measured
}
