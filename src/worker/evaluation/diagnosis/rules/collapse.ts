/**
 * The generator makes few kinds of fakes: a clump that stays (mode collapse) or one that is chased about
 * (oscillation).
 */
import type { Rule } from '../rule.ts'
import type { Figures, Signals } from '../signals.ts'
import { looksWhole } from '../wholeness.ts'
import { figure, percent } from '../words.ts'

/**
 * Share of the reals without fakes near, and effective share of the real mass that is kept. Blur alone makes holes at the
 * rims, and lowers what is kept, but not both so far (docs/verdict.md); so little that is kept is collapse in any case.
 */
const HOLES = { missing: 0.28, kept: 0.56 }
const STILL_HOLES = { missing: 0.22, kept: 0.56 }
const FEW = 0.35
const STILL_FEW = 0.42
/** Movement of the bins between looks 100 steps apart: sampling alone gives about .2, a clump that hops about .9. */
const HOPPING = 0.55
const SETTLED = 0.45
/** Variety that grows this fast within half a window is a run that learns, not one that fails. */
const LEARNING = 1.2
/** A haze around the data, wide and near no real, has not found it yet; a clump is narrow, or on some of the data. */
const ON_DATA = 0.2
const CLUMP = 0.6
/** Kept share or diversity at which a collapse is called total. */
const TOTAL_KEPT = 0.2
const TOTAL_DIVERSITY = 0.2
/** Parts that are named. */
const MOST_NAMED = 3

const narrow = (figures: Figures) => figures.kept < FEW || hasHoles(figures, HOLES) || figures.lost.length > 0
const stillNarrow = (figures: Figures) =>
  figures.kept < STILL_FEW || hasHoles(figures, STILL_HOLES) || figures.lost.length > 0
const hasHoles = ({ kept, missing }: Figures, limit: typeof HOLES) =>
  missing > limit.missing && kept < limit.kept

const isClump = ({ precision, diversity }: Figures) => diversity < CLUMP || precision > ON_DATA

export const collapse: Rule = {
  kind: 'mode-collapse',
  hold: 150,
  searching: 850,
  shows: narrow,
  // A part that no fake has is gone, however wide the others lie.
  fits: (signals) =>
    signals.movement < HOPPING && (signals.lost.length > 0 || (signals.rise < LEARNING && isClump(signals))),
  lasts: (signals) => stillNarrow(signals) && signals.movement < HOPPING,
  evidence: (signals) => [
    ...signals.lost.slice(0, MOST_NAMED),
    `${looks(signals)}${headline(signals)}`,
    ...common(signals),
  ],
  remedies: ({ separation }) => [
    'minibatch-stddev',
    'r1',
    'packing',
    'minibatch-discrimination',
    ...(separation !== null && separation > 0.6 ? (['one-detective-step', 'slower-detective'] as const) : []),
    'instance-noise',
    'relativistic-r1r2',
  ],
}

export const oscillation: Rule = {
  kind: 'oscillating',
  hold: 300,
  searching: 1000,
  shows: narrow,
  fits: ({ movement }) => movement >= HOPPING,
  lasts: (signals) => stillNarrow(signals) && signals.movement >= SETTLED,
  evidence: (signals) => [
    `The fakes are a clump that is chased about: between looks 100 steps apart ${percent(signals.movement)} of them change place.`,
    ...common(signals),
  ],
  remedies: () => ['r1', 'less-momentum', 'slower', 'instance-noise', 'packing', 'average'],
}

/** Fidelity and variety apart, where both are known. */
function looks(signals: Signals): string {
  if (signals.fidelity === null) return ''
  return looksWhole(signals) ? 'Sharp but few. ' : 'Few and blurred. '
}

function headline({ kept, diversity }: Signals): string {
  if (kept < TOTAL_KEPT || diversity < TOTAL_DIVERSITY) {
    return `Total collapse: fakes keep ${percent(kept)} of the variety of the reals and lie ${figure(diversity)} times as far apart.`
  }
  return `Partial collapse: fakes keep ${percent(kept)} of the variety of the reals.`
}

function common({ missing, effectiveModes, realEffectiveModes, coverage, samples }: Signals): string[] {
  return [
    `${percent(missing)} of the real data has no fakes near it; ${percent(coverage)} of the reals have one in their own neighbourhood.`,
    `${figure(effectiveModes)} effective kinds of fakes against ${figure(realEffectiveModes)} of reals, over ${samples} samples.`,
  ]
}
