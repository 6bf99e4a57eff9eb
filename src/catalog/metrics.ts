/** Figures a person may see, with the definition each is shown with. Computed in src/gan/metrics/. */
import type { Entry } from './entry.ts'

export interface MetricEntry extends Entry {
  /** Key in the Metrics record. */
  readonly unit: 'count' | 'share' | 'nats' | 'none'
  readonly better: 'higher' | 'lower'
}

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
] as const satisfies readonly MetricEntry[]

export type MetricId = (typeof METRICS)[number]['id']
