/** One of the two is so far ahead that the other has nothing to learn from. */
import { advantage } from '../chance.ts'
import type { Rule } from '../rule.ts'
import type { Signals } from '../signals.ts'
import { figure, percent } from '../words.ts'

/** D's loss is this far below chance: it hardly errs. */
const SURE = 0.9
const LESS_SURE = 0.8
/** Ahead by this much it wins if the fakes are poor, too; good fakes with a sharp detective are no failure. */
const AHEAD = 0.6
const LESS_AHEAD = 0.45
/** Fakes in no real's neighbourhood. */
const POOR = 0.2
const FAIR = 0.3
/** Scores: fakes look more real than reals by this much. */
const FOOLED = -0.05
const NOT_FOOLED = 0
/** D's loss is this near to chance, or worse. */
const GUESSING = 0.03

type Quality = Pick<Signals, 'precision' | 'coverage'>

const poor = ({ precision, coverage }: Quality, limit: number) => precision < limit && coverage < 2 * limit

export const discriminatorWins: Rule = {
  kind: 'discriminator-wins',
  hold: 200,
  patience: 100,
  begins: (signals) => ahead(signals, SURE, AHEAD, POOR),
  lasts: (signals) => ahead(signals, LESS_SURE, LESS_AHEAD, FAIR),
  shows: (look) => ahead({ ...look, advantage: advantage(look.loss, look.lossD) }, SURE, AHEAD, POOR),
  evidence: ({ realScore, fakeScore, advantage: lead, precision, gradNormG, separation }) => [
    ...(separation === null
      ? []
      : [`The detective scores reals ${figure(realScore)} and fakes ${figure(fakeScore)} on average.`]),
    `Its loss is ${percent(lead ?? 0)} below chance, while ${percent(precision)} of the fakes lie among reals.`,
    `The forger’s gradient has norm ${figure(gradNormG)}.`,
  ],
  cures: () => [
    'slower-detective',
    'faster-forger',
    'one-detective-step',
    'instance-noise',
    'r1',
    'label-smoothing',
  ],
}

export const generatorWins: Rule = {
  kind: 'generator-wins',
  hold: 200,
  patience: 200,
  begins: (signals) => fooled(signals, FOOLED, POOR),
  lasts: (signals) => fooled(signals, NOT_FOOLED, FAIR),
  shows: ({ realScore, fakeScore }) => realScore - fakeScore < FOOLED,
  evidence: ({ realScore, fakeScore, lossD, precision }) => [
    `The detective scores fakes ${figure(fakeScore)} and reals ${figure(realScore)}: it does not tell them apart, or takes fakes for real.`,
    `Its loss is ${figure(lossD)}, no better than guessing, while only ${percent(precision)} of the fakes lie among reals.`,
  ],
  cures: () => ['faster-detective', 'slower'],
}

type Lead = Quality & Pick<Signals, 'advantage'>

function ahead(signals: Lead, sure: number, leading: number, limit: number): boolean {
  const lead = signals.advantage
  if (lead === null) return false
  return (lead > sure && poor(signals, 2 * limit)) || (lead > leading && poor(signals, limit))
}

function fooled(signals: Signals, gap: number, limit: number): boolean {
  const { advantage: lead, separation } = signals
  if (lead === null || separation === null) return false
  return separation < gap && lead < GUESSING && poor(signals, limit)
}
