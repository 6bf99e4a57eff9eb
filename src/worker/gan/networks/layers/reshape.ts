/** Layers without parameters: another shape of the same numbers, or an activation alone. */
import { ACTIVATION_RULES, type Activation } from '../activations.ts'
import type { Layer } from '../layer.ts'

/** [n, …] → [n, …shape]. */
export function reshapeLayer(name: string, shape: readonly number[]): Layer {
  return {
    ...plain(name, 'Reshape', shape, (x) => x.reshape([-1, ...shape])),
    pass: ({ values, slope }) => ({ values: values.reshape([-1, ...shape]), slope }),
  }
}

/** An activation on its own, e.g. the tanh that ends a generator of images. */
export function activationLayer(name: string, shape: readonly number[], activation: Activation): Layer {
  const { label, apply } = ACTIVATION_RULES[activation]
  return plain(name, label, shape, apply)
}

function plain(name: string, kind: string, outputShape: readonly number[], apply: Layer['apply']): Layer {
  return { name, kind, outputShape, parameters: [], statistics: [], couples: false, apply }
}
