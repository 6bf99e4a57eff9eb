/** Figures of points: as they are, without features; against the known modes where there are any. */
import type { PointSet } from '../../data/point-set.ts'
import { evaluatePoints } from '../../evaluation/metrics/evaluate.ts'
import { mixtureMetrics } from '../../evaluation/metrics/mixture.ts'
import type { Figures } from '../kind.ts'

/** Samples per look at a known mixture; as in PacGAN and VEEGAN. */
const MIXTURE_SAMPLES = 2500

export const pointFigures: Figures<PointSet> = {
  *features(_set, items) {
    return { values: items, dimensions: 2 }
  },
  known({ mixture }) {
    if (mixture === null) return null
    return { samples: MIXTURE_SAMPLES, measure: (fakes) => mixtureMetrics(fakes, mixture) }
  },
  evaluate: ({ mixture }, reals, fakes, stream) => evaluatePoints(reals, fakes, mixture, stream),
  classes: null,
  lost: null,
  fidelity: null,
  restored: null,
}
