/**
 * Batch norm with its rectifier, of the columns of a matrix: few kernels where the back end has them, else small operations.
 * The kernels know first derivatives only, so what is differentiated twice is made of the small ones. (Ioffe & Szegedy
 * 2015, algorithm 1 and section 3.)
 */
import { getBackend, type Tensor, type Tensor1D, type Tensor2D } from '@tensorflow/tfjs'
import { MOMENTS, NORMALISE, NORMALISE_GRADIENT, NORMALISE_SUMS } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { addBias, scaleChannels } from './bias.ts'
import { differentiable, isNested, isRecorded, runKernel, runKernelForTwo, savedAt } from './autodiff.ts'
import { normaliseColumns, type OnMoments } from './normalise.ts'
import { leakyRelu } from './rectify.ts'
import { settled, type Rectifier, type Signal } from './signal.ts'

export interface NormWeights {
  /** [c] */
  readonly scale: Tensor1D
  /** [c] */
  readonly offset: Tensor1D
}

/** rectify((x − mean)/√(variance + ε)·scale + offset), by the batch's own moments. @param onMoments told them */
export function batchNormed(
  x: Tensor2D,
  { scale, offset }: NormWeights,
  epsilon: number,
  slope: Rectifier,
  onMoments?: OnMoments,
): Signal<Tensor2D> {
  if (isNested() || !hasKernel(MOMENTS, getBackend())) {
    const y = composed(x, { scale, offset }, epsilon, onMoments)
    return settled(slope === null ? y : leakyRelu(y, slope))
  }
  const values = differentiable<Tensor2D>({
    inputs: { x, scale, offset },
    forward: (save) => {
      const [mean, variance] = runKernelForTwo(MOMENTS, { x }) as [Tensor1D, Tensor1D]
      onMoments?.(mean, variance, x.shape[0])
      save([x, scale, offset, mean, variance])
      const attributes = { epsilon, slope: slope ?? 1 }
      return runKernel(NORMALISE, { x, mean, variance, scale, offset }, attributes)
    },
    backward: (dy, saved) => {
      if (isRecorded()) throw new Error('Batch norm is differentiated twice from outside its own gradient.')
      return gradients(dy, saved, epsilon)
    },
  })
  return { values, slope }
}

function composed(x: Tensor2D, { scale, offset }: NormWeights, epsilon: number, onMoments?: OnMoments) {
  return addBias(scaleChannels(normaliseColumns(x, epsilon, onMoments), scale), offset)
}

function gradients(
  dy: Tensor,
  saved: readonly Tensor[],
  epsilon: number,
): Record<'x' | 'scale' | 'offset', () => Tensor> {
  const [x, scale, mean, variance] = [0, 1, 3, 4].map((i) => savedAt(saved, i)) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ]
  // Not inside the thunks: all three want the sums, and each runs in its own scope.
  const [sums, along] = runKernelForTwo(NORMALISE_SUMS, { x, dy, mean, variance }, { epsilon })
  return {
    x: () => runKernel(NORMALISE_GRADIENT, { x, dy, mean, variance, scale, sums, along }, { epsilon }),
    scale: () => along.clone(),
    offset: () => sums.clone(),
  }
}
