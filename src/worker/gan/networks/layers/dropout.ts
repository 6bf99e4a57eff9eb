/**
 * Dropout (Srivastava et al. 2014), scaled while training, so that evaluating is the identity. Every pass draws masks of its
 * own from the step's streams: reals, fakes, a penalty and the generator's update each see another network.
 */
import { mul, step, sub, type Tensor } from '@tensorflow/tfjs'
import { bothWays, type Chance, type Layer } from '../layer.ts'

/**
 * [n, …] → [n, …]: each number is nothing with chance `rate`, else divided by 1 − rate. As it is when evaluating, and in passes
 * that leave nothing to chance.
 * @param shape of one item @param rate in [0, 1)
 */
export function dropoutLayer(name: string, shape: readonly number[], rate: number): Layer {
  return {
    name,
    op: { type: 'dropout', rate },
    outputShape: shape,
    parameters: [],
    statistics: [],
    couples: false,
    // What a rectifier before it owes is passed on: a number's sign is kept where it is kept, and else its gradient is nothing.
    ...bothWays(({ values, slope }, _, { mode, chance }) => {
      const left = mode === 'evaluate' || chance === undefined || rate === 0
      return { values: left ? values : mul(values, masksFor(values.shape, rate, chance)), slope }
    }),
  }
}

/** 0 with chance `rate`, else 1/(1 − rate). U(−1, 1) lies above 2·rate − 1 with chance 1 − rate, on every back end alike. */
function masksFor(shape: readonly number[], rate: number, chance: Chance): Tensor {
  return mul(step(sub(chance(shape), 2 * rate - 1)), 1 / (1 - rate))
}
