/** The hook through which a step shows the tensors it used. The step itself is the same with and without one. */
import type { Scalar, Tensor, Tensor1D, Tensor2D } from '@tensorflow/tfjs'
import type { Network } from '../networks/network.ts'

/** What one update of D used and gave. A `type`, so that it is a record of tensors. */
export type DiscriminatorUpdate = {
  real: Tensor
  noise: Tensor2D
  fake: Tensor
  realLogits: Tensor1D
  fakeLogits: Tensor1D
  loss: Scalar
  /** Absent: nothing is added to the loss. */
  penalty?: Scalar
  gradNorm: Scalar
  /** [n, classes] one-hot, of a conditional game: reals' and fakes' alike. */
  labels?: Tensor2D
}

/** What one update of G used and gave. */
export type GeneratorUpdate = {
  noise: Tensor2D
  fake: Tensor
  fakeLogits: Tensor1D
  loss: Scalar
  gradNorm: Scalar
  /** Only where the loss compares fakes with reals. */
  real?: Tensor
  realLogits?: Tensor1D
  labels?: Tensor2D
}

/** Told of each update. The tensors are freed afterwards: whoever wants them keeps clones. */
export interface StepObserver {
  /** Right before the optimiser moves a network: its weights are still the old ones. Gradients in the weights' order. */
  moving(network: Network, gradients: readonly Tensor[]): void
  discriminator(update: DiscriminatorUpdate): void
  generator(update: GeneratorUpdate): void
}

const nothing = (): void => undefined

export const NO_OBSERVER: StepObserver = { moving: nothing, discriminator: nothing, generator: nothing }

/** Classes as a record shows them: left out where there are none. */
export function shownLabels(labels: Tensor2D | null): { labels?: Tensor2D } {
  return labels === null ? {} : { labels }
}
