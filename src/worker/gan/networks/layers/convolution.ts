/**
 * Convolutions with padding "same": DCGAN's, 4×4 of stride 2, unless told otherwise. Kernels: convolution
 * [k, k, in, out], transposed convolution [k, k, out, in].
 */
import type { Tensor1D, Tensor4D } from '@tensorflow/tfjs'
import type { Activation } from '../../../../common/networks/layer-op.ts'
import { convolved, transposed } from '../../ops/picture-layers.ts'
import type { Signal } from '../../ops/signal.ts'
import { activated, ACTIVATION_RULES, endingOf } from '../activations.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { bothWays, tensorOf, type Layer, type ParameterSpec, type TensorsByName } from '../layer.ts'

const KERNEL = 4
const STRIDE = 2

export interface ConvolutionOptions {
  network: string
  name: string
  /** [height, width, channels] of one item coming in. */
  inputShape: readonly number[]
  channels: number
  /** Side of the kernel; 4 unless told. */
  kernel?: number
  /** 2 unless told. */
  stride?: number
  activation: Activation
  /** False before a norm, which would take the bias out again. */
  biased: boolean
  rule: WeightRule
}

/** [n, h, w, in] → [n, ⌈h/stride⌉, ⌈w/stride⌉, channels]. */
export function convolutionLayer(options: ConvolutionOptions): Layer {
  const { name, inputShape, channels, activation, kernel = KERNEL, stride = STRIDE } = options
  const [height = 0, width = 0, inputs = 0] = inputShape
  const { parameters, names, weightsIn } = common(options, [kernel, kernel, inputs, channels], {
    in: kernel * kernel * inputs,
    out: (kernel * kernel * channels) / stride ** 2,
  })
  return {
    name,
    op: {
      type: 'convolution',
      kernel,
      stride,
      inputs,
      channels,
      ...activated(activation),
      spectral: null,
      weights: names,
    },
    outputShape: [Math.ceil(height / stride), Math.ceil(width / stride), channels],
    parameters,
    statistics: [],
    couples: false,
    ...bothWays((x, { weights }) => {
      const held = weightsIn(weights)
      return convolved(x as Signal<Tensor4D>, held.kernel, held.bias, stride, endingOf(activation))
    }),
  }
}

/** [n, h, w, in] → [n, stride·h, stride·w, channels]. Each output pixel sees (kernel/stride)² input pixels. */
export function transposedConvolutionLayer(options: ConvolutionOptions): Layer {
  const { name, inputShape, channels, activation, kernel = KERNEL, stride = STRIDE } = options
  const [height = 0, width = 0, inputs = 0] = inputShape
  const [tall, wide] = [height * stride, width * stride]
  const { parameters, names, weightsIn } = common(options, [kernel, kernel, channels, inputs], {
    in: (kernel * kernel * inputs) / stride ** 2,
    out: kernel * kernel * channels,
  })
  return {
    name,
    op: {
      type: 'transposed-convolution',
      kernel,
      stride,
      inputs,
      channels,
      ...activated(activation),
      spectral: null,
      weights: names,
    },
    outputShape: [tall, wide, channels],
    parameters,
    statistics: [],
    couples: false,
    ...bothWays((x, { weights }) => {
      const held = weightsIn(weights)
      const small = x as Signal<Tensor4D>
      const shape = [small.values.shape[0], tall, wide, channels] as const
      return transposed(small, held.kernel, held.bias, { shape, stride }, endingOf(activation))
    }),
  }
}

/** What both have alike: parameters, their names, and the weights and bias among a network's tensors. */
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
  return { parameters, names: { kernel, bias: biased ? bias : null }, weightsIn }
}
