/** One of the two is so far ahead that the other has nothing to learn from. */
import type { Rule } from '../rule.ts'
import type { Figures, Signals } from '../signals.ts'
import { figure, percent } from '../words.ts'

/** How far D's loss is below chance, and how poor the fakes are at that: any one pair is a win. Good fakes never are. */
const WON = [
  { lead: 0.9, poor: 0.4 },
  { lead: 0.6, poor: 0.2 },
]
const STILL_WON = [
  { lead: 0.8, poor: 0.5 },
  { lead: 0.45, poor: 0.3 },
]
/** Fakes far off all reals: then a smaller lead is enough, and what kinds they are of is of no interest. */
const LOST = [{ lead: 0.35, poor: 0.05 }]
const STILL_LOST = [{ lead: 0.25, poor: 0.08 }]
/** Scores: fakes look more real than reals by this much. */
const FOOLED = -0.05
const NOT_FOOLED = 0
/** D's loss is this near to chance, or worse. */
const GUESSING = 0.03
const POOR = 0.2
const FAIR = 0.3

/** Few fakes among reals and few reals among fakes. */
const poor = ({ precision, coverage }: Figures, limit: number) => precision < limit && coverage < 2 * limit

const winner = {
  kind: 'discriminator-wins',
  hold: 150,
  searching: 300,
  evidence: ({ realScore, fakeScore, advantage, precision, gradNormG, separation }: Signals) => [
    ...(separation === null
      ? []
      : [`The detective scores reals ${figure(realScore)} and fakes ${figure(fakeScore)} on average.`]),
    `Its loss is ${percent(advantage ?? 0)} below chance, while ${percent(precision)} of the fakes lie among reals.`,
    `The forger’s gradient has norm ${figure(gradNormG)}.`,
  ],
  remedies: () => [
    'slower-detective',
    'faster-forger',
    'one-detective-step',
    'instance-noise',
    'r1',
    'label-smoothing',
  ],
} as const satisfies Partial<Rule>

/**
 * The fakes are nowhere near the reals, and the discriminator knows it. Outranks collapse: what is lost has no modes.
 */
export const discriminatorFallsBehind: Rule = {
  ...winner,
  remedies: () => [...winner.remedies()],
  shows: (figures) => ahead(figures, LOST),
  lasts: (signals) => ahead(signals, STILL_LOST),
}

/** The discriminator hardly errs, and the fakes are poor. */
export const discriminatorWins: Rule = {
  ...winner,
  remedies: () => [...winner.remedies()],
  shows: (figures) => ahead(figures, WON),
  lasts: (signals) => ahead(signals, STILL_WON),
}

export const generatorWins: Rule = {
  kind: 'generator-wins',
  hold: 200,
  searching: 400,
  shows: (figures) => fooled(figures, FOOLED, POOR),
  lasts: (signals) => fooled(signals, NOT_FOOLED, FAIR),
  evidence: ({ realScore, fakeScore, lossD, precision }) => [
    `The detective scores fakes ${figure(fakeScore)} and reals ${figure(realScore)}: it does not tell them apart, or takes fakes for real.`,
    `Its loss is ${figure(lossD)}, no better than guessing, while only ${percent(precision)} of the fakes lie among reals.`,
  ],
  remedies: () => ['faster-detective', 'slower'],
}

function ahead(figures: Figures, pairs: readonly { lead: number; poor: number }[]): boolean {
  const lead = figures.advantage
  return lead !== null && pairs.some((pair) => lead > pair.lead && poor(figures, pair.poor))
}

function fooled(figures: Figures, gap: number, limit: number): boolean {
  const { advantage, separation } = figures
  if (advantage === null || separation === null) return false
  return separation < gap && advantage < GUESSING && poor(figures, limit)
}
