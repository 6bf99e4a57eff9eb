/**
 * What a run's samples are, apart from how they were made: have they found the data, and do they look whole? Fidelity and
 * variety are judged apart.
 */
import { leastOf, type Fidelity } from '../fidelity/probe.ts'
import { SHORTFALLS, type Shortfall } from '../fidelity/spoil.ts'
import type { Figures } from './signals.ts'
import { percent } from './words.ts'

/** Signs of a run that has found the data: a blurred but whole imitation keeps above .5. */
const FOUND_KEPT = 0.5
const FOUND_MISSING = 0.24

/** Fakes near reals, or reals near fakes: an untrained generator may lie over all the data by chance, but not on it. */
const FOUND_PRECISION = 0.15
const FOUND_COVERAGE = 0.3

/** Wholeness from which fakes look like whole pictures, and that they must reach to be called so again (docs/verdict.md). */
const WHOLE = 0.45
const WHOLE_AGAIN = 0.49

const IN_WORDS: Readonly<Record<Shortfall, string>> = {
  soft: 'Too soft: out of focus, or several pictures in one.',
  rough: 'Too rough: grain, hard edges or a chequered pattern.',
  broken: 'Out of shape: parts are bent or grown together.',
}

export function hasFound({ kept, missing, precision, coverage, finite }: Figures): boolean {
  const near = precision >= FOUND_PRECISION || coverage >= FOUND_COVERAGE
  return finite && near && kept >= FOUND_KEPT && missing <= FOUND_MISSING
}

/** The fakes look whole, or nobody has looked. */
export function looksWhole({ fidelity }: Pick<Figures, 'fidelity'>): boolean {
  return fidelity === null || leastOf(fidelity) >= WHOLE
}

/** The fakes look whole clearly enough to end a verdict that they do not. */
export function looksWholeAgain({ fidelity }: Pick<Figures, 'fidelity'>): boolean {
  return fidelity === null || leastOf(fidelity) >= WHOLE_AGAIN
}

/** How whole the fakes look, as a sentence. */
export function wholenessWords(fidelity: Fidelity): string {
  const least = leastOf(fidelity)
  const way = least <= 0 ? 'no part' : percent(Math.min(1, least))
  return `Fakes come ${way} of the way from spoilt to whole pictures.`
}

/** In which way they fall short most, as a sentence. */
export function shortfallWords(fidelity: Fidelity): string {
  const least = leastOf(fidelity)
  return IN_WORDS[SHORTFALLS.find((way) => fidelity[way] === least) ?? 'broken']
}
