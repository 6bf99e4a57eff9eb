/**
 * The block of a residual network by R3GAN's rules (Huang et al. 2024, section 3): no norms, leaky ReLU, the last
 * convolution starts at zero, so that a fresh block passes its picture through.
 */
import { zeros, type WeightRule } from '../initialisers.ts'
import type { Layer } from '../layer.ts'
import { convolutionLayer } from '../layers/convolution.ts'
import { pointwiseLayer } from '../layers/pointwise.ts'
import { residual } from './sum.ts'

/**
 * x + 1×1(leaky(3×3(leaky(1×1(x))))), all with the picture's channels.
 * @param shape [height, width, channels]
 * @param rule of the first two convolutions: scaled by L^(−1/4) for L blocks
 */
export function residualBlock(
  network: string,
  name: string,
  shape: readonly number[],
  rule: WeightRule,
): Layer {
  const activation = 'leaky-relu'
  const alike = { network, inputShape: shape, channels: shape.at(-1) ?? 0, activation, rule } as const
  return residual({
    name,
    inputShape: shape,
    inner: [
      pointwiseLayer({ ...alike, name: `${name}/in` }),
      convolutionLayer({ ...alike, name: `${name}/middle`, kernel: 3, stride: 1, biased: true }),
      pointwiseLayer({ ...alike, name: `${name}/out`, activation: 'linear', rule: () => zeros }),
    ],
    whole: true,
  })
}
