/** Activations by id, and which of them a dense product can apply itself. */
import type { Tensor } from '@tensorflow/tfjs'
import type { Activation } from '../../../common/networks/layer-op.ts'
import { leakyRelu, relu } from '../ops/rectify.ts'
import type { Rectifier } from '../ops/signal.ts'
import { tanh } from '../ops/smooth.ts'
import type { Ending } from '../ops/weighted.ts'

/** Slope of the leaky ReLU below zero (DCGAN). */
export const LEAK = 0.2

interface ActivationRule {
  /** Slope below zero, for those that are rectifiers. */
  readonly rectifier: Rectifier
  readonly apply: <T extends Tensor>(x: T) => T
}

export const ACTIVATION_RULES: Record<Activation, ActivationRule> = {
  linear: { rectifier: null, apply: (x) => x },
  relu: { rectifier: 0, apply: relu },
  'leaky-relu': { rectifier: LEAK, apply: (x) => leakyRelu(x, LEAK) },
  tanh: { rectifier: null, apply: tanh },
}

/** The activation as the ending of a layer with weights. */
export function endingOf(activation: Activation): Ending {
  return { slope: ACTIVATION_RULES[activation].rectifier, tanh: activation === 'tanh' }
}

/** The activation in a layer's description. */
export function activated(activation: Activation): { activation: Activation; slope: number | null } {
  return { activation, slope: ACTIVATION_RULES[activation].rectifier }
}
