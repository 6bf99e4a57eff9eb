/** Each loss in Python: two formulas over raw logits, as src/worker/gan/losses has them. A missing one does not compile. */
import { lossEntry, type LossId } from '../../../common/catalog/losses.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import { parts } from './python.ts'

interface Formulas {
  /** What D minimises, of `real` and `fake`. @param smoothed reals count as 1 − S.labelSmoothing */
  readonly discriminator: (smoothed: boolean) => string
  /** What G minimises, of `fake` and, where it compares, `real`. */
  readonly generator: string
}

const crossEntropy = (smoothed: boolean): string =>
  smoothed
    ? 'mean(F.softplus(-real) + S.labelSmoothing * real) + mean(F.softplus(fake))'
    : 'mean(F.softplus(-real)) + mean(F.softplus(fake))'

const contest = (winner: string, loser: string): string =>
  `(mean(F.softplus(mean(${loser}) - ${winner})) + mean(F.softplus(${loser} - mean(${winner})))) / 2`

const FORMULAS: { readonly [Id in LossId]: Formulas } = {
  'non-saturating': { discriminator: crossEntropy, generator: 'mean(F.softplus(-fake))' },
  minimax: { discriminator: crossEntropy, generator: '-mean(F.softplus(fake))' },
  'least-squares': {
    discriminator: (smoothed) =>
      `(mean((real - ${smoothed ? '(1 - S.labelSmoothing)' : '1'}).square()) + mean(fake.square())) / 2`,
    generator: 'mean((fake - 1).square()) / 2',
  },
  hinge: {
    discriminator: () => 'mean(F.relu(1 - real)) + mean(F.relu(1 + fake))',
    generator: '-mean(fake)',
  },
  wasserstein: { discriminator: () => 'mean(fake) - mean(real)', generator: '-mean(fake)' },
  'relativistic-average': {
    discriminator: () => contest('real', 'fake'),
    generator: contest('fake', 'real'),
  },
  'relativistic-paired': {
    discriminator: () => 'mean(F.softplus(fake - real))',
    generator: 'mean(F.softplus(real - fake))',
  },
}

export function lossFunctions({ loss, labelSmoothing }: RunConfig): string {
  const { label, source, comparesReals } = lossEntry(loss)
  const { discriminator, generator } = FORMULAS[loss]
  return parts(
    `def discriminator_loss(real, fake):
    """${label} (${source}), on raw logits."""
    return ${discriminator(labelSmoothing > 0)}`,
    `def generator_loss(fake${comparesReals ? ', real' : ''}):
    return ${generator}`,
  )
}

/**
 * How far rounding alone may move G's loss in one step. Where a bias of D shifts the logits of reals and fakes alike, and the loss
 * takes one from the other, its gradient is nothing but rounding: Adam and RMSprop then move it by a whole rate, up or down.
 */
export function swayOf({ loss, optimizer, dLr, dSteps, beta2 }: RunConfig): number {
  if (loss !== 'wasserstein' && loss !== 'hinge') return 0
  // RMSprop divides by the root of a mean that has hardly begun.
  const rates = { adam: 1, rmsprop: 1 / Math.sqrt(1 - beta2), sgd: 0 }
  return 2 * dLr * dSteps * rates[optimizer]
}
