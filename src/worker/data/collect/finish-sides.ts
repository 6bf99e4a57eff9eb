/**
 * Makes squares of what is wanted and of what it is made from: each side a set of its own, for a mask of one channel decides nothing
 * about photographs; but both placed alike, for they lie over each other.
 */
import type { DataChoice, Guess, Trouble } from '../../../common/items/data-card.ts'
import type { Square, Wanted } from '../readers/picture.ts'
import { finish } from './finish.ts'
import type { Sides } from './pair-up.ts'

export interface FinishedSides {
  /** One for each target, in order. */
  readonly squares: readonly Square[]
  /** One for each source, in order; null where there are none. */
  readonly partners: readonly Square[] | null
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
}

/** @throws GanvasError `cancelled` */
export async function finishSides(
  { targets, pairs }: Pick<Sides, 'targets' | 'pairs'>,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<FinishedSides> {
  if (pairs === null) return { ...(await finish(targets, wanted, signal)), partners: null }
  const { names, sources } = pairs
  const how = { ...wanted, choice: withoutMargins(wanted.choice) }
  const wantedSide = await finish(targets, how, signal)
  const givenSide = await finish(sources, how, signal, `The pictures of “${names.source}”`)
  const known = new Set(wantedSide.guesses.map(({ about }) => about))
  return {
    squares: wantedSide.squares,
    partners: givenSide.squares,
    guesses: [...wantedSide.guesses, ...givenSide.guesses.filter(({ about }) => !known.has(about))],
    // What is given may well be small: that is what enlarging is learnt from.
    troubles: [...wantedSide.troubles, ...givenSide.troubles.filter(({ id }) => id !== 'enlarged')],
  }
}

/** Enlarged by whole numbers a small picture would stand in a margin, and not over a larger partner. */
function withoutMargins(choice: DataChoice): DataChoice {
  return choice.enlarge === 'auto' ? { ...choice, enlarge: 'smooth' } : choice
}
