/**
 * Batch norm per channel (Ioffe & Szegedy 2015), activation included. In training: the batch's own statistics; the
 * running ones follow as the pass says and are used when evaluating.
 */
import { add, mul, rsqrt, sub, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import type { Activation } from '../../../../common/networks/layer-op.ts'
import { follow } from '../../optimizers/average.ts'
import { batchNormed } from '../../ops/batch-norm.ts'
import { addBias, scaleChannels } from '../../ops/bias.ts'
import type { OnMoments } from '../../ops/normalise.ts'
import { leakyRelu } from '../../ops/rectify.ts'
import { settle, settled, type Signal } from '../../ops/signal.ts'
import { activated, ACTIVATION_RULES } from '../activations.ts'
import { normal, ones, zeros } from '../initialisers.ts'
import { bothWays, statisticOf, tensorOf, type NetworkState, type Layer, type Pass } from '../layer.ts'

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

  /** How the running statistics follow a batch; undefined: they do not. */
  const follower = (state: NetworkState, { memory }: Pass): OnMoments | undefined => {
    if (memory === null) return undefined
    const running = [statisticOf(state, at('mean')), statisticOf(state, at('variance'))]
    return (batchMean, batchVariance, rows) => {
      const unbiased = mul<Tensor1D>(batchVariance, rows / Math.max(1, rows - 1))
      follow(running, [batchMean, unbiased], memory)
    }
  }

  const inTraining = (rows: Tensor2D, state: NetworkState, pass: Pass): Signal<Tensor2D> =>
    batchNormed(
      rows,
      weightsIn(state),
      EPSILON,
      ACTIVATION_RULES[activation].rectifier,
      follower(state, pass),
    )

  const settledDown = (rows: Tensor2D, state: NetworkState): Signal<Tensor2D> => {
    const { scale, offset } = weightsIn(state)
    const deviation = rsqrt(add(statisticOf(state, at('variance')), EPSILON))
    const white = mul<Tensor2D>(sub(rows, statisticOf(state, at('mean'))), deviation)
    const y = addBias(scaleChannels(white, scale), offset)
    const { rectifier } = ACTIVATION_RULES[activation]
    return settled(rectifier === null ? y : leakyRelu(y, rectifier))
  }

  const weightsIn = ({ weights }: NetworkState) => ({
    scale: tensorOf<Tensor1D>(weights, at('scale')),
    offset: tensorOf<Tensor1D>(weights, at('offset')),
  })

  return {
    name,
    op: {
      type: 'batch-norm',
      channels,
      epsilon: EPSILON,
      ...activated(activation),
      weights: { scale: at('scale'), offset: at('offset') },
      statistics: { mean: at('mean'), variance: at('variance') },
    },
    outputShape: shape,
    parameters: [
      vector('scale', scaleDeviation === 0 ? ones : normal(1, scaleDeviation)),
      vector('offset', zeros),
    ],
    statistics: [vector('mean', zeros), vector('variance', ones)],
    couples: true,
    ...bothWays((x, state, pass) => {
      const input = settle(x)
      const rows = input.reshape<Tensor2D>([-1, channels])
      const y = pass.mode === 'evaluate' ? settledDown(rows, state) : inTraining(rows, state, pass)
      const { rectifier, apply } = ACTIVATION_RULES[activation]
      const values = y.values.reshape(input.shape)
      return { values: rectifier === null ? apply(values) : values, slope: y.slope }
    }),
  }
}
