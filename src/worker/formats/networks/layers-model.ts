/**
 * A generator as a TensorFlow.js layers model of stock layers alone (tensorflow.org/js/guide/save_load): `model.json` and
 * `weights.bin`, opened with `tf.loadLayersModel`. Weights stay in our own layouts. Written by hand: tfjs-layers is not loaded
 * for it. A discriminator with a layer norm, packs or a projection has no stock layers: it leaves as ONNX.
 */
import type { Activation, LayerChain, LayerSummary } from '../../../common/networks/layer-op.ts'
import { shapeOf } from '../../../common/items/kinds.ts'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import { kernelNamed, tensorNamed, unsupported, type ExportedNetwork } from './exported-network.ts'
import { createTopology, type Topology } from './topology.ts'

export interface LayersModel {
  /** The text of `model.json`. */
  readonly json: string
  /** `weights.bin`: all weights, one after the other. */
  readonly weights: Uint8Array<ArrayBuffer>
}

/**
 * Inputs: `z` [null, latent] and, with classes, `label` [null, 1] float32. Output as ours, channels last.
 * @param facts what a user of the model must know: it stands in `userDefinedMetadata`
 * @throws GanvasError `export-unsupported` where a layer is no stock layer
 */
export function layersModel(network: ExportedNetwork, facts: Readonly<Record<string, string>>): LayersModel {
  if (network.source !== null)
    return unsupported('TensorFlow.js', 'one that starts from a picture', 'Save the network as ONNX.')
  const topology = createTopology()
  const to: Writing = {
    topology,
    network,
    label: network.classes === 0 ? null : topology.input('label', [1]),
  }
  const start =
    network.role === 'generator'
      ? network.latent === 0
        ? ''
        : topology.input('z', [network.latent])
      : topology.input('item', shapeOf(network.item))
  const last = chain(to, network.layers, start)
  const { layers, inputs, weights } = topology
  const model = {
    format: 'layers-model',
    generatedBy: 'Ganvas',
    convertedBy: null,
    modelTopology: {
      class_name: 'Functional',
      config: {
        name: network.role,
        layers,
        input_layers: inputs.toReversed().map((name) => [name, 0, 0]),
        output_layers: [[last, 0, 0]],
      },
      keras_version: 'tfjs-layers 4.22.0',
      backend: 'tensor_flow.js',
    },
    weightsManifest: [
      {
        paths: ['weights.bin'],
        weights: weights.map(({ name, shape }) => ({ name, shape, dtype: 'float32' })),
      },
    ],
    userDefinedMetadata: facts,
  }
  const numbers = joinedFloats(weights.map(({ data }) => data))
  return { json: JSON.stringify(model, null, 1), weights: new Uint8Array(numbers.slice().buffer) }
}

interface Writing {
  readonly topology: Topology
  readonly network: ExportedNetwork
  /** The input that names an item's class; null where there are no classes. */
  readonly label: string | null
}

function chain(to: Writing, layers: LayerChain, from: string): string {
  return layers.reduce((value, layer) => written(to, layer, value), from)
}

