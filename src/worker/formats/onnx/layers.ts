/**
 * Each layer of a network as ONNX operators. Pictures are [N, C, H, W] there and [N, H, W, C] here, so kernels and the order of
 * what is laid flat change; what is one number per channel stays. As when judging: running statistics, spectral norms baked
 * in, and the batch's part of layers that compare items is what they remember. Knows no bytes.
 */
import type {
  Activation,
  BatchNormOp,
  ConvolutionOp,
  LayerChain,
  LayerNormOp,
  LayerSummary,
  MaxoutOp,
  MinibatchDiscriminationOp,
  PackOp,
  SpanHeadOp,
  TransposedConvolutionOp,
} from '../../../common/networks/layer-op.ts'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import {
  kernelNamed,
  paddingSame,
  permuted,
  tensorNamed,
  unsupported,
  type ExportedNetwork,
} from '../networks/exported-network.ts'
import { blended, kept, shaded } from './from-pictures.ts'
import { int, ints, real, word, type GraphBuilder } from './graph.ts'

/** A value of the graph: its name, and the shape of one item, channels last. */
export interface Signal {
  readonly value: string
  readonly shape: readonly number[]
}

/** What layers are written into, and what they take from. */
export interface Writing {
  readonly graph: GraphBuilder
  readonly network: ExportedNetwork
  /** Names of the graph's inputs that tell of an item. */
  readonly told: {
    readonly label: string
    readonly source: string
    readonly row: string
    readonly direction: string
  }
}

/** Writes layers one after the other. */
export function writeChain(to: Writing, chain: LayerChain, from: Signal): Signal {
  return chain.reduce((signal, layer) => writeLayer(to, layer, signal), from)
}

function writeLayer(to: Writing, layer: LayerSummary, from: Signal): Signal {
  return { value: valueAfter(to, layer, from), shape: layer.outputShape }
}

/** The name of what a layer makes of a value. */
function valueAfter(to: Writing, layer: LayerSummary, from: Signal): string {
  const { graph, network } = to
  const { name, op, outputShape } = layer
  const parameter = (named: string): string => {
    const { shape, data } = tensorNamed(network, named)
    return graph.floats(named, shape, data)
  }
  switch (op.type) {
    case 'dense': {
      const { shape, data } = kernelNamed(network, op.weights.kernel, op.spectral)
      const kernel = graph.floats(op.weights.kernel, shape, data)
      const bias = op.weights.bias === null ? [] : [parameter(op.weights.bias)]
      return activated(to, name, op, graph.node(name, 'Gemm', [from.value, kernel, ...bias]))
    }
    case 'maxout':
      return maxout(to, name, op, from)
    case 'convolution':
      return activated(to, name, op, convolution(to, name, op, from))
    case 'transposed-convolution':
      return activated(to, name, op, transposedConvolution(to, name, op, from))
    case 'batch-norm':
      return activated(to, name, op, batchNorm(to, name, op, from))
    case 'layer-norm':
      return activated(to, name, op, layerNorm(to, name, op, from))
    case 'reshape':
      return reshaped(to, name, from, outputShape)
    case 'activation':
      return activated(to, name, op, from.value)
    case 'resample':
      return op.factor === 2 ? doubled(to, name, from) : halved(to, name, from)
    case 'fourier': {
      const weights = [parameter(op.statistics.frequencies), parameter(op.statistics.phases)]
      const angles = graph.node(name, 'Gemm', [from.value, ...weights])
      const gain = graph.floats(`${name}/gain`, [], Float32Array.of(op.gain))
      return graph.node(name, 'Mul', [graph.node(name, 'Cos', [angles]), gain])
    }
    case 'pack':
      return packed(to, name, op, from)
    case 'minibatch-stddev': {
      const usual = tensorNamed(network, op.statistics.usual)
      const map = graph.floats(usual.name, [1, ...from.shape.map(() => 1)], usual.data)
      return graph.node(name, 'Concat', [from.value, likeOneChannel(to, name, map, from)], [int('axis', 1)])
    }
    case 'minibatch-discrimination':
      return graph.node(name, 'Concat', [from.value, usualNearness(to, name, op, from)], [int('axis', 1)])
    case 'class-embedding': {
      const row = graph.node(name, 'Gather', [parameter(op.weights.table), to.told.label])
      return op.latent === 0 ? row : graph.node(name, 'Concat', [from.value, row], [int('axis', 1)])
    }
    case 'class-projection': {
      const { shape, data } = kernelNamed(network, op.weights.kernel, op.spectral)
      const rows = graph.floats(op.weights.kernel, shape, data)
      const row = graph.node(name, 'Gather', [rows, to.told.label])
      const products = graph.node(name, 'Mul', [from.value, row])
      const axis = graph.wholes('axis of features', [1])
      return graph.node(name, 'ReduceSum', [products, axis], [int('keepdims', 1)])
    }
    case 'beside': {
      const told = op.condition === 'labels' ? oneHot(to, name, op.channels) : to.told[op.condition]
      return graph.node(name, 'Concat', [from.value, told], [int('axis', 1)])
    }
    case 'dropout':
      return from.value
    case 'span-head':
      return spanHead(to, name, op, from)
    case 'shades':
      return shaded(to, name, {
        table: tensorNamed(network, op.statistics.colours),
        gray: from.value,
        shape: outputShape,
      })
    case 'keep':
      return kept(to, name, op, from.value)
    case 'sum':
      return added(to, name, op.branches, from)
    case 'residual':
      return added(to, name, [op.shortcut, op.inner], from)
    case 'concatenate':
      return beside(to, name, op.branches, from)
    case 'either':
      return blended(to, name, made(to, op.branches, from), outputShape)
    case 'skip':
      return beside(to, name, [[], [...op.down, ...op.inner, ...op.up]], from)
  }
}

