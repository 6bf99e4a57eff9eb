/** Layers without parameters: another shape of the same numbers, an activation alone, another side. */
import type { Tensor4D } from '@tensorflow/tfjs'
import type { Activation, LayerOp } from '../../../../common/networks/layer-op.ts'
import { doubled, halved } from '../../ops/resample.ts'
import { activated, ACTIVATION_RULES } from '../activations.ts'
import type { Layer } from '../layer.ts'

/** [n, …] → [n, …shape]. */
export function reshapeLayer(name: string, shape: readonly number[]): Layer {
  return {
    ...plain(name, { type: 'reshape' }, shape, (x) => x.reshape([-1, ...shape])),
    pass: ({ values, slope }) => ({ values: values.reshape([-1, ...shape]), slope }),
  }
}

/** An activation on its own, e.g. the tanh that ends a generator of pictures. */
export function activationLayer(name: string, shape: readonly number[], activation: Activation): Layer {
  const { apply } = ACTIVATION_RULES[activation]
  return plain(name, { type: 'activation', ...activated(activation) }, shape, apply)
}

/** [n, h, w, c]: twice the side by copying pixels, or half of it by averaging them. */
export function resampleLayer(name: string, shape: readonly number[], way: 'up' | 'down'): Layer {
  const factor = way === 'up' ? 2 : 0.5
  const [height = 0, width = 0, channels = 0] = shape
  return plain(name, { type: 'resample', factor }, [height * factor, width * factor, channels], (x) =>
    way === 'up' ? doubled(x as Tensor4D) : halved(x as Tensor4D),
  )
}

function plain(name: string, op: LayerOp, outputShape: readonly number[], apply: Layer['apply']): Layer {
  return { name, op, outputShape, parameters: [], statistics: [], couples: false, apply }
}
