/** A dense layer: [n, in] → [n, units], its activation included. Kernel [in, units], bias [units]. */
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import { denseSignal } from '../../ops/dense.ts'
import type { Signal } from '../../ops/signal.ts'
import { ACTIVATION_RULES, activated, endingOf } from '../activations.ts'
import type { Activation } from '../../../../common/networks/layer-op.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { bothWays, tensorOf, type Layer } from '../layer.ts'

export interface DenseOptions {
  network: string
  name: string
  inputs: number
  units: number
  activation: Activation
  /** False before a norm, which would take the bias out again. */
  biased: boolean
  rule: WeightRule
}

export function denseLayer(options: DenseOptions): Layer {
  const { network, name, inputs, units, activation, biased, rule } = options
  const kernel = `${network}/${name}/kernel`
  const bias = `${network}/${name}/bias`
  const { rectifier } = ACTIVATION_RULES[activation]
  const initial = rule({ in: inputs, out: units }, rectifier !== null)
  return {
    name,
    op: {
      type: 'dense',
      inputs,
      units,
      ...activated(activation),
      spectral: null,
      weights: { kernel, bias: biased ? bias : null },
    },
    outputShape: [units],
    parameters: [
      { name: kernel, shape: [inputs, units], initial },
      ...(biased ? [{ name: bias, shape: [units], initial: zeros }] : []),
    ],
    statistics: [],
    couples: false,
    ...bothWays((x, { weights }) =>
      denseSignal(
        x as Signal<Tensor2D>,
        tensorOf<Tensor2D>(weights, kernel),
        biased ? tensorOf<Tensor1D>(weights, bias) : null,
        endingOf(activation),
      ),
    ),
  }
}
