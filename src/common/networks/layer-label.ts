/** Layers in words, for people. Nothing may be read back from them: see layer-op.ts for what a layer is. */
import type { Activation, KeepOp, LayerChain, LayerOp } from './layer-op.ts'

/** `Dense, leaky ReLU, spectral norm`. */
export function layerLabel(op: LayerOp): string {
  switch (op.type) {
    case 'dense':
      return listed('Dense', activationLabel(op.activation), spectralWords(op))
    case 'maxout':
      return listed(`Maxout, ${op.pieces} pieces`, spectralWords(op))
    case 'convolution':
      return listed(`Convolution ${kernelWords(op)}`, activationLabel(op.activation), spectralWords(op))
    case 'transposed-convolution':
      return listed(
        `Transposed convolution ${kernelWords(op)}`,
        activationLabel(op.activation),
        spectralWords(op),
      )
    case 'batch-norm':
      return listed('Batch norm', activationLabel(op.activation))
    case 'layer-norm':
      return listed('Layer norm', activationLabel(op.activation))
    case 'reshape':
      return 'Reshape'
    case 'activation':
      return activationLabel(op.activation)
    case 'resample':
      return op.factor === 2 ? 'Doubling' : 'Halving'
    case 'fourier':
      return 'Random Fourier features'
    case 'pack':
      return `Packs of ${op.pack}`
    case 'minibatch-stddev':
      return 'Minibatch standard deviation'
    case 'minibatch-discrimination':
      return listed('Minibatch discrimination', spectralWords(op))
    case 'class-embedding':
      return op.latent === 0 ? 'Class embedding' : 'Class embedding beside z'
    case 'class-projection':
      return listed('Class projection', spectralWords(op))
    case 'beside':
      return `Beside the ${op.condition}`
    case 'dropout':
      return `Dropout, ${(100 * op.rate).toFixed(0)} %`
    case 'span-head':
      return listed(
        ...(['tanh', 'softmax'] as const).map((kind) => {
          const count = op.spans.filter((span) => span.kind === kind).length
          return count === 0 ? '' : `${count} × ${kind}`
        }),
      )
    case 'shades':
      return 'Mean colour of each shade'
    case 'keep':
      return KEPT[op.keeps]
    case 'sum':
      return op.branches
        .map((branch, i) => (i === 0 ? chainWords(branch) : lower(chainWords(branch))))
        .join(', plus ')
    case 'residual':
      return 'Residual block'
    case 'concatenate':
      return `Concatenation of ${op.branches.length}`
    case 'skip':
      return 'Skip connection'
    case 'either':
      return `One of ${op.branches.length} ways`
  }
}

const ACTIVATION_LABELS: Readonly<Record<Activation, string>> = {
  linear: '',
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  tanh: 'tanh',
}

const KEPT: Record<KeepOp['keeps'], string> = {
  range: 'Kept in range',
  known: 'Known pixels kept',
  light: 'Brightness kept',
}

/** Empty for a linear layer. */
function activationLabel(activation: Activation): string {
  return ACTIVATION_LABELS[activation]
}

/** `4×4, stride 2`. */
function kernelWords({ kernel, stride }: { kernel: number; stride: number }): string {
  return listed(`${kernel}×${kernel}`, stride === 1 ? '' : `stride ${stride}`)
}

function spectralWords({ spectral }: { spectral: string | null }): string {
  return spectral === null ? '' : 'spectral norm'
}

function chainWords(chain: LayerChain): string {
  return chain.length === 0 ? 'What comes in' : chain.map(({ op }) => layerLabel(op)).join(', then ')
}

function listed(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(', ')
}

function lower(words: string): string {
  return words.charAt(0).toLowerCase() + words.slice(1)
}
