/** Parts the pictures of a set into those that are given and those that are wanted, one for one; what has no partner is left out by name. */
import type { Guess, Trouble } from '../../../common/items/data-card.ts'
import type { PairNames } from '../../../common/items/pairs.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { folderPairs, type Alone } from '../layout/pairs-of.ts'
import { besidePairs, noPartner, noTwoHalves, sameName } from '../readers/pair-reasons.ts'
import type { ReadPicture, Wanted } from '../readers/picture.ts'
import { skip } from '../readers/skip.ts'
import { LEFT_RIGHT, pairGuess, RIGHT_LEFT, unequalPairs } from './pair-words.ts'
import { mayBeDouble } from './side-by-side.ts'

/** A picture before the set decides about it. */
export interface Loose extends ReadPicture {
  readonly name: string
  readonly path: string
  readonly label: string | null
}

export interface Sides {
  /** The items of the set. */
  readonly targets: readonly Loose[]
  /** What each of them is made from; null where pictures stand for themselves. */
  readonly pairs: { readonly names: PairNames; readonly sources: readonly ReadPicture[] } | null
  readonly skipped: readonly SkippedItem[]
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
}

/** Proportions further apart than this are told. */
const UNEQUAL = 0.03

export function pairUp(loose: readonly Loose[], { given, choice, fit }: Wanted): Sides {
  const paths = loose.map(({ path }) => path)
  const folders = folderPairs(paths, typeof choice.pairs === 'object' ? choice.pairs : 'auto')
  const directions = folders?.directions ?? []
  const double = given !== undefined || mayBeDouble(loose.map(({ edges }) => edges !== undefined))
  if (given !== undefined) {
    const targets = loose.filter(({ source }) => source !== undefined)
    const sources = targets.flatMap(({ source }) => source ?? [])
    const names = given === 'left' ? LEFT_RIGHT : RIGHT_LEFT
    return {
      targets,
      pairs: { names, sources },
      skipped: loose
        .filter(({ source }) => source === undefined)
        .map(({ name }) => skip(name, noTwoHalves(name))),
      guesses: pairGuess({ names, from: 'halves', count: targets.length, directions, double }),
      troubles: [],
    }
  }
  if (folders === null || choice.pairs === 'none') {
    const guesses = pairGuess({ names: null, from: 'folders', count: 0, directions, double })
    return { targets: loose, pairs: null, skipped: [], guesses, troubles: [] }
  }
  const { names, pairs, alone } = folders
  const matched = pairs.flatMap((pair) => {
    const [source, target] = [loose[pair.source], loose[pair.target]]
    return source === undefined || target === undefined ? [] : [{ source, target }]
  })
  const unequal = matched.filter(({ source, target }) => differ(source.proportion, target.proportion)).length
  return {
    targets: matched.map(({ target }) => target),
    pairs: { names, sources: matched.map(({ source }) => source) },
    skipped: alone.flatMap((one) => reasonOf(one, names, loose)),
    guesses: pairGuess({ names, from: 'folders', count: matched.length, directions, double }),
    troubles: unequal > 0 ? [unequalPairs(unequal, matched.length, fit)] : [],
  }
}

function differ(a: number, b: number): boolean {
  return Math.max(a, b) > Math.min(a, b) * (1 + UNEQUAL)
}

function reasonOf({ index, why }: Alone, names: PairNames, loose: readonly Loose[]): SkippedItem[] {
  const name = loose[index]?.name
  if (name === undefined) return []
  switch (why.is) {
    case 'no-partner':
      return [skip(name, noPartner(name, why.in))]
    case 'same-name':
      return [skip(name, sameName(name, loose[why.as]?.name ?? ''))]
    case 'beside':
      return [skip(name, besidePairs(name, names))]
  }
}
