/** The forger makes few kinds of fakes: a clump that stays (mode collapse) or one that is chased about (oscillation). */
import type { Rule } from '../rule.ts'
import type { Figures, Signals } from '../signals.ts'
import { figure, percent } from '../words.ts'

/** Share of the reals without fakes near: what tells collapse from blur best (docs/verdict.md). */
const HOLES = 0.28
const NO_HOLES = 0.2
/** Effective share of the real mass that is kept: for collapse that leaves a haze everywhere. */
const FEW = 0.35
const ENOUGH = 0.42
/** Movement of the bins between looks 100 steps apart: sampling alone gives about .2, a clump that hops about .9. */
const HOPPING = 0.55
const SETTLED = 0.45
/** Variety that grows this fast within half a window is a run that learns, not one that fails. */
const LEARNING = 1.2
/** A haze around the data, wide and near no real, has not found it yet; a clump is narrow, or on some of the data. */
const ON_DATA = 0.1
const CLUMP = 0.5
/** Kept share or diversity at which a collapse is called total. */
const TOTAL_KEPT = 0.2
const TOTAL_DIVERSITY = 0.2

const narrow = ({ kept, missing }: Figures) => kept < FEW || missing > HOLES
const stillNarrow = ({ kept, missing }: Figures) => kept < ENOUGH || missing > NO_HOLES

const isClump = ({ precision, coverage, diversity }: Figures) =>
  diversity < CLUMP || precision > ON_DATA || coverage > ON_DATA

export const collapse: Rule = {
  kind: 'mode-collapse',
  hold: 150,
  patience: 700,
  shows: narrow,
  fits: (signals) => signals.movement < HOPPING && signals.rise < LEARNING && isClump(signals),
  lasts: (signals) => stillNarrow(signals) && signals.movement < HOPPING,
  evidence: (signals) => [headline(signals), ...common(signals)],
  cures: ({ separation }) => [
    'packing',
    'r1',
    'minibatch-stddev',
    ...(separation !== null && separation > 0.6 ? (['slower-detective', 'one-detective-step'] as const) : []),
    'relativistic-r1r2',
    'instance-noise',
  ],
}

export const oscillation: Rule = {
  kind: 'oscillating',
  hold: 300,
  patience: 700,
  shows: narrow,
  fits: ({ movement }) => movement >= HOPPING,
  lasts: (signals) => stillNarrow(signals) && signals.movement >= SETTLED,
  evidence: (signals) => [
    `The fakes are a clump that is chased about: between looks 100 steps apart ${percent(signals.movement)} of them change place.`,
    ...common(signals),
  ],
  cures: () => ['r1', 'less-momentum', 'slower', 'instance-noise', 'packing', 'average'],
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
