/** The rolling history boiled down to the numbers the rules look at. */
import type { Fidelity } from '../fidelity/probe.ts'
import { median } from '../metrics/memorisation.ts'
import { advantage, isLogistic } from './chance.ts'
import { movementOf, riseOf, type History } from './history.ts'
import type { Observation } from './observation.ts'

/** Steps over which figures are averaged: long against the two networks' swings, short against a person's patience. */
export const WINDOW = 300
/** Steps of the newest looks, three at least. */
const NEWEST = 60
/** Steps between two looks that are compared for movement. */
const LAG = 100

/** Rounds of slow figures over which fidelity is taken. */
const ROUNDS = 3

/** Figures that a single look has, and several looks together. */
export interface Figures {
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
  missing: number
  effectiveModes: number
  realEffectiveModes: number
  diversity: number
  coverage: number
  precision: number
  ndb: number
  nearestTrainingRatio: number | null
  heldOutGap: number | null
  /** Parts of the data that the fakes of all these looks lack, in sentences. */
  lost: readonly string[]
  /** Null where it is no question, or not answered yet. */
  fidelity: Fidelity | null
  /** It is a question, and not answered yet. */
  fidelityAwaited: boolean
  /** False when the last look holds a number that is none. */
  finite: boolean
}

/**
 * The figures over the last WINDOW steps, and what only several looks together show. Of the networks they are means, of
 * the samples medians: one odd look among three is no news.
 */
export interface Signals extends Figures {
  step: number
  samples: number
  /** Mean total variation of the bins' shares between looks 100 steps apart. */
  movement: number
  /** `kept` in the later half of the window over that in the earlier: above 1 while the fakes gain variety. */
  rise: number
}

/** @throws when there is no look yet */
export function signalsOf(history: History): Signals {
  const looks = history.recent(WINDOW)
  const last = looks.at(-1)
  if (last === undefined) throw new Error('There is no look to judge by.')
  return {
    ...figuresOf(looks, last),
    step: last.step,
    samples: last.samples,
    movement: movementOf(looks, LAG),
    rise: riseOf(looks, (look) => look.kept),
  }
}

/** The figures over the newest looks alone: what is so now, a little noisy. @throws when there is no look yet */
export function figuresOfNewest(history: History): Figures {
  const looks = history.recent(NEWEST)
  const last = looks.at(-1)
  if (last === undefined) throw new Error('There is no look to judge by.')
  return figuresOf(looks, last)
}

/** The figures of one look by itself. */
export function figuresOfLook(look: Observation): Figures {
  return figuresOf([look], look)
}

function figuresOf(looks: readonly Observation[], last: Observation): Figures {
  const mean = (pick: (look: Observation) => number) =>
    looks.reduce((total, look) => total + pick(look), 0) / looks.length
  const middle = (pick: (look: Observation) => number) => median(Float64Array.from(looks, pick))
  const [lossD, realScore, fakeScore] = [
    mean((look) => look.lossD),
    mean((look) => look.realScore),
    mean((look) => look.fakeScore),
  ]
  return {
    lossD,
    lossG: mean((look) => look.lossG),
    gradNormD: mean((look) => look.gradNormD),
    gradNormG: mean((look) => look.gradNormG),
    realScore,
    fakeScore,
    separation: isLogistic(last.loss) ? realScore - fakeScore : null,
    advantage: advantage(last.loss, lossD),
    kept: middle((look) => look.kept),
    missing: middle((look) => look.missing),
    effectiveModes: middle((look) => look.effectiveModes),
    realEffectiveModes: last.realEffectiveModes,
    diversity: middle((look) => look.diversity),
    coverage: middle((look) => look.coverage),
    precision: middle((look) => look.precision),
    ndb: middle((look) => look.ndb),
    nearestTrainingRatio: latest(looks, (look) => look.nearestTrainingRatio),
    heldOutGap: latest(looks, (look) => look.heldOutGap),
    lost: (last.lost ?? []).filter((one) => looks.every(({ lost = [] }) => lost.includes(one))),
    fidelity: usualFidelity(looks),
    fidelityAwaited: last.fidelity === null,
    finite: last.finite,
  }
}

/**
 * Medians, way by way, of the newest rounds: over few fakes a round is a little noisy, and what a run learns shall be told
 * soon. A look that comes before the next round repeats the last one's figures.
 */
function usualFidelity(looks: readonly Observation[]): Fidelity | null {
  const told = looks.flatMap(({ fidelity }) => fidelity ?? [])
  const rounds = told.filter((one, i) => one.soft !== told[i - 1]?.soft).slice(-ROUNDS)
  if (rounds.length === 0) return null
  const middle = (way: keyof Fidelity) => median(Float64Array.from(rounds, (one) => one[way]))
  return { soft: middle('soft'), rough: middle('rough'), broken: middle('broken') }
}

/** The last look's value that has one: these are measured more rarely. */
function latest(
  looks: readonly Observation[],
  pick: (look: Observation) => number | undefined,
): number | null {
  return looks.map(pick).findLast((value) => value !== undefined) ?? null
}
