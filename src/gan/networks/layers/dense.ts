/** A dense layer: [n, in] → [n, units], its activation included. Kernel [in, units], bias [units]. */
import { matMul, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { dense } from '../../ops/dense.ts'
import { ACTIVATION_RULES, kindWith, type Activation } from '../activations.ts'
import { zeros, type WeightRule } from '../initialisers.ts'
import { tensorOf, type Layer } from '../layer.ts'

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
  const { rectifier, apply } = ACTIVATION_RULES[activation]
  const initial = rule({ in: inputs, out: units }, rectifier !== null)
  return {
    name,
    kind: kindWith('Dense', activation),
    outputShape: [units],
    parameters: [
      { name: kernel, shape: [inputs, units], initial },
      ...(biased ? [{ name: bias, shape: [units], initial: zeros }] : []),
    ],
    statistics: [],
    couples: false,
    apply: (x, { weights }) => {
      const matrix = tensorOf<Tensor2D>(weights, kernel)
      if (!biased) return apply(matMul<Tensor2D>(x, matrix))
      const y = dense(x as Tensor2D, matrix, tensorOf<Tensor1D>(weights, bias), rectifier)
      return rectifier === null ? apply(y) : y
    },
  }
}
