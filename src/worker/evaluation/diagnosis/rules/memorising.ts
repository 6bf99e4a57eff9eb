/** Fakes that are copies of training items. Asked only of datasets that can be learnt by heart. */
import { leastOf } from '../../fidelity/probe.ts'
import type { Rule } from '../rule.ts'
import type { Figures } from '../signals.ts'
import { figure, percent } from '../words.ts'

/** Fakes lie this much nearer to training items than unseen reals do. */
const COPIES = 0.5
const NOT_COPIES = 0.65
/** D tells held-out reals from training ones this much of the way to fakes (r_v; StyleGAN2-ADA steers at .6 of r_t). */
const BY_HEART = 0.5
/** With a discriminator that knows the training set by heart, less nearness is enough. */
const NEAR = 0.7
const NOT_NEAR = 0.8
/** Where nothing was held out, or the discriminator no longer tells fakes at all, nearness alone must do. */
const ALONE = 0.7
const NOT_ALONE = 0.8
/** Blurred fakes lie near everything; copies look whole, but for a little. */
const COPIES_LOOK = 0.3

export const memorising: Rule = {
  kind: 'memorising',
  hold: 200,
  searching: 0,
  shows: (figures) => isCopied(figures, COPIES, NEAR, ALONE),
  lasts: (signals) => isCopied(signals, NOT_COPIES, NOT_NEAR, NOT_ALONE),
  evidence: ({ nearestTrainingRatio, heldOutGap }) => [
    `Copies: fakes lie ${figure(nearestTrainingRatio ?? NaN)} times as far from their nearest training item as unseen reals do.`,
    ...(heldOutGap === null
      ? []
      : [
          `The detective takes unseen reals for fakes ${percent(Math.min(1, Math.max(0, heldOutGap)))} of the way: it knows the training items.`,
        ]),
  ],
  remedies: () => ['diffaugment', 'r1', 'instance-noise', 'slower-detective'],
}

function isCopied(
  { nearestTrainingRatio: ratio, heldOutGap: gap, fidelity }: Figures,
  copies: number,
  near: number,
  alone: number,
): boolean {
  if (ratio === null || (fidelity !== null && leastOf(fidelity) < COPIES_LOOK)) return false
  return ratio < copies || (gap === null ? ratio < alone : gap > BY_HEART && ratio < near)
}