function activated(
  { graph }: Writing,
  name: string,
  { activation, slope }: { activation: Activation; slope: number | null },
  value: string,
): string {
  switch (activation) {
    case 'linear':
      return value
    case 'relu':
      return graph.node(name, 'Relu', [value])
    case 'leaky-relu':
      return graph.node(name, 'LeakyRelu', [value], [real('alpha', slope ?? 0)])
    case 'tanh':
      return graph.node(name, 'Tanh', [value])
  }
}

function maxout({ graph, network }: Writing, name: string, op: MaxoutOp, from: Signal): string {
  const kernel = kernelNamed(network, op.weights.kernel, op.spectral)
  const weights = [graph.floats(kernel.name, kernel.shape, kernel.data)]
  if (op.weights.bias !== null) {
    const { shape, data } = tensorNamed(network, op.weights.bias)
    weights.push(graph.floats(op.weights.bias, shape, data))
  }
  const all = graph.node(name, 'Gemm', [from.value, ...weights])
  const apart = graph.wholes(`${name}/pieces`, [-1, op.units, op.pieces])
  const pieces = graph.node(name, 'Reshape', [all, apart])
  return graph.node(name, 'ReduceMax', [pieces], [ints('axes', [2]), int('keepdims', 0)])
}

function convolution(to: Writing, name: string, op: ConvolutionOp, from: Signal): string {
  const [height = 0, width = 0] = from.shape
  const kernel = kernelNamed(to.network, op.weights.kernel, op.spectral)
  // A 1×1 kernel is kept as [inputs, channels].
  const square = { ...kernel, shape: [op.kernel, op.kernel, op.inputs, op.channels] }
  const [top, bottom] = paddingSame(height, op.kernel, op.stride)
  const [left, right] = paddingSame(width, op.kernel, op.stride)
  const weights = weightsOf(to, permuted(square, [3, 2, 0, 1]), op.weights.bias)
  return to.graph.node(
    name,
    'Conv',
    [from.value, ...weights],
    [
      ints('kernel_shape', [op.kernel, op.kernel]),
      ints('strides', [op.stride, op.stride]),
      ints('pads', [top, left, bottom, right]),
    ],
  )
}

