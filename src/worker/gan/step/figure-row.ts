/** One step's figures as one tensor, in the order of FIGURES, still on the device. */
import { getBackend, mean, sigmoid, stack, zerosLike, type Scalar, type Tensor1D } from '@tensorflow/tfjs'
import { FIGURES, type FigureRow } from '../game-types.ts'
import { FIGURE_ROW } from '../kernels/fused.ts'
import { hasKernel } from '../kernels/has-kernel.ts'
import { runKernel } from '../ops/autodiff.ts'
import { itemLogits } from './logits.ts'
import type { DiscriminatorUpdate, GeneratorUpdate } from './step-observer.ts'

/** What a row is made of. */
export type DiscriminatorFigures = Pick<
  DiscriminatorUpdate,
  'realLogits' | 'fakeLogits' | 'loss' | 'penalty' | 'gradNorm'
>

export function figureRow(
  discriminator: DiscriminatorFigures,
  generator: Pick<GeneratorUpdate, 'loss' | 'gradNorm'>,
): FigureRow {
  const { penalty } = discriminator
  const [realLogits, fakeLogits] = [
    itemLogits(discriminator.realLogits),
    itemLogits(discriminator.fakeLogits),
  ]
  const scalars = {
    lossD: discriminator.loss,
    lossG: generator.loss,
    gradNormD: discriminator.gradNorm,
    gradNormG: generator.gradNorm,
  }
  if (hasKernel(FIGURE_ROW, getBackend())) {
    const inputs = { realLogits, fakeLogits, ...scalars, ...(penalty === undefined ? {} : { penalty }) }
    return runKernel(FIGURE_ROW, inputs)
  }
  const figures: Record<(typeof FIGURES)[number], Scalar> = {
    ...scalars,
    realScore: meanScore(realLogits),
    fakeScore: meanScore(fakeLogits),
    penalty: penalty ?? zerosLike(discriminator.loss),
  }
  return stack(FIGURES.map((name) => figures[name])) as FigureRow
}

/** Mean σ(D(x)). @param logits [n] */
function meanScore(logits: Tensor1D): Scalar {
  return mean(sigmoid(logits))
}
