/** What follows from what a layer is: its parts, its tensors' names, whether it bends what goes through. Plain data. */
import type { LayerChain, LayerOp } from './layer-op.ts'

/** The layers that a layer holds, in the order of their parameters; those in them are theirs. */
export function partsOf(op: LayerOp): LayerChain {
  switch (op.type) {
    case 'sum':
    case 'concatenate':
    case 'either':
      return op.branches.flat()
    case 'residual':
      return [...op.shortcut, ...op.inner]
    case 'skip':
      return [...op.down, ...op.inner, ...op.up]
    case 'dense':
    case 'maxout':
    case 'convolution':
    case 'transposed-convolution':
    case 'batch-norm':
    case 'layer-norm':
    case 'reshape':
    case 'activation':
    case 'resample':
    case 'fourier':
    case 'pack':
    case 'minibatch-stddev':
    case 'minibatch-discrimination':
    case 'class-embedding':
    case 'class-projection':
    case 'beside':
    case 'dropout':
    case 'span-head':
    case 'keep':
    case 'shades':
      return []
  }
}

/** The parts that are told to people one by one: none where the layer's own label says it all. */
export function toldParts(op: LayerOp): LayerChain {
  if (op.type === 'sum' || (op.type === 'residual' && op.whole)) return []
  return partsOf(op)
}

/** Names of a layer's tensors, those of its parts among them. */
export function tensorNames(op: LayerOp): { weights: string[]; statistics: string[] } {
  const parts = partsOf(op).map((part) => tensorNames(part.op))
  const own = (held: Readonly<Record<string, string | null>>) =>
    Object.values(held).filter((name) => name !== null)
  return {
    weights: [...('weights' in op ? own(op.weights) : []), ...parts.flatMap(({ weights }) => weights)],
    statistics: [
      ...('statistics' in op ? own(op.statistics) : []),
      ...('spectral' in op && op.spectral !== null ? [op.spectral] : []),
      ...parts.flatMap(({ statistics }) => statistics),
    ],
  }
}

/**
 * Whether what comes out is anything but a turned, stretched and shifted copy of what goes in, each item by itself and
 * statistics as they run.
 */
export function bends(op: LayerOp): boolean {
  switch (op.type) {
    case 'dense':
    case 'convolution':
    case 'transposed-convolution':
    case 'batch-norm':
    case 'activation':
      return op.activation !== 'linear'
    case 'maxout':
    case 'layer-norm':
    case 'fourier':
    case 'span-head':
    case 'keep':
    case 'shades':
      return true
    case 'reshape':
    case 'resample':
    case 'class-embedding':
    case 'class-projection':
    case 'beside':
    case 'dropout':
    // Evaluating, the batch's part of these is a constant.
    case 'pack':
    case 'minibatch-stddev':
    case 'minibatch-discrimination':
      return false
    case 'sum':
    case 'residual':
    case 'concatenate':
    case 'skip':
    case 'either':
      return partsOf(op).some((part) => bends(part.op))
  }
}

/** Names of the kernels that spectral norm would divide: those of the parts as well, but none that is divided already. */
export function kernelsOf(op: LayerOp): string[] {
  const own = 'spectral' in op && op.spectral === null ? [op.weights.kernel] : []
  return [...own, ...partsOf(op).flatMap((part) => kernelsOf(part.op))]
}

/** The same layer under spectral norm. @param nameOf the statistic's name, from its kernel's */
export function withSpectral(op: LayerOp, nameOf: (kernel: string) => string): LayerOp {
  const normed = (chain: LayerChain): LayerChain =>
    chain.map((part) => ({ ...part, op: withSpectral(part.op, nameOf) }))
  switch (op.type) {
    case 'dense':
    case 'maxout':
    case 'convolution':
    case 'transposed-convolution':
    case 'minibatch-discrimination':
    case 'class-projection':
      return { ...op, spectral: op.spectral ?? nameOf(op.weights.kernel) }
    case 'sum':
    case 'concatenate':
    case 'either':
      return { ...op, branches: op.branches.map(normed) }
    case 'residual':
      return { ...op, shortcut: normed(op.shortcut), inner: normed(op.inner) }
    case 'skip':
      return { ...op, down: normed(op.down), inner: normed(op.inner), up: normed(op.up) }
    case 'batch-norm':
    case 'layer-norm':
    case 'reshape':
    case 'activation':
    case 'resample':
    case 'fourier':
    case 'pack':
    case 'minibatch-stddev':
    case 'class-embedding':
    case 'beside':
    case 'dropout':
    case 'span-head':
    case 'keep':
    case 'shades':
      return op
  }
}
