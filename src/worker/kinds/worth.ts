/**
 * What a kind of item brings to the study “Is it worth anything?”: real items, fakes of the networks as they stand, a learner. The
 * networks are a copy that nobody trains: fakes are made as the study comes to them. Types and what kinds share.
 */
import { GanvasError } from '../../common/failure.ts'
import type { WorthOptions, WorthReport } from '../../common/protocol/worth.ts'
import type { Dataset } from '../data/dataset.ts'
import { LEAST_SEEDS } from '../evaluation/worth/verdict.ts'
import type { StudyState, StudyTold, Work } from '../evaluation/worth/study.ts'
import type { Shown } from './shown.ts'

export interface WorthMaker<Set extends Dataset> {
  /** @param run networks that stay as they are @throws GanvasError that says what is missing */
  prepare(run: Shown<Set>, options: WorthOptions): PreparedWorth
}

/** What is known of a study before it begins. */
export interface WorthAbout extends Pick<
  WorthReport,
  | 'items'
  | 'target'
  | 'figure'
  | 'guessing'
  | 'learner'
  | 'step'
  | 'seen'
  | 'reals'
  | 'fakes'
  | 'test'
  | 'seeds'
  | 'caveats'
> {
  /** Whether there are five times as many fakes for an arm of its own. */
  readonly many: boolean
  /** What is made of reals without a network, in a word or two; null: nothing. */
  readonly classic: string | null
  readonly rivals: readonly { readonly id: string; readonly label: string }[]
}

export interface PreparedWorth {
  readonly about: WorthAbout
  /** Lets go of what was taken for it, once it is over or stopped. */
  readonly release?: () => void
  readonly study: (told: StudyTold) => AsyncGenerator<undefined, StudyState, undefined>
}

const [FEWEST_SEEDS, MOST_SEEDS] = [2, 30] as const

/** 1, 2, 3 … @throws GanvasError `worth-seeds` */
export function seedsOf({ seeds = LEAST_SEEDS }: WorthOptions): number[] {
  if (Number.isInteger(seeds) && seeds >= FEWEST_SEEDS && seeds <= MOST_SEEDS)
    return Array.from({ length: seeds }, (_, i) => i + 1)
  throw new GanvasError(
    'worth-seeds',
    `${seeds} is no number of comparisons.`,
    `Give a whole number from ${FEWEST_SEEDS} to ${MOST_SEEDS}; a verdict needs ${LEAST_SEEDS}.`,
  )
}

/** Makes each comparison's fakes when they are asked for, in the order of the seeds. */
export function inOrder<Items>(
  seeds: readonly number[],
  make: (seed: number) => Work<Items>,
): () => AsyncGenerator<undefined, Items, undefined> {
  let next = 0
  return async function* () {
    const seed = seeds[next++]
    if (seed === undefined) throw new Error('Nobody said of which seed more fakes are to be.')
    return yield* make(seed)
  }
}

/** Of fewer held-back items a comparison tells little. */
const FEW_ASKED = 20

/** What must be known of any study of networks. */
export function caveatsOf(
  { step }: Pick<Shown, 'step'>,
  { items, reals, seen, test, seeds }: Pick<WorthAbout, 'items' | 'reals' | 'seen' | 'test' | 'seeds'>,
): string[] {
  return [
    ...(step === 0 ? ['The GAN was not trained yet: its fakes are those of fresh networks.'] : []),
    ...(reals < seen
      ? [
          `The GAN has seen all ${seen.toLocaleString('en-GB')}, each learner only ${reals.toLocaleString('en-GB')} of them: what fakes add may look greater than it is.`,
        ]
      : []),
    ...(test < FEW_ASKED * seeds
      ? [
          `Each comparison asks about ${Math.max(1, Math.floor(test / seeds))} held-back ${items} only: more ${items}, or fewer comparisons, say more.`,
        ]
      : []),
  ]
}
