/** Numbers that are none, or that run away. */
import type { LossId } from '../../../../common/catalog/losses.ts'
import type { RemedyId } from '../../../../common/catalog/remedies.ts'
import { chanceLoss } from '../chance.ts'
import type { Rule } from '../rule.ts'
import type { Figures } from '../signals.ts'
import { figure } from '../words.ts'

/** A loss of this size is no longer a loss: logistic ones start at about 1, and a held critic's stay below 100. */
const RUNAWAY_LOSS = 1e4
/** D loses this many times what guessing would cost it: its steps are far too large. */
const WORSE_THAN_CHANCE = 4
const STILL_WORSE = 2.5
/** Fakes this many times wider apart than the reals have left the stage. */
const RUNAWAY_SPREAD = 10
const BACK_SPREAD = 5

/** A figure is not finite: said at once, even in the first steps. */
export const notFinite: Rule = {
  kind: 'diverged',
  hold: 0,
  searching: 0,
  shows: ({ finite }) => !finite,
  lasts: ({ finite }) => !finite,
  evidence: ({ step }) => [`At step ${step} a loss, a score or a gradient was no longer a number.`],
  remedies: ({ advantage }) => coolingFor(advantage !== null),
}

/** All is finite still, but on its way out. */
export const runaway: Rule = {
  kind: 'diverged',
  hold: 100,
  searching: 0,
  shows: (figures) => runsAway(figures, RUNAWAY_LOSS, WORSE_THAN_CHANCE, RUNAWAY_SPREAD),
  lasts: (signals) => runsAway(signals, RUNAWAY_LOSS / 2, STILL_WORSE, BACK_SPREAD),
  evidence: (signals) => [
    ...(runsAway(signals, RUNAWAY_LOSS / 2, STILL_WORSE, Infinity)
      ? [
          `The losses run away: ${figure(signals.lossD)} for the detective${timesChance(signals)}, ${figure(signals.lossG)} for the forger.`,
        ]
      : []),
    ...(signals.diversity > BACK_SPREAD
      ? [`Fakes lie ${figure(signals.diversity)} times as far apart as reals do.`]
      : []),
    `Gradients have norms ${figure(signals.gradNormD)} and ${figure(signals.gradNormG)}.`,
  ],
  remedies: ({ advantage }) => coolingFor(advantage !== null),
}

/** What helps a run of this loss that blew up, best first. */
export function cooling(loss: LossId): RemedyId[] {
  return coolingFor(chanceLoss(loss) !== null)
}

/** A critic without a level of chance needs a bound first. */
function coolingFor(bounded: boolean): RemedyId[] {
  return bounded
    ? ['much-slower', 'r1', 'less-momentum', 'slower']
    : ['clip', 'much-slower', 'non-saturating', 'less-momentum']
}

function runsAway(figures: Figures, loss: number, chance: number, spread: number): boolean {
  const { lossD, lossG, advantage, diversity } = figures
  const largest = Math.max(Math.abs(lossD), Math.abs(lossG))
  return largest > loss || diversity > spread || (advantage !== null && -advantage > chance)
}

/** `, 7 times what guessing costs` where it is that much. */
function timesChance({ advantage }: Figures): string {
  return advantage === null || -advantage < STILL_WORSE
    ? ''
    : `, ${figure(1 - advantage)} times what guessing costs`
}
