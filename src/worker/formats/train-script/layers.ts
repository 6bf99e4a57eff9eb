/**
 * Each layer in Python: which class stands for it, and how it is made and called. A layer that is added does not compile until
 * it is written here or refused in a sentence.
 */
import { partsOf } from '../../../common/networks/layer-facts.ts'
import type { Activation, LayerChain, LayerOp, LayerSummary } from '../../../common/networks/layer-op.ts'
import { paddingSame, unsupported } from '../networks/exported-network.ts'
import affine from './python/layers/affine.py?raw'
import affineSpectral from './python/layers/affine-spectral.py?raw'
import batchNorm from './python/layers/batch-norm.py?raw'
import classInput from './python/layers/class-input.py?raw'
import classProjection from './python/layers/class-projection.py?raw'
import convolution from './python/layers/convolution.py?raw'
import dense from './python/layers/dense.py?raw'
import fourier from './python/layers/fourier.py?raw'
import layerNorm from './python/layers/layer-norm.py?raw'
import maxout from './python/layers/maxout.py?raw'
import nearness from './python/layers/nearness.py?raw'
import pack from './python/layers/pack.py?raw'
import pointwise from './python/layers/pointwise.py?raw'
import spread from './python/layers/spread.py?raw'
import transposed from './python/layers/transposed.py?raw'

/** How a layer with tensors of its own is written. */
interface WrittenLayer {
  /** The text of its class. */
  readonly source: string
  /** `Dense(2, 128)`. */
  readonly made: string
  /** What it is told beside what comes in. */
  readonly told: { readonly labels?: true; readonly remember?: true }
}

/** The classes that the networks need, each once, in the order of their first use. */
export function layerClasses(...networks: readonly LayerChain[]): string[] {
  const all = networks.flatMap((layers) => everyLayer(layers))
  const sources = all.map((layer) => writtenLayer(layer)?.source ?? '')
  const heirs = sources.some((source) => source.includes('(Affine)'))
  const base = all.some(({ op }) => isSpectral(op)) ? affineSpectral : affine
  return [...new Set([heirs ? base : '', ...sources])].filter((source) => source !== '')
}

export function everyLayer(layers: LayerChain): LayerChain {
  return layers.flatMap((layer) => [layer, ...everyLayer(partsOf(layer.op))])
}

function isSpectral(op: LayerOp): boolean {
  return 'spectral' in op && op.spectral !== null
}

/** Null for a layer without tensors: it is written where it is used. */
export function writtenLayer({ name, op, outputShape }: LayerSummary): WrittenLayer | null {
  const normed = isSpectral(op)
  const how = normed ? ', spectral=True' : ''
  const remember = normed ? ({ remember: true } as const) : {}
  switch (op.type) {
    case 'dense': {
      const made = `Dense(${op.inputs}, ${op.units}${unbiased(op)}${how})`
      return { source: dense, made, told: remember }
    }
    case 'maxout':
      return {
        source: maxout,
        made: `Maxout(${op.inputs}, ${op.units}, ${op.pieces}${how})`,
        told: remember,
      }
    case 'convolution': {
      if (op.kernel === 1) {
        const made = `Pointwise(${op.inputs}, ${op.channels}${unbiased(op)}${how})`
        return { source: pointwise, made, told: remember }
      }
      const [side = 0] = outputShape
      const [before, after] = paddingSame(side * op.stride, op.kernel, op.stride)
      const sizes = `${op.inputs}, ${op.channels}, ${op.kernel}, ${op.stride}, (${[before, after, before, after].join(', ')})`
      return { source: convolution, made: `Convolution(${sizes}${unbiased(op)}${how})`, told: remember }
    }
    case 'transposed-convolution': {
      const sizes = `${op.inputs}, ${op.channels}, ${op.kernel}, ${op.stride}`
      return { source: transposed, made: `Transposed(${sizes}${unbiased(op)}${how})`, told: remember }
    }
    case 'batch-norm':
      return { source: batchNorm, made: `BatchNorm(${op.channels})`, told: { remember: true } }
    case 'layer-norm':
      return { source: layerNorm, made: `LayerNorm(${op.channels})`, told: {} }
    case 'fourier':
      return { source: fourier, made: `Fourier(${op.inputs}, ${op.features})`, told: {} }
    case 'pack': {
      const shape = outputShape.map((side, axis) => (axis === outputShape.length - 1 ? side / op.pack : side))
      return { source: pack, made: `Pack(${op.pack}, [${shape.join(', ')}])`, told: { remember: true } }
    }
    case 'minibatch-stddev':
      return { source: spread, made: 'Spread()', told: { remember: true } }
    case 'minibatch-discrimination': {
      const made = `Nearness(${op.inputs}, ${op.kernels}, ${op.dimensions}${how})`
      return { source: nearness, made, told: { remember: true } }
    }
    case 'class-embedding':
      return { source: classInput, made: `ClassInput(${op.classes}, ${op.units})`, told: { labels: true } }
    case 'class-projection': {
      const made = `Projection(${op.classes}, ${op.inputs}${how})`
      return { source: classProjection, made, told: { labels: true, ...remember } }
    }
    case 'beside':
    case 'dropout':
    case 'span-head':
    case 'keep':
    case 'shades':
    case 'either':
      return unsupported('The PyTorch script', name, 'Save the networks as ONNX, which has it.')
    case 'reshape':
    case 'activation':
    case 'resample':
    case 'sum':
    case 'residual':
    case 'concatenate':
    case 'skip':
      return null
  }
}

function unbiased(op: { readonly weights: { readonly bias: string | null } }): string {
  return op.weights.bias === null ? ', bias=False' : ''
}

/** An activation around what comes in. */
export function activated(op: LayerOp, x: string): string {
  if (!('activation' in op)) return x
  const written: Record<Activation, string> = {
    linear: x,
    relu: `F.relu(${x})`,
    'leaky-relu': `F.leaky_relu(${x}, ${String(op.slope)})`,
    tanh: `torch.tanh(${x})`,
  }
  return written[op.activation]
}

/** Where a layer's tensors are kept: `block1/in` is a part of `block1`. From their own names, which are unique. */
export function placeOf(op: LayerOp): readonly string[] | null {
  const [name] = [
    ...('weights' in op ? Object.values(op.weights) : []),
    ...('statistics' in op ? Object.values(op.statistics) : []),
  ].filter((held) => held !== null)
  return name === undefined ? null : name.split('/').slice(1, -1)
}

/** Whether a network's items depend on each other: reals and fakes are then judged apart. */
export function couples(layers: LayerChain): boolean {
  return everyLayer(layers).some(({ op }) =>
    ['batch-norm', 'pack', 'minibatch-stddev', 'minibatch-discrimination'].includes(op.type),
  )
}
