/**
 * Random Fourier features (Rahimi & Recht 2007): √(2/F)·cos(xΩ + b) with fixed random Ω and b. A linear layer after it is
 * a kernel machine. Nothing in here is trained.
 */
import { add, cos, matMul, mul, type Tensor2D } from '@tensorflow/tfjs'
import { normals, uniforms } from '../../../../common/numbers/random.ts'
import { statisticOf, type Initialiser, type Layer } from '../layer.ts'

/** Frequencies run over this range, so that both coarse and fine differences are seen. */
const SCALES = { lowest: 0.5, highest: 8 } as const

/** [n, values] → [n, features]. */
export function fourierLayer(network: string, values: number, features: number): Layer {
  const frequencies = `${network}/fourier/frequencies`
  const phases = `${network}/fourier/phases`
  const gain = Math.sqrt(2 / features)
  return {
    name: 'fourier',
    op: { type: 'fourier', inputs: values, features, gain, statistics: { frequencies, phases } },
    outputShape: [features],
    parameters: [],
    statistics: [
      { name: frequencies, shape: [values, features], initial: manyScales },
      { name: phases, shape: [features], initial: (stream) => uniforms(stream, features, 0, 2 * Math.PI) },
    ],
    couples: false,
    apply: (x, state) => {
      const angles = add(matMul<Tensor2D>(x, statisticOf(state, frequencies)), statisticOf(state, phases))
      return mul(cos(angles), gain)
    },
  }
}

/** Column f from N(0, s²·2/values), s rising from the lowest to the highest scale in equal ratios. */
const manyScales: Initialiser = (stream, shape) => {
  const [values = 1, features = 1] = shape
  const { lowest, highest } = SCALES
  const spread = Math.sqrt(2 / values)
  return normals(stream, values * features).map((v, i) => {
    const share = features === 1 ? 0 : (i % features) / (features - 1)
    return v * spread * lowest * (highest / lowest) ** share
  })
}
