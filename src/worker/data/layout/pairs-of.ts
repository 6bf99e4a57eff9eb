/** Who is whose partner, by the folders that pictures lie in and what they are called. Knows paths, no pictures; words are in pair-words.ts. */
import type { PairChoice, PairNames } from '../../../common/items/pairs.ts'
import { sharedBy, twinFolders, viewsWith, type View, type Views } from './twin-folders.ts'
import { likelihood } from './view-direction.ts'

export interface FolderPairs {
  readonly names: PairNames
  /** Indices of paths, in the order of the targets. */
  readonly pairs: readonly { readonly source: number; readonly target: number }[]
  readonly alone: readonly Alone[]
  /** What else could be made from what, the one in force among them. */
  readonly directions: readonly PairNames[]
}

/** A path that is in no pair. */
export interface Alone {
  readonly index: number
  readonly why:
    | { readonly is: 'no-partner'; readonly in: string }
    | { readonly is: 'same-name'; readonly as: number }
    | { readonly is: 'beside' }
}

/** Among so many views any may be made from any; among more, any from the one in force and that from any. */
const MOST_FREE = 4

/** Null where no folders hold the same pictures. Views that the choice names and nobody has are the reader's to choose. */
export function folderPairs(paths: readonly string[], choice: PairChoice): FolderPairs | null {
  const wanted = typeof choice === 'object' && choice.from !== choice.to ? choice : null
  const chosen = wanted === null ? null : viewsWith(paths, wanted.from, wanted.to)
  const twins = twinFolders(paths)
  if (wanted !== null && chosen !== null) {
    const names = { source: wanted.from, target: wanted.to }
    const known = twins !== null && [wanted.from, wanted.to].every((name) => twins.names.includes(name))
    return paired(paths, chosen, names, known ? twins.names : [wanted.from, wanted.to])
  }
  if (twins === null) return null
  const [likely] = directionsOf(twins.views, twins.names).sort(
    (a, b) => likelihood(b.source, b.target) - likelihood(a.source, a.target),
  )
  return likely === undefined ? null : paired(paths, twins.views, likely, twins.names)
}

/** Every ordered two that have pictures in common, in order of names. */
function directionsOf(views: Views, names: readonly string[]): PairNames[] {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const sorted = [...names].sort(compare)
  return sorted.flatMap((source) =>
    sorted
      .filter((target) => target !== source && sharedBy(views.get(source), views.get(target)) > 0)
      .map((target) => ({ source, target })),
  )
}

function paired(
  paths: readonly string[],
  views: Views,
  names: PairNames,
  twins: readonly string[],
): FolderPairs {
  const { source, target } = names
  const sources = partnersIn(views.get(source), paths)
  const targets = partnersIn(views.get(target), paths)
  const pairs: { source: number; target: number }[] = []
  const alone: Alone[] = [...sources.twice, ...targets.twice]
  for (const [key, at] of targets.byKey) {
    const given = sources.byKey.get(key)
    if (given === undefined) alone.push({ index: at, why: { is: 'no-partner', in: source } })
    else pairs.push({ source: given, target: at })
  }
  for (const [key, at] of sources.byKey)
    if (!targets.byKey.has(key)) alone.push({ index: at, why: { is: 'no-partner', in: target } })
  const seen = new Set([
    ...alone.map(({ index }) => index),
    ...pairs.flatMap((pair) => [pair.source, pair.target]),
  ])
  paths.forEach((_, index) => {
    if (!seen.has(index)) alone.push({ index, why: { is: 'beside' } })
  })
  const all = directionsOf(views, twins)
  const near = ({ source: from, target: to }: PairNames) => from === source || to === source
  return {
    names,
    pairs: pairs.sort((a, b) => a.target - b.target),
    alone: alone.sort((a, b) => a.index - b.index),
    directions: twins.length <= MOST_FREE ? all : all.filter(near),
  }
}

interface Partners {
  readonly byKey: ReadonlyMap<string, number>
  readonly twice: readonly Alone[]
}

/** One picture for each key. Several out of one file go by their place in it; of files that are called alike the first is taken. */
function partnersIn(view: View | undefined, paths: readonly string[]): Partners {
  const byKey = new Map<string, number>()
  const twice: Alone[] = []
  for (const [key, indices] of view?.byKey ?? []) {
    const [first = 0] = indices
    indices.forEach((index, place) => {
      if (paths[index] === paths[first]) byKey.set(`${key} ${place}`, index)
      else twice.push({ index, why: { is: 'same-name', as: first } })
    })
  }
  return { byKey, twice }
}