function transposedConvolution(to: Writing, name: string, op: TransposedConvolutionOp, from: Signal): string {
  const cut = op.kernel - op.stride
  if (cut < 0)
    return unsupported(
      'ONNX',
      `a transposed convolution of kernel ${op.kernel} and stride ${op.stride}`,
      'Choose a kernel as wide as the stride or wider.',
    )
  const [before, after] = [Math.floor(cut / 2), Math.ceil(cut / 2)]
  const kernel = kernelNamed(to.network, op.weights.kernel, op.spectral)
  const weights = weightsOf(to, permuted(kernel, [3, 2, 0, 1]), op.weights.bias)
  return to.graph.node(
    name,
    'ConvTranspose',
    [from.value, ...weights],
    [
      ints('kernel_shape', [op.kernel, op.kernel]),
      ints('strides', [op.stride, op.stride]),
      ints('pads', [before, before, after, after]),
    ],
  )
}

function weightsOf(
  { graph, network }: Writing,
  kernel: { name: string; shape: readonly number[]; data: Float32Array },
  bias: string | null,
): string[] {
  const held = graph.floats(kernel.name, kernel.shape, kernel.data)
  if (bias === null) return [held]
  const { shape, data } = tensorNamed(network, bias)
  return [held, graph.floats(bias, shape, data)]
}

function batchNorm({ graph, network }: Writing, name: string, op: BatchNormOp, from: Signal): string {
  const { scale, offset } = op.weights
  const { mean, variance } = op.statistics
  const inputs = [scale, offset, mean, variance].map((part) => {
    const { shape, data } = tensorNamed(network, part)
    return graph.floats(part, shape, data)
  })
  return graph.node(name, 'BatchNormalization', [from.value, ...inputs], [real('epsilon', op.epsilon)])
}

/** Over all numbers of an item: ONNX' own LayerNormalization came with opset 17, and would scale each number by itself. */
function layerNorm({ graph, network }: Writing, name: string, op: LayerNormOp, from: Signal): string {
  const axes = [
    ints(
      'axes',
      from.shape.map((_, axis) => axis + 1),
    ),
    int('keepdims', 1),
  ]
  const perChannel = (part: string): string => {
    const { data } = tensorNamed(network, part)
    return graph.floats(part, [op.channels, ...from.shape.slice(1).map(() => 1)], data)
  }
  const centred = graph.node(name, 'Sub', [from.value, graph.node(name, 'ReduceMean', [from.value], axes)])
  const squares = graph.node(name, 'Mul', [centred, centred])
  const variance = graph.node(name, 'ReduceMean', [squares], axes)
  const epsilon = graph.floats(`${name}/epsilon`, [], Float32Array.of(op.epsilon))
  const deviation = graph.node(name, 'Sqrt', [graph.node(name, 'Add', [variance, epsilon])])
  const white = graph.node(name, 'Div', [centred, deviation])
  const scaled = graph.node(name, 'Mul', [white, perChannel(op.weights.scale)])
  return graph.node(name, 'Add', [scaled, perChannel(op.weights.offset)])
}

function spanHead({ graph }: Writing, name: string, { spans }: SpanHeadOp, from: Signal): string {
  let start = 0
  const axis = graph.wholes('axis of features', [1])
  const pieces = spans.map(({ width, kind }, i) => {
    const bounds = [start, start + width].map((bound, end) =>
      graph.wholes(`${name}/${i}/${end === 0 ? 'from' : 'to'}`, [bound]),
    )
    start += width
    const piece = graph.node(name, 'Slice', [from.value, ...bounds, axis])
    return kind === 'tanh'
      ? graph.node(name, 'Tanh', [piece])
      : graph.node(name, 'Softmax', [piece], [int('axis', 1)])
  })
  return graph.node(name, 'Concat', pieces, [int('axis', 1)])
}

