/** What is said of a run without an alarm. */
import { wholenessWords } from './wholeness.ts'
import type { Signals } from './signals.ts'
import { figure, percent } from './words.ts'

/** What is said while it has not found the data. */
export function searching({ kept, missing, coverage }: Signals): string[] {
  return [
    `Still searching: fakes keep ${percent(kept)} of the variety of the reals and leave ${percent(missing)} of them out; ${percent(coverage)} of the reals have a fake in their own neighbourhood.`,
  ]
}

/** What is said while the variety is there, and nobody has looked yet whether the fakes look whole. */
export function awaitingLooks({ kept }: Signals): string[] {
  return [
    `Fakes keep ${percent(kept)} of the variety of the reals; whether they look whole is being measured.`,
  ]
}

/** What is said of a healthy run. */
export function wellBeing(signals: Signals): string[] {
  const { kept, missing, coverage, diversity, realScore, fakeScore, separation, fidelity } = signals
  const spread = `fakes lie ${figure(diversity)} times as far apart as reals`
  return [
    `Fakes keep ${percent(kept)} of the variety of the reals and leave ${percent(missing)} of them out; ${percent(coverage)} of the reals have a fake in their own neighbourhood.`,
    separation === null
      ? `The ${spread}.`
      : `The detective scores reals ${figure(realScore)} and fakes ${figure(fakeScore)}; ${spread}.`,
    ...(fidelity === null ? [] : [wholenessWords(fidelity)]),
  ]
}
