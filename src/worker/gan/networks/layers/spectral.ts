/**
 * Spectral norm around any layer: the layer itself does not know. Every kernel in it is divided by its largest singular
 * value, those of its parts as well. One power iteration per update of D.
 */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { normals } from '../../../../common/numbers/random.ts'
import { kernelsOf, withSpectral } from '../../../../common/networks/layer-facts.ts'
import { follow } from '../../optimizers/average.ts'
import { spectral } from '../../ops/spectral.ts'
import { bothWays, passThrough, statisticOf, tensorOf, type Initialiser, type Layer } from '../layer.ts'

/** The layer with its kernels normed; a layer without any as it is. */
export function spectrallyNormed(layer: Layer): Layer {
  const names = kernelsOf(layer.op)
  const kernels = layer.parameters.filter(({ name }) => names.includes(name))
  if (kernels.length === 0) return layer
  const directions = kernels.map(({ name, shape }) => ({
    name: directionOf(name),
    shape: [shape.at(-1) ?? 1, 1],
    initial: unitVector,
  }))
  return {
    ...layer,
    op: withSpectral(layer.op, directionOf),
    statistics: [...layer.statistics, ...directions],
    ...bothWays((x, state, pass) => {
      const follows = pass.mode === 'train' && pass.memory !== null
      const normalised = names.map((name): [string, Tensor] => {
        const right = statisticOf(state, directionOf(name))
        const normed = spectral(
          tensorOf(state.weights, name),
          right as Tensor as Tensor2D,
          follows ? (better) => follow([right], [better], 0) : undefined,
        )
        return [name, normed.normalised]
      })
      const weights = new Map([...state.weights, ...normalised])
      return passThrough(layer, x, { ...state, weights }, pass)
    }),
  }
}

function directionOf(kernel: string): string {
  return `${kernel}:direction`
}

const unitVector: Initialiser = (stream, shape) => {
  const values = normals(stream, shape[0] ?? 1)
  const length = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0))
  return values.map((v) => v / length)
}
