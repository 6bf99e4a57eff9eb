/** Fakes that are copies of training items. Asked only of datasets that can be learnt by heart. */
import type { Rule } from '../rule.ts'
import { figure, percent } from '../words.ts'

/** Fakes lie this much nearer to training items than unseen reals do. */
const COPIES = 0.5
const NOT_COPIES = 0.65
/** D tells held-out reals from training ones this much of the way to fakes (r_v; StyleGAN2-ADA steers at .6 of r_t). */
const BY_HEART = 0.5
/** With a discriminator that knows the training set by heart, less nearness is enough. */
const NEAR = 0.7
const NOT_NEAR = 0.8

export const memorising: Rule = {
  kind: 'memorising',
  hold: 200,
  searching: 0,
  shows: ({ nearestTrainingRatio: ratio, heldOutGap }) =>
    ratio !== null && (ratio < COPIES || (ratio < NEAR && (heldOutGap ?? 0) > BY_HEART)),
  lasts: ({ nearestTrainingRatio: ratio, heldOutGap }) =>
    ratio !== null && (ratio < NOT_COPIES || (ratio < NOT_NEAR && (heldOutGap ?? 0) > BY_HEART)),
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
