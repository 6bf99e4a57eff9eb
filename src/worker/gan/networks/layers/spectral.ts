/** Spectral norm around any layer with a kernel: the layer itself does not know. One power iteration per update of D. */
import type { Tensor, Tensor2D } from '@tensorflow/tfjs'
import { normals } from '../../../../common/numbers/random.ts'
import { follow } from '../../optimizers/average.ts'
import { spectral } from '../../ops/spectral.ts'
import { bothWays, passThrough, statisticOf, tensorOf, type Initialiser, type Layer } from '../layer.ts'

/** The layer with its kernel divided by the kernel's largest singular value; layers without a kernel as they are. */
export function spectrallyNormed(layer: Layer): Layer {
  const kernel = layer.parameters.find(({ name }) => name.endsWith('/kernel'))
  if (kernel === undefined) return layer
  const direction = `${kernel.name}:direction`
  const outputs = kernel.shape.at(-1) ?? 1
  return {
    ...layer,
    kind: `${layer.kind}, spectral norm`,
    statistics: [...layer.statistics, { name: direction, shape: [outputs, 1], initial: unitVector }],
    ...bothWays((x, state, pass) => {
      const right = statisticOf(state, direction)
      const follows = pass.mode === 'train' && pass.memory !== null
      const { normalised } = spectral(
        tensorOf(state.weights, kernel.name),
        right as Tensor as Tensor2D,
        follows ? (better) => follow([right], [better], 0) : undefined,
      )
      const weights = new Map([...state.weights, [kernel.name, normalised]])
      return passThrough(layer, x, { ...state, weights }, pass)
    }),
  }
}

const unitVector: Initialiser = (stream, shape) => {
  const values = normals(stream, shape[0] ?? 1)
  const length = Math.sqrt(values.reduce((sum, v) => sum + v * v, 0))
  return values.map((v) => v / length)
}
