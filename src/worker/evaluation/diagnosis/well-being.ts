/** A run without an alarm: has it found the data yet, and what is said of it. */
import type { Signals } from './signals.ts'
import { figure, percent } from './words.ts'

/** Signs of a run that has found the data: a blurred but whole imitation keeps above .5. */
const FOUND_KEPT = 0.5
const FOUND_MISSING = 0.24

/** Fakes near reals, or reals near fakes: an untrained generator may lie over all the data by chance, but not on it. */
const FOUND_PRECISION = 0.15
const FOUND_COVERAGE = 0.3

export function hasFound({ kept, missing, precision, coverage, finite }: Signals): boolean {
  const near = precision >= FOUND_PRECISION || coverage >= FOUND_COVERAGE
  return finite && near && kept >= FOUND_KEPT && missing <= FOUND_MISSING
}

/** What is said while it has not. */
export function searching({ kept, missing, coverage }: Signals): string[] {
  return [
    `Still searching: fakes keep ${percent(kept)} of the variety of the reals and leave ${percent(missing)} of them out; ${percent(coverage)} of the reals have a fake in their own neighbourhood.`,
  ]
}

/** What is said of a healthy run. */
export function wellBeing(signals: Signals): string[] {
  const { kept, missing, coverage, diversity, realScore, fakeScore, separation } = signals
  const spread = `fakes lie ${figure(diversity)} times as far apart as reals`
  return [
    `Fakes keep ${percent(kept)} of the variety of the reals and leave ${percent(missing)} of them out; ${percent(coverage)} of the reals have a fake in their own neighbourhood.`,
    separation === null
      ? `The ${spread}.`
      : `The detective scores reals ${figure(realScore)} and fakes ${figure(fakeScore)}; ${spread}.`,
  ]
}
