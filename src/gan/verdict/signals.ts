/** The rolling history boiled down to the numbers the rules look at. Every mean is over the last WINDOW steps. */
import { advantage, isLogistic } from './chance.ts'
import { meanOf, movementOf, riseOf, swingOf, type History } from './history.ts'
import type { Observation } from './observation.ts'

/** Steps over which figures are averaged: long against the two networks' swings, short against a person's patience. */
export const WINDOW = 300
/** Steps between two looks that are compared for movement. */
const LAG = 100

export interface Signals {
  step: number
  finite: boolean
  lossD: number
  lossG: number
  gradNormD: number
  gradNormG: number
  realScore: number
  fakeScore: number
  /** realScore − fakeScore; null where the loss is not logistic, so that σ(D) is no probability. */
  separation: number | null
  /** How far below chance D's loss is, as a part; null for a loss without a chance level. */
  advantage: number | null
  kept: number
  /** `kept` in the later half of the window over that in the earlier: above 1 while the fakes gain variety. */
  rise: number
  missing: number
  effectiveModes: number
  realEffectiveModes: number
  diversity: number
  coverage: number
  precision: number
  ndb: number
  /** Mean total variation of the bins' shares between looks 100 steps apart. */
  movement: number
  /** Standard deviation of the scores' gap between looks. */
  swing: number
  nearestTrainingRatio: number | null
  heldOutGap: number | null
  samples: number
}

/** @throws when there is no look yet */
export function signalsOf(history: History): Signals {
  const looks = history.recent(WINDOW)
  const last = looks.at(-1)
  if (last === undefined) throw new Error('There is no look to judge by.')
  const mean = (pick: (look: Observation) => number) => meanOf(looks, pick)
  const lossD = mean((look) => look.lossD)
  const [realScore, fakeScore] = [mean((look) => look.realScore), mean((look) => look.fakeScore)]
  return {
    step: last.step,
    finite: last.finite,
    lossD,
    lossG: mean((look) => look.lossG),
    gradNormD: mean((look) => look.gradNormD),
    gradNormG: mean((look) => look.gradNormG),
    realScore,
    fakeScore,
    separation: isLogistic(last.loss) ? realScore - fakeScore : null,
    advantage: advantage(last.loss, lossD),
    kept: mean((look) => look.kept),
    rise: riseOf(looks, (look) => look.kept),
    missing: mean((look) => look.missing),
    effectiveModes: mean((look) => look.effectiveModes),
    realEffectiveModes: last.realEffectiveModes,
    diversity: mean((look) => look.diversity),
    coverage: mean((look) => look.coverage),
    precision: mean((look) => look.precision),
    ndb: mean((look) => look.ndb),
    movement: movementOf(looks, LAG),
    swing: swingOf(looks, (look) => look.realScore - look.fakeScore),
    nearestTrainingRatio: latest(looks, (look) => look.nearestTrainingRatio),
    heldOutGap: latest(looks, (look) => look.heldOutGap),
    samples: last.samples,
  }
}

/** The last look's value that has one: these are measured more rarely. */
function latest(
  looks: readonly Observation[],
  pick: (look: Observation) => number | undefined,
): number | null {
  return looks.map(pick).findLast((value) => value !== undefined) ?? null
}
