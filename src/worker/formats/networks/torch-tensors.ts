/**
 * A network's tensors under PyTorch's names and in PyTorch's layouts: dense [out, in], convolution [out, in, k, k], transposed
 * [in, out, k, k], norms with their buffers. What is laid flat stays channels last: a picture is `x.view(n, h, w, c).permute(0, 3, 1,
 * 2)`. Knows no file.
 */
import { partsOf } from '../../../common/networks/layer-facts.ts'
import type { LayerChain, LayerOp, LayerSummary } from '../../../common/networks/layer-op.ts'
import type { NamedTensor } from '../../../common/protocol/report.ts'
import { permuted, singular, tensorNamed } from './exported-network.ts'

/** One tensor, and how it becomes PyTorch's. */
export interface TorchTensor {
  /** `block1.in_.weight`. */
  readonly name: string
  /** Ours: `generator/block1/in/kernel`. */
  readonly source: string
  /** The axes of ours in PyTorch's order. */
  readonly order: readonly number[]
  /** Shape of ours to begin with, where it is kept flatter than PyTorch has it. */
  readonly shape?: readonly number[]
  /** True where an optimiser moves it. */
  readonly trained: boolean
  /** Values that follow from several of ours; absent: those of `source`. */
  readonly derived?: (tensors: TensorsByName) => Float32Array
}

type TensorsByName = ReadonlyMap<string, NamedTensor>

/** All tensors of a network's layers, in their order. */
export function torchTensors(layers: LayerChain): TorchTensor[] {
  return layers.flatMap((layer) => [...ownTensors(layer), ...torchTensors(partsOf(layer.op))])
}

/** `block1/in` → `block1.in_`: a name that Python can say. */
export function moduleName(layer: string): string {
  return layer
    .split('/')
    .map((part) => (PYTHON_WORDS.has(part) ? `${part}_` : part))
    .join('.')
}

/** Words of Python's that layers are called by. */
const PYTHON_WORDS: ReadonlySet<string> = new Set([
  'in',
  'is',
  'not',
  'and',
  'or',
  'for',
  'pass',
  'with',
  'from',
])

/** A tensor's values as PyTorch lays them out. @param tensors ours by name; moments of a weight are laid out as the weight */
export function inTorchLayout(
  { name, order, shape }: TorchTensor,
  { shape: kept, data }: Pick<NamedTensor, 'shape' | 'data'>,
): NamedTensor {
  return permuted({ name, shape: [...(shape ?? kept)], data }, order)
}

/** @throws Error where a layer names a tensor that did not come along */
export function torchState(layers: LayerChain, tensors: TensorsByName): NamedTensor[] {
  return torchTensors(layers).map((torch) => {
    const derived = torch.derived?.(tensors)
    if (derived !== undefined) return { name: torch.name, shape: [derived.length], data: derived }
    return inTorchLayout(torch, tensorNamed({ tensors }, torch.source))
  })
}

function ownTensors({ name, op, outputShape }: LayerSummary): TorchTensor[] {
  const at = moduleName(name)
  const direction = 'spectral' in op ? op.spectral : null
  const weight = (source: string, rest: Layout): TorchTensor[] =>
    direction === null
      ? [{ name: `${at}.weight`, source, trained: true, ...rest }]
      : divided(at, { kernel: source, direction }, rest)
  const plain = (part: string, source: string | null, trained = true): TorchTensor[] =>
    source === null ? [] : [{ name: `${at}.${part}`, source, order: axesOf(op, part), trained }]
  switch (op.type) {
    case 'dense':
    case 'maxout':
      return [...weight(op.weights.kernel, { order: [1, 0] }), ...plain('bias', op.weights.bias)]
    case 'convolution':
      return [
        ...weight(op.weights.kernel, {
          order: [3, 2, 0, 1],
          shape: [op.kernel, op.kernel, op.inputs, op.channels],
        }),
        ...plain('bias', op.weights.bias),
      ]
    case 'transposed-convolution':
      return [...weight(op.weights.kernel, { order: [3, 2, 0, 1] }), ...plain('bias', op.weights.bias)]
    case 'batch-norm':
      return [
        ...plain('weight', op.weights.scale),
        ...plain('bias', op.weights.offset),
        ...plain('running_mean', op.statistics.mean, false),
        ...plain('running_var', op.statistics.variance, false),
      ]
    case 'layer-norm':
      return [...plain('weight', op.weights.scale), ...plain('bias', op.weights.offset)]
    case 'fourier':
      return [
        ...plain('frequencies', op.statistics.frequencies, false),
        ...plain('phases', op.statistics.phases, false),
      ]
    case 'pack':
      return [
        {
          name: `${at}.company`,
          source: op.statistics.company,
          order: packedAxes(outputShape),
          trained: false,
        },
      ]
    case 'minibatch-stddev':
      return plain('usual', op.statistics.usual, false)
    case 'minibatch-discrimination':
      return [...weight(op.weights.kernel, { order: [0, 1] }), ...plain('usual', op.statistics.usual, false)]
    case 'class-embedding':
      return plain('weight', op.weights.table)
    case 'shades':
      return plain('colours', op.statistics.colours, false)
    case 'class-projection':
      return weight(op.weights.kernel, { order: [0, 1] })
    case 'reshape':
    case 'activation':
    case 'resample':
    case 'beside':
    case 'dropout':
    case 'span-head':
    case 'keep':
    case 'sum':
    case 'residual':
    case 'concatenate':
    case 'either':
    case 'skip':
      return []
  }
}

type Layout = Pick<TorchTensor, 'order' | 'shape'>

/**
 * As torch.nn.utils.spectral_norm calls them: the weight before it is divided, and the singular vectors of its matrix [out, rest],
 * where ours is [rest, out]. One of an embedding is [classes, inputs] in both, so that u and v change places.
 */
function divided(
  module: string,
  { kernel, direction }: { kernel: string; direction: string },
  { order, shape }: Layout,
): TorchTensor[] {
  const turned = order[0] !== 0
  const vector = (side: 'left' | 'right') => (tensors: TensorsByName) => {
    const held = tensorNamed({ tensors }, kernel)
    const found = singular(held, tensorNamed({ tensors }, direction).data)
    if (side === 'right') return found.right
    // The rest's axes in the weight's order: [k, k, in] → [in, k, k].
    const sides = (shape ?? held.shape).slice(0, -1)
    const axes = turned ? order.slice(1) : sides.map((_, axis) => axis)
    return permuted({ name: kernel, shape: [...sides], data: found.left }, axes).data
  }
  const flat = (name: string, derived: NonNullable<TorchTensor['derived']>): TorchTensor => ({
    name: `${module}.${name}`,
    source: direction,
    order: [0],
    trained: false,
    derived,
  })
  return [
    { name: `${module}.weight_orig`, source: kernel, trained: true, order, ...(shape && { shape }) },
    flat('weight_u', vector(turned ? 'right' : 'left')),
    flat('weight_v', vector(turned ? 'left' : 'right')),
  ]
}

/** A pack's companions are items, [pack − 1, …item]: pictures channels first. */
function packedAxes(item: readonly number[]): number[] {
  return item.length === 3 ? [0, 3, 1, 2] : [0, ...item.map((_, axis) => axis + 1)]
}

/** Tables have two axes, all else that is not a kernel one. */
function axesOf(op: LayerOp, part: string): number[] {
  const isTable =
    op.type === 'class-embedding' || op.type === 'shades' || (op.type === 'fourier' && part === 'frequencies')
  return isTable ? [0, 1] : [0]
}
