/** One step's figures as one tensor, in the order of FIGURES, still on the device. */
import { mean, sigmoid, stack, type Scalar, type Tensor1D } from '@tensorflow/tfjs'
import { FIGURES, type FigureRow } from '../game-types.ts'
import type { DiscriminatorUpdate, GeneratorUpdate } from './recorder.ts'

export function figureRow(detective: DiscriminatorUpdate, forger: GeneratorUpdate): FigureRow {
  const figures: Record<(typeof FIGURES)[number], Scalar> = {
    lossD: detective.loss,
    lossG: forger.loss,
    realScore: meanScore(detective.realLogits),
    fakeScore: meanScore(detective.fakeLogits),
    gradNormD: detective.gradNorm,
    gradNormG: forger.gradNorm,
    penalty: detective.penalty,
  }
  return stack(FIGURES.map((name) => figures[name])) as FigureRow
}

/** Mean σ(D). */
function meanScore(logits: Tensor1D): Scalar {
  return mean(sigmoid(logits))
}