function written(to: Writing, { name, op, outputShape }: LayerSummary, from: string): string {
  const { topology, network } = to
  switch (op.type) {
    case 'dense': {
      const config = { units: op.units, use_bias: op.weights.bias !== null, ...stockActivation(op) }
      return leaked(to, name, op, topology.layer(name, 'Dense', [from], config, affine(network, op)))
    }
    case 'convolution': {
      const config = { filters: op.channels, ...convolutionConfig(op), ...stockActivation(op) }
      const held = affine(network, op, [op.kernel, op.kernel, op.inputs, op.channels])
      return leaked(to, name, op, topology.layer(name, 'Conv2D', [from], config, held))
    }
    case 'transposed-convolution': {
      const config = { filters: op.channels, ...convolutionConfig(op), ...stockActivation(op) }
      return leaked(
        to,
        name,
        op,
        topology.layer(name, 'Conv2DTranspose', [from], config, affine(network, op)),
      )
    }
    case 'batch-norm': {
      const parts = [
        ['gamma', op.weights.scale],
        ['beta', op.weights.offset],
        ['moving_mean', op.statistics.mean],
        ['moving_variance', op.statistics.variance],
      ] as const
      const held = parts.map(([part, tensor]) => [part, tensorNamed(network, tensor)] as const)
      const config = { axis: -1, epsilon: op.epsilon, momentum: 0.9, center: true, scale: true }
      const normed = topology.layer(name, 'BatchNormalization', [from], config, held)
      return alone(to, name, op, normed)
    }
    case 'dropout':
      return from
    case 'reshape':
      return topology.layer(name, 'Reshape', [from], { target_shape: outputShape })
    case 'activation':
      return alone(to, name, op, from)
    case 'resample':
      return op.factor === 2
        ? topology.layer(name, 'UpSampling2D', [from], { size: [2, 2], interpolation: 'nearest', ...LAST })
        : topology.layer(name, 'AveragePooling2D', [from], {
            pool_size: [2, 2],
            strides: [2, 2],
            padding: 'valid',
            ...LAST,
          })
    case 'class-embedding': {
      const table = tensorNamed(network, op.weights.table)
      const config = { input_dim: op.classes, output_dim: op.units, input_length: 1 }
      const rows = topology.layer(name, 'Embedding', [to.label ?? ''], config, [['embeddings', table]])
      const row = topology.layer(`${name}_row`, 'Reshape', [rows], { target_shape: [op.units] })
      return op.latent === 0
        ? row
        : topology.layer(`${name}_beside`, 'Concatenate', [from, row], { axis: -1 })
    }
    case 'sum':
      return topology.layer(
        name,
        'Add',
        op.branches.map((branch) => chain(to, branch, from)),
      )
    case 'residual':
      return topology.layer(name, 'Add', [chain(to, op.shortcut, from), chain(to, op.inner, from)])
    case 'concatenate':
      return topology.layer(
        name,
        'Concatenate',
        op.branches.map((branch) => chain(to, branch, from)),
        {
          axis: -1,
        },
      )
    case 'skip': {
      const deep = chain(to, [...op.down, ...op.inner, ...op.up], from)
      return topology.layer(name, 'Concatenate', [from, deep], { axis: -1 })
    }
    case 'beside':
    case 'span-head':
    case 'keep':
    case 'shades':
    case 'either':
    case 'maxout':
    case 'layer-norm':
    case 'fourier':
    case 'pack':
    case 'minibatch-stddev':
    case 'minibatch-discrimination':
    case 'class-projection':
      return unsupported('TensorFlow.js', name, 'Save the network as ONNX, which has them all.')
  }
}

/** tfjs' layers take channels last unless a page says otherwise: said, so that none can. */
const LAST = { data_format: 'channels_last' } as const

function convolutionConfig({
  kernel,
  stride,
  weights,
}: {
  kernel: number
  stride: number
  weights: { bias: string | null }
}) {
  return {
    kernel_size: [kernel, kernel],
    strides: [stride, stride],
    padding: 'same',
    use_bias: weights.bias !== null,
    ...LAST,
  }
}

interface Affine {
  readonly weights: { readonly kernel: string; readonly bias: string | null }
  readonly spectral: string | null
}

/** @param shape of the kernel, where ours is kept flatter */
function affine(network: ExportedNetwork, { weights, spectral }: Affine, shape?: number[]) {
  const kernel = kernelNamed(network, weights.kernel, spectral)
  const held = [['kernel', { ...kernel, shape: shape ?? kernel.shape }] as const]
  return weights.bias === null ? held : [...held, ['bias', tensorNamed(network, weights.bias)] as const]
}

interface Activated {
  readonly activation: Activation
  readonly slope: number | null
}

/** A leaky rectifier is a layer of its own there. */
function stockActivation({ activation }: Activated): { activation: string } {
  return { activation: activation === 'leaky-relu' ? 'linear' : activation }
}

function leaked(to: Writing, name: string, op: Activated, from: string): string {
  return op.activation === 'leaky-relu' ? alone(to, name, op, from) : from
}

/** The activation as a layer of its own. */
function alone({ topology }: Writing, name: string, { activation, slope }: Activated, from: string): string {
  if (activation === 'linear') return from
  return activation === 'leaky-relu'
    ? topology.layer(`${name}_leaky`, 'LeakyReLU', [from], { alpha: slope ?? 0 })
    : topology.layer(`${name}_${activation}`, 'Activation', [from], { activation })
}
