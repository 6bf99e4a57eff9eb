/**
 * Batch norm per channel (Ioffe & Szegedy 2015), activation included. In training: the batch's own statistics; the
 * running ones follow as the pass says and are used when evaluating.
 */
import { add, mul, rsqrt, sub, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { follow } from '../../optimizers/average.ts'
import { addBias, scaleChannels } from '../../ops/bias.ts'
import { normaliseColumns } from '../../ops/normalise.ts'
import { ACTIVATION_RULES, kindWith, type Activation } from '../activations.ts'
import { normal, ones, zeros } from '../initialisers.ts'
import { statisticOf, tensorOf, type Held, type Layer, type Pass } from '../layer.ts'

const EPSILON = 1e-5

export interface BatchNormOptions {
  network: string
  name: string
  /** Shape of one item; the last is the channel. */
  shape: readonly number[]
  activation: Activation
  /** Spread of the first scales around 1: 0.02 in DCGAN's code. */
  scaleDeviation: number
}

export function batchNormLayer({
  network,
  name,
  shape,
  activation,
  scaleDeviation,
}: BatchNormOptions): Layer {
  const channels = shape.at(-1) ?? 1
  const at = (part: string) => `${network}/${name}/${part}`
  const vector = (part: string, initial: typeof zeros) => ({ name: at(part), shape: [channels], initial })

  const normalise = (x: Tensor2D, held: Held, pass: Pass): Tensor2D => {
    const mean = statisticOf(held, at('mean'))
    const variance = statisticOf(held, at('variance'))
    if (pass.mode === 'evaluate') return mul(sub(x, mean), rsqrt(add(variance, EPSILON)))
    const { memory } = pass
    if (memory === null) return normaliseColumns(x, EPSILON)
    return normaliseColumns(x, EPSILON, (batchMean, batchVariance, rows) => {
      const unbiased = mul<Tensor1D>(batchVariance, rows / Math.max(1, rows - 1))
      follow([mean, variance], [batchMean, unbiased], memory)
    })
  }

  return {
    name,
    kind: kindWith('Batch norm', activation),
    outputShape: shape,
    parameters: [
      vector('scale', scaleDeviation === 0 ? ones : normal(1, scaleDeviation)),
      vector('offset', zeros),
    ],
    statistics: [vector('mean', zeros), vector('variance', ones)],
    couples: true,
    apply: (x, held, pass): Tensor => {
      const rows = x.reshape<Tensor2D>([-1, channels])
      const scaled = scaleChannels(normalise(rows, held, pass), tensorOf(held.weights, at('scale')))
      const y = addBias(scaled, tensorOf<Tensor1D>(held.weights, at('offset')))
      return ACTIVATION_RULES[activation].apply(y.reshape(x.shape))
    },
  }
}
