/** The hook through which a step shows the tensors it used. The step itself is the same with and without one. */
import type { Scalar, Tensor, Tensor2D } from '@tensorflow/tfjs'
import type { Batch } from '../game-types.ts'
import type { Conditions } from '../networks/conditions.ts'
import type { Network } from '../networks/network.ts'
import type { Logits } from './logits.ts'

/** What one update of D used and gave; what both networks were told stands beside it. Types, so that they are records of tensors. */
export type DiscriminatorUpdate = Conditions & {
  real: Tensor
  /** Absent: the generator has no latent. */
  noise?: Tensor2D
  fake: Tensor
  realLogits: Logits
  fakeLogits: Logits
  loss: Scalar
  /** Absent: nothing is added to the loss. */
  penalty?: Scalar
  gradNorm: Scalar
}

/** What one update of G used and gave. */
export type GeneratorUpdate = Conditions & {
  noise?: Tensor2D
  fake: Tensor
  /** Absent in a warm start, where the discriminator is not asked. */
  fakeLogits?: Logits
  loss: Scalar
  gradNorm: Scalar
  /** Only where the objective compares fakes with reals. */
  real?: Tensor
  /** Only where D was asked about reals. */
  realLogits?: Logits
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

/** What a batch gave beside its reals, as a record shows it: what is not there is left out. */
export function given({
  noise,
  conditions,
}: Pick<Batch, 'noise' | 'conditions'>): Conditions & { noise?: Tensor2D } {
  return noise === null ? conditions : { noise, ...conditions }
}
