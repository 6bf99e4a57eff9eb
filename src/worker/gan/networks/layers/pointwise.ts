/** A 1×1 convolution: a dense product at each pixel, [n, h, w, in] → [n, h, w, channels]. Kernel [in, channels]. */
import type { Tensor1D, Tensor2D, Tensor4D } from '@tensorflow/tfjs'
import type { Activation } from '../../../../common/networks/layer-op.ts'
import { denseSignal } from '../../ops/dense.ts'
import type { Signal } from '../../ops/signal.ts'
import { activated, ACTIVATION_RULES, endingOf } from '../activations.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { bothWays, tensorOf, type Layer } from '../layer.ts'

export interface PointwiseOptions {
  network: string
  name: string
  /** [height, width, channels] of one item coming in. */
  inputShape: readonly number[]
  channels: number
  activation: Activation
  rule: WeightRule
}

export function pointwiseLayer(options: PointwiseOptions): Layer {
  const { network, name, inputShape, channels, activation, rule } = options
  const kernel = `${network}/${name}/kernel`
  const bias = `${network}/${name}/bias`
  const inputs = inputShape.at(-1) ?? 0
  const rectified = ACTIVATION_RULES[activation].rectifier !== null
  return {
    name,
    op: {
      type: 'convolution',
      kernel: 1,
      stride: 1,
      inputs,
      channels,
      ...activated(activation),
      spectral: null,
      weights: { kernel, bias },
    },
    outputShape: [...inputShape.slice(0, -1), channels],
    parameters: [
      { name: kernel, shape: [inputs, channels], initial: rule({ in: inputs, out: channels }, rectified) },
      { name: bias, shape: [channels], initial: zeros },
    ],
    statistics: [],
    couples: false,
    ...bothWays((x, { weights }) => {
      const { values, slope } = x as Signal<Tensor4D>
      const [n, h, w] = values.shape
      const rows = { values: values.reshape<Tensor2D>([n * h * w, inputs]), slope }
      const y = denseSignal(
        rows,
        tensorOf<Tensor2D>(weights, kernel),
        tensorOf<Tensor1D>(weights, bias),
        endingOf(activation),
      )
      return { values: y.values.reshape([n, h, w, channels]), slope: y.slope }
    }),
  }
}
