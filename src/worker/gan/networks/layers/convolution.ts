/**
 * Convolutions that halve or double the side: 4×4, stride 2, padding "same". Kernels: convolution [4, 4, in, out],
 * transposed convolution [4, 4, out, in].
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import { convolved, transposed } from '../../ops/picture-layers.ts'
import type { Signal } from '../../ops/signal.ts'
import { ACTIVATION_RULES, endingOf, kindWith, type Activation } from '../activations.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { bothWays, tensorOf, type Layer, type ParameterSpec, type TensorsByName } from '../layer.ts'

const KERNEL = 4
const STRIDE = 2

export interface ConvolutionOptions {
  network: string
  name: string
  /** [side, side, channels] of one item coming in. */
  inputShape: readonly [number, number, number]
  channels: number
  activation: Activation
  /** False before a norm, which would take the bias out again. */
  biased: boolean
  rule: WeightRule
}

/** [n, s, s, in] → [n, s/2, s/2, channels]. */
export function convolutionLayer(options: ConvolutionOptions): Layer {
  const { inputShape, channels } = options
  const [side, , inputs] = inputShape
  const { parameters, weightsIn } = common(options, [KERNEL, KERNEL, inputs, channels], {
    in: KERNEL * KERNEL * inputs,
    out: (KERNEL * KERNEL * channels) / STRIDE ** 2,
  })
  return {
    name: options.name,
    kind: kindWith('Convolution 4×4, stride 2', options.activation),
    outputShape: [side / STRIDE, side / STRIDE, channels],
    parameters,
    statistics: [],
    couples: false,
    ...bothWays((x, { weights }) => {
      const { kernel, bias } = weightsIn(weights)
      return convolved(x as Signal<Tensor4D>, kernel, bias, STRIDE, endingOf(options.activation))
    }),
  }
}

/** [n, s, s, in] → [n, 2s, 2s, channels]. Each output pixel sees (4/2)² input pixels. */
export function transposedConvolutionLayer(options: ConvolutionOptions): Layer {
  const { inputShape, channels } = options
  const [side, , inputs] = inputShape
  const big = side * STRIDE
  const { parameters, weightsIn } = common(options, [KERNEL, KERNEL, channels, inputs], {
    in: (KERNEL * KERNEL * inputs) / STRIDE ** 2,
    out: KERNEL * KERNEL * channels,
  })
  return {
    name: options.name,
    kind: kindWith('Transposed convolution 4×4, stride 2', options.activation),
    outputShape: [big, big, channels],
    parameters,
    statistics: [],
    couples: false,
    ...bothWays((x, { weights }) => {
      const { kernel, bias } = weightsIn(weights)
      const small = x as Signal<Tensor4D>
      const shape = [small.values.shape[0], big, big, channels] as const
      return transposed(small, kernel, bias, { shape, stride: STRIDE }, endingOf(options.activation))
    }),
  }
}

/** What both have alike: parameters, and the weights and bias among a network's tensors. */
function common(options: ConvolutionOptions, shape: readonly number[], fan: { in: number; out: number }) {
  const { network, name, channels, activation, biased, rule } = options
  const kernel = `${network}/${name}/kernel`
  const bias = `${network}/${name}/bias`
  const { rectifier } = ACTIVATION_RULES[activation]
  const parameters: ParameterSpec[] = [{ name: kernel, shape, initial: rule(fan, rectifier !== null) }]
  if (biased) parameters.push({ name: bias, shape: [channels], initial: zeros })
  const weightsIn = (weights: TensorsByName) => ({
    kernel: tensorOf<Tensor4D>(weights, kernel),
    bias: biased ? tensorOf<Tensor1D>(weights, bias) : null,
  })
  return { parameters, weightsIn }
}
