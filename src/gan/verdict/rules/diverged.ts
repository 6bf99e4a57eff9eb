/** Numbers that are none, or that run away. */
import type { Rule } from '../rule.ts'
import type { Signals } from '../signals.ts'
import { figure } from '../words.ts'

/** A loss of this size is no longer a loss: logistic ones start at about 1, and a held critic's stay below 100. */
const RUNAWAY_LOSS = 1e4
/** Fakes this many times wider apart than the reals have left the stage. */
const RUNAWAY_SPREAD = 10
const BACK_SPREAD = 5

/** A figure is not finite: said at once, even in the first steps. */
export const notFinite: Rule = {
  kind: 'diverged',
  hold: 0,
  patience: 0,
  begins: ({ finite }) => !finite,
  lasts: ({ finite }) => !finite,
  shows: ({ finite }) => !finite,
  evidence: ({ step }) => [`At step ${step} a loss, a score or a gradient was no longer a number.`],
  cures: () => ['much-slower', 'less-momentum'],
}

/** All is finite still, but on its way out. */
export const runaway: Rule = {
  kind: 'diverged',
  hold: 100,
  patience: 0,
  begins: (signals) => largestLoss(signals) > RUNAWAY_LOSS || signals.diversity > RUNAWAY_SPREAD,
  lasts: (signals) => largestLoss(signals) > RUNAWAY_LOSS / 2 || signals.diversity > BACK_SPREAD,
  shows: (look) => largestLoss(look) > RUNAWAY_LOSS || look.diversity > RUNAWAY_SPREAD,
  evidence: (signals) => [
    ...(largestLoss(signals) > RUNAWAY_LOSS / 2
      ? [
          `The losses run away: ${figure(signals.lossD)} for the detective, ${figure(signals.lossG)} for the forger.`,
        ]
      : []),
    ...(signals.diversity > BACK_SPREAD
      ? [`Fakes lie ${figure(signals.diversity)} times as far apart as reals do.`]
      : []),
  ],
  cures: ({ advantage }) =>
    advantage === null ? ['clip', 'much-slower', 'non-saturating'] : ['much-slower', 'r1', 'less-momentum'],
}

function largestLoss({ lossD, lossG }: Pick<Signals, 'lossD' | 'lossG'>): number {
  return Math.max(Math.abs(lossD), Math.abs(lossG))
}
