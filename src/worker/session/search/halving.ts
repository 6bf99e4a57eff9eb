/**
 * Successive halving (Jamieson & Talwalkar 2016): a budget is parted into equal rounds, each round among those that are left,
 * and after each the better half goes on. So whoever stays gets twice the time each round. Pure; knows no clock and no
 * candidates: a budget may be milliseconds or steps.
 */

export interface Round {
  /** How many train in it. */
  readonly survivors: number
  /** What each of them gets. */
  readonly each: number
}

/** Those who go on of so many. */
export function halved(survivors: number): number {
  return Math.ceil(survivors / 2)
}

/**
 * The rounds until one is left; none where one is left already.
 * @param budget what is left for all rounds together
 */
export function roundsFor(candidates: number, budget: number): Round[] {
  const rounds = roundCount(candidates)
  const plan: Round[] = []
  for (let survivors = candidates; survivors > 1; survivors = halved(survivors))
    plan.push({ survivors, each: budget / rounds / survivors })
  return plan
}

/** The same in whole steps, one at least. */
export function stepsFor(round: Round): number {
  return Math.max(1, Math.floor(round.each))
}

export function roundCount(candidates: number): number {
  return candidates > 1 ? Math.ceil(Math.log2(candidates)) : 0
}