/** Rows are laid out channels last here: pictures are turned before they are laid flat, and after. */
function reshaped({ graph }: Writing, name: string, from: Signal, shape: readonly number[]): string {
  const rows = isPicture(from.shape)
    ? graph.node(name, 'Transpose', [from.value], [ints('perm', [0, 2, 3, 1])])
    : from.value
  const asked = graph.wholes(`${name}/shape`, [-1, ...shape])
  const laid = graph.node(name, 'Reshape', [rows, asked])
  return isPicture(shape) ? graph.node(name, 'Transpose', [laid], [ints('perm', [0, 3, 1, 2])]) : laid
}

function doubled({ graph }: Writing, name: string, from: Signal): string {
  const scales = graph.floats('doubled', [4], Float32Array.of(1, 1, 2, 2))
  return graph.node(
    name,
    'Resize',
    [from.value, '', scales],
    [
      word('mode', 'nearest'),
      word('coordinate_transformation_mode', 'asymmetric'),
      word('nearest_mode', 'floor'),
    ],
  )
}

function halved({ graph }: Writing, name: string, from: Signal): string {
  const attributes = [ints('kernel_shape', [2, 2]), ints('strides', [2, 2])]
  return graph.node(name, 'AveragePool', [from.value], attributes)
}

/** Each item in the company of the same reals: what the discriminator was last trained on. */
function packed({ graph, network }: Writing, name: string, op: PackOp, from: Signal): string {
  const { data } = tensorNamed(network, op.statistics.company)
  const size = data.length / (op.pack - 1)
  const shape = graph.node(name, 'Shape', [from.value])
  const others = Array.from({ length: op.pack - 1 }, (_, i) => {
    const one = {
      name: `${name}/company/${i}`,
      shape: [1, ...from.shape],
      data: data.slice(i * size, (i + 1) * size),
    }
    const turned = isPicture(from.shape) ? permuted(one, [0, 3, 1, 2]) : one
    return graph.node(name, 'Expand', [graph.floats(one.name, turned.shape, turned.data), shape])
  })
  return graph.node(name, 'Concat', [from.value, ...others], [int('axis', 1)])
}

/** A constant in the shape of the value's first channel. */
function likeOneChannel({ graph }: Writing, name: string, constant: string, from: Signal): string {
  const bounds = [0, 1, 1].map((bound, i) =>
    graph.wholes(`${name}/${['from', 'to', 'axis'][i] ?? ''}`, [bound]),
  )
  const first = graph.node(name, 'Slice', [from.value, ...bounds])
  return graph.node(name, 'Expand', [constant, graph.node(name, 'Shape', [first])])
}

/** [N, kernels]: what is usual, whatever the item. */
function usualNearness(
  { graph, network }: Writing,
  name: string,
  op: MinibatchDiscriminationOp,
  from: Signal,
): string {
  const { data } = tensorNamed(network, op.statistics.usual)
  const usual = graph.floats(op.statistics.usual, [op.kernels], data)
  const size = op.inputs * op.kernels
  const nothing = graph.floats(`${name}/nothing`, [op.inputs, op.kernels], new Float32Array(size))
  return graph.node(name, 'Gemm', [from.value, nothing, usual])
}

function oneHot({ graph, told }: Writing, name: string, classes: number): string {
  const rows = Array.from({ length: classes }, (_, i) => new Float32Array(classes).fill(1, i, i + 1))
  const table = graph.floats(`${name}/one-hot`, [classes, classes], joinedFloats(rows))
  return graph.node(name, 'Gather', [table, told.label])
}

function added(to: Writing, name: string, branches: readonly LayerChain[], from: Signal): string {
  const [first = from.value, ...others] = made(to, branches, from)
  return others.reduce((sum, other) => to.graph.node(name, 'Add', [sum, other]), first)
}

function beside(to: Writing, name: string, branches: readonly LayerChain[], from: Signal): string {
  return to.graph.node(name, 'Concat', made(to, branches, from), [int('axis', 1)])
}

/** Names of what branches make of the same. */
function made(to: Writing, branches: readonly LayerChain[], from: Signal): string[] {
  return branches.map((branch) => writeChain(to, branch, from).value)
}

function isPicture(shape: readonly number[]): boolean {
  return shape.length === 3
}
