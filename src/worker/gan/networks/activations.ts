/** Activations by id, and which of them a dense product can apply itself. */
import type { Tensor } from '@tensorflow/tfjs'
import type { ActivationId } from '../../../common/catalog/models.ts'
import { leakyRelu, relu } from '../ops/rectify.ts'
import type { Rectifier } from '../ops/signal.ts'
import { tanh } from '../ops/smooth.ts'
import type { Ending } from '../ops/weighted.ts'

export type Activation = ActivationId | 'linear'

/** Slope of the leaky ReLU below zero (DCGAN). */
export const LEAK = 0.2

interface ActivationRule {
  readonly label: string
  /** Slope below zero, for those that are rectifiers. */
  readonly rectifier: Rectifier
  readonly apply: <T extends Tensor>(x: T) => T
}

export const ACTIVATION_RULES: Record<Activation, ActivationRule> = {
  linear: { label: '', rectifier: null, apply: (x) => x },
  relu: { label: 'ReLU', rectifier: 0, apply: relu },
  'leaky-relu': { label: 'leaky ReLU', rectifier: LEAK, apply: (x) => leakyRelu(x, LEAK) },
  tanh: { label: 'tanh', rectifier: null, apply: tanh },
}

/** The activation as the ending of a layer with weights. */
export function endingOf(activation: Activation): Ending {
  return { slope: ACTIVATION_RULES[activation].rectifier, tanh: activation === 'tanh' }
}

/** `Dense, ReLU`; `Dense` when linear. */
export function kindWith(kind: string, activation: Activation): string {
  return [kind, ACTIVATION_RULES[activation].label].filter((part) => part !== '').join(', ')
}
