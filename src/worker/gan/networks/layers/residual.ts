/**
 * Parts of a residual network by R3GAN's rules (Huang et al. 2024, section 3): no norms, leaky ReLU, the last convolution
 * of each branch starts at zero, the others are scaled by L^(−1/4) for L blocks; resampling with a fixed kernel.
 */
import { add, type Tensor1D, type Tensor2D, type Tensor4D } from '@tensorflow/tfjs'
import { denseSignal } from '../../ops/dense.ts'
import { convolved } from '../../ops/picture-layers.ts'
import { doubled, halved } from '../../ops/resample.ts'
import { settle, settled, type Rectifier, type Signal } from '../../ops/signal.ts'
import { LEAK } from '../activations.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { tensorOf, type Layer, type ParameterSpec, type TensorsByName } from '../layer.ts'

type PictureShape = readonly [number, number, number]

/** x + 1×1(leaky(3×3(leaky(1×1(x))))), all with the picture's channels. */
export function residualBlock(network: string, name: string, shape: PictureShape, rule: WeightRule): Layer {
  const channels = shape[2]
  const at = (part: string) => `${network}/${name}/${part}`
  const fan = (area: number) => ({ in: area * channels, out: area * channels })
  return {
    name,
    kind: 'Residual block',
    outputShape: shape,
    parameters: [
      { name: at('in/kernel'), shape: [channels, channels], initial: rule(fan(1), true) },
      { name: at('in/bias'), shape: [channels], initial: zeros },
      { name: at('middle/kernel'), shape: [3, 3, channels, channels], initial: rule(fan(9), true) },
      { name: at('middle/bias'), shape: [channels], initial: zeros },
      { name: at('out/kernel'), shape: [channels, channels], initial: zeros },
      { name: at('out/bias'), shape: [channels], initial: zeros },
    ],
    statistics: [],
    couples: false,
    apply: (x, { weights }) => {
      const inner = pointwise(settled(x as Tensor4D), weights, at('in'), LEAK)
      const kernel = tensorOf<Tensor4D>(weights, at('middle/kernel'))
      const bias = tensorOf<Tensor1D>(weights, at('middle/bias'))
      const bent = convolved(inner, kernel, bias, 1, { slope: LEAK, tanh: false })
      return add(x, settle(pointwise(bent, weights, at('out'), null)))
    },
  }
}

/** Another number of channels at each pixel: a 1×1 convolution, linear. */
export function pointwiseLayer(
  network: string,
  name: string,
  shape: PictureShape,
  channels: number,
  rule: WeightRule,
): Layer {
  const at = `${network}/${name}`
  const parameters: ParameterSpec[] = [
    {
      name: `${at}/kernel`,
      shape: [shape[2], channels],
      initial: rule({ in: shape[2], out: channels }, false),
    },
    { name: `${at}/bias`, shape: [channels], initial: zeros },
  ]
  return {
    name,
    kind: 'Convolution 1×1',
    outputShape: [shape[0], shape[1], channels],
    parameters,
    statistics: [],
    couples: false,
    apply: (x, { weights }) => settle(pointwise(settled(x as Tensor4D), weights, at, null)),
  }
}

/** Twice the side by copying pixels, or half of it by averaging them. */
export function resampleLayer(name: string, shape: PictureShape, way: 'up' | 'down'): Layer {
  const factor = way === 'up' ? 2 : 0.5
  return {
    name,
    kind: way === 'up' ? 'Doubling' : 'Halving',
    outputShape: [shape[0] * factor, shape[1] * factor, shape[2]],
    parameters: [],
    statistics: [],
    couples: false,
    apply: (x) => (way === 'up' ? doubled(x as Tensor4D) : halved(x as Tensor4D)),
  }
}

/** A dense product at each pixel. Named parameters: kernel [in, out], bias [out]. */
function pointwise(
  { values, slope }: Signal<Tensor4D>,
  weights: TensorsByName,
  at: string,
  rectifier: Rectifier,
): Signal<Tensor4D> {
  const [n, h, w, c] = values.shape
  const kernel = tensorOf<Tensor2D>(weights, `${at}/kernel`)
  const rows = { values: values.reshape<Tensor2D>([n * h * w, c]), slope }
  const bias = tensorOf<Tensor1D>(weights, `${at}/bias`)
  const y = denseSignal(rows, kernel, bias, { slope: rectifier, tanh: false })
  return { values: y.values.reshape([n, h, w, kernel.shape[1]]), slope: y.slope }
}
