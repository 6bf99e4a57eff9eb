/** Figures a person may see, with the definition each is shown with. Computed in src/worker/evaluation/metrics/. */
import type { Entry } from './entry.ts'

export interface MetricEntry extends Entry {
  /** `ratio`: to the same figure of the reals; `data`: in the unit of the data. */
  readonly unit: 'count' | 'share' | 'nats' | 'bits' | 'decibel' | 'ratio' | 'data' | 'none'
  /** `near-one`: as the reals themselves. */
  readonly better: 'higher' | 'lower' | 'near-one'
}

/** Keys of the Metrics record, shared/report.ts. */
export const METRICS = [
  {
    id: 'modes',
    label: 'Modes covered',
    unit: 'count',
    better: 'higher',
    meaning: 'Modes that hold at least one sample within 3 standard deviations.',
    source: 'PacGAN pacgan/extensions.py',
  },
  {
    id: 'highQuality',
    label: 'High-quality samples',
    unit: 'share',
    better: 'higher',
    meaning:
      'Share of samples within 3 standard deviations of their nearest mode; a perfect sampler scores 98.9 %.',
    source: 'VEEGAN 2017; 1 − e^(−4.5)',
  },
  {
    id: 'reverseKL',
    label: 'Reverse KL',
    unit: 'nats',
    better: 'lower',
    meaning:
      'Σ p ln(K p) over the shares of all samples by nearest mode; ln(K/m) if m of K modes are hit alike.',
    source: 'Liu et al. 2020 (self-conditioned GAN)',
  },
  {
    id: 'modeTV',
    label: 'Mode imbalance',
    unit: 'share',
    better: 'lower',
    meaning: 'Total variation ½(Σ|pᵢ − 1/K| + p_off) between the shares per mode and equal shares.',
    source: 'Dive into Deep Learning, convergence chapter',
  },
  {
    id: 'diversity',
    label: 'Diversity',
    unit: 'ratio',
    better: 'near-one',
    meaning: 'Mean distance between two fakes over that between two reals; 0 when all fakes are one.',
    source: 'own; as MS-SSIM diversity, Odena et al. 2017',
  },
  {
    id: 'coverage',
    label: 'Coverage',
    unit: 'share',
    better: 'higher',
    meaning:
      'Share of reals with a fake nearer than their fifth neighbour among the reals; .97 for equal distributions. Over at most 1,000 of each.',
    source: 'Naeem et al. 2020 (PRDC), k = 5',
  },
  {
    id: 'density',
    label: 'Density',
    unit: 'none',
    better: 'near-one',
    meaning:
      'How many reals’ neighbourhoods hold a fake, over 5; 1 on average for equal distributions. Over at most 1,000 of each.',
    source: 'Naeem et al. 2020 (PRDC), k = 5',
  },
  {
    id: 'precision',
    label: 'Precision',
    unit: 'share',
    better: 'higher',
    meaning:
      'Share of fakes inside some real’s neighbourhood: do fakes look real? Over at most 1,000 of each.',
    source: 'Kynkäänniemi et al. 2019, here with k = 5',
  },
  {
    id: 'recall',
    label: 'Recall',
    unit: 'share',
    better: 'higher',
    meaning:
      'Share of reals inside some fake’s neighbourhood: could the forger have made them? Over at most 1,000 of each.',
    source: 'Kynkäänniemi et al. 2019, here with k = 5',
  },
  {
    id: 'swd',
    label: 'Sliced Wasserstein',
    unit: 'data',
    better: 'lower',
    meaning: 'How far mass must move, averaged over 128 random directions.',
    source: 'Rabin et al. 2012',
  },
  {
    id: 'kid',
    label: 'Kernel distance',
    unit: 'none',
    better: 'lower',
    meaning:
      'Unbiased MMD² with a cubic kernel over random-conv-1 features of at most 1,000 of each; may be negative. Not Inception’s KID.',
    source: 'Bińkowski et al. 2018',
  },
  {
    id: 'classes',
    label: 'Digits covered',
    unit: 'count',
    better: 'higher',
    meaning:
      'Digits that hold at least 1 % of the fakes, as named by a small network that was taught on MNIST. It names a scribble, too.',
    source: 'own judge, docs/judge.md',
  },
  {
    id: 'classTV',
    label: 'Digit imbalance',
    unit: 'share',
    better: 'lower',
    meaning:
      'Total variation ½Σ|pᵢ − 1/10| between the shares per digit, as the judge names them, and equal shares; 90 % when all fakes are one digit.',
    source: 'own judge, docs/judge.md; as mode imbalance',
  },
  {
    id: 'fidelity',
    label: 'Wholeness',
    unit: 'share',
    better: 'higher',
    meaning:
      'How whole the fakes look to a probe that was taught on the dataset itself to tell its pictures from the same ones spoilt: 100 % as unseen reals, 0 % as spoilt ones, less where they are worse than these. The lowest of soft, rough and broken.',
    source: 'own, docs/verdict.md',
  },
  {
    id: 'nearestTrainingRatio',
    label: 'Distance to training items',
    unit: 'ratio',
    better: 'near-one',
    meaning:
      'Median distance from a fake to its nearest training item, over that of items held out of training; 0 for copies, above 1 for poor fakes. Images through pooled-pixels-8.',
    source: 'own, after Dive into Deep Learning, GAN chapter',
  },
  {
    id: 'heldOutGap',
    label: 'Learnt by heart',
    unit: 'none',
    better: 'lower',
    meaning:
      'How far the detective takes reals it never saw for fakes: (E D(train) − E D(held out)) / (E D(train) − E D(fake)) of raw scores; 0 for one that does not know its items; not shown while fakes score like reals.',
    source: 'r_v of Karras et al. 2020 (StyleGAN2-ADA)',
  },
  {
    id: 'columnShapes',
    label: 'Columns alike',
    unit: 'share',
    better: 'higher',
    meaning:
      'Mean over columns: 1 − the largest gap of the two distribution curves for numbers (Kolmogorov–Smirnov), 1 − total variation for categories. A high score says nothing of what fakes are worth.',
    source: 'SDMetrics 0.32, Column Shapes',
  },
  {
    id: 'columnPairs',
    label: 'Pairs alike',
    unit: 'share',
    better: 'higher',
    meaning:
      'Mean over pairs of columns that hang together among reals: correlations of numbers, shared shares of categories and bins.',
    source: 'SDMetrics 0.32, Column Pair Trends',
  },
  {
    id: 'categoryCoverage',
    label: 'Categories made',
    unit: 'share',
    better: 'higher',
    meaning: 'Share of the real categories that the fakes have at least once.',
    source: 'SDMetrics 0.32, CategoryCoverage',
  },
  {
    id: 'lostCategories',
    label: 'Categories lost',
    unit: 'count',
    better: 'lower',
    meaning:
      'Categories of at least 2 % of the reals that fakes have not a tenth as often: a collapse in one column.',
    source: 'own',
  },
  {
    id: 'detection',
    label: 'Not told apart',
    unit: 'share',
    better: 'higher',
    meaning:
      '1 where a logistic regression over three folds cannot tell fakes from reals, 0 where it always can.',
    source: 'SDMetrics 0.32, LogisticDetection',
  },
  {
    id: 'copiedRows',
    label: 'Copied rows',
    unit: 'share',
    better: 'lower',
    meaning:
      'Share of fakes that are training rows to the last digit. Few copies prove nothing about whom the rows would give away.',
    source: 'own, after SDMetrics’ NewRowSynthesis',
  },
  {
    id: 'nearerToTraining',
    label: 'Nearer to training',
    unit: 'share',
    better: 'lower',
    meaning:
      'Share of fakes nearer to a training row than to one held out; 50 % is what rows learnt in general have, more is memory.',
    source: 'SDMetrics 0.32, DCROverfittingProtection',
  },
  {
    id: 'membershipAuc',
    label: 'Membership guessed',
    unit: 'none',
    better: 'lower',
    meaning:
      'How well the nearest fake’s distance tells training rows from held-out ones, as an AUC: ½ is guessing. A good figure proves nothing.',
    source: 'own; Yao et al. 2025 on why distances prove nothing',
  },
  {
    id: 'psnr',
    label: 'PSNR',
    unit: 'decibel',
    better: 'higher',
    meaning:
      'How near restored pictures are to the true ones, pixel by pixel: −10 log₁₀ of the mean squared difference of all channels on a scale from 0 to 1, mean over pictures, none counting more than 60. Of a hole, over missing pixels alone.',
    source: 'peak signal-to-noise ratio, as Ledig et al. 2017 (SRGAN) report it, there of luma',
  },
  {
    id: 'ssim',
    label: 'SSIM',
    unit: 'none',
    better: 'higher',
    meaning:
      'Whether light, contrast and structure agree around each pixel; 1 for the true picture. A Gaussian window of 11 × 11 with σ 1.5, K .01 and .03, only where it lies wholly inside, mean over channels.',
    source: 'Wang et al. 2004',
  },
  {
    id: 'l1',
    label: 'L1 to the truth',
    unit: 'none',
    better: 'lower',
    meaning:
      'Mean distance of a restored from the true number on a scale from 0 to 1. Of a hole, over missing pixels alone.',
    source: 'Isola et al. 2017 train on it',
  },
  {
    id: 'realism',
    label: 'Realism (patches)',
    unit: 'none',
    better: 'lower',
    meaning:
      'How far patches of restored pictures, as a crowd, are from those of true ones: sliced Wasserstein distance over 7 × 7 patches of the finest level of a Laplacian pyramid, in deviations of the true ones. It does not ask whether the right patch stands in the right picture.',
    source: 'Karras et al. 2018, over the finest level alone',
  },
  {
    id: 'flips',
    label: 'Change class',
    unit: 'share',
    better: 'higher',
    meaning:
      'Share of translated pictures that a judge takes for one of the class they were translated into. It is a straight line through features that no network of the run sees, taught on training pictures; see how often it is right of real ones before you believe it.',
    source: 'own: logistic regression on random-conv-1 features',
  },
  {
    id: 'judged',
    label: 'Judge right of reals',
    unit: 'share',
    better: 'higher',
    meaning:
      'How often the judge of “Change class” is right of the real pictures that are translated; ½ is guessing.',
    source: 'own: logistic regression on random-conv-1 features',
  },
  {
    id: 'roundTrip',
    label: 'There and back',
    unit: 'none',
    better: 'lower',
    meaning:
      'Mean difference between a picture and what comes back of it when it is translated there and back, on a scale from 0 to 1.',
    source: 'Zhu et al. 2017 train on it',
  },
  {
    id: 'moved',
    label: 'How far it changes',
    unit: 'none',
    better: 'lower',
    meaning:
      'Mean difference between a picture and what it is translated into, on a scale from 0 to 1: what has to change, and what changes besides.',
    source: 'own',
  },
] as const satisfies readonly MetricEntry[]

export type MetricId = (typeof METRICS)[number]['id']

/** The entry of an id. */
export function metricEntry(id: MetricId): MetricEntry {
  const entry = METRICS.find((candidate) => candidate.id === id)
  if (entry === undefined) throw new Error(`No metric ${id}`)
  return entry
}

/** What pictures are turned into before distances are taken. Code in src/worker/evaluation/features/. */
export const FEATURES = [
  {
    id: 'pooled-pixels-8',
    label: 'Pooled pixels',
    meaning: 'Each image averaged down to 8×8: for live figures; blind to detail.',
    source: 'own',
  },
  {
    id: 'random-conv-1',
    label: 'Random convolutions',
    meaning: 'Three untrained convolutions with fixed seeded weights, averaged over quarters: 256 numbers.',
    source: 'own; random features after Naeem et al. 2020',
  },
] as const satisfies readonly Entry[]

export type FeatureId = (typeof FEATURES)[number]['id']
