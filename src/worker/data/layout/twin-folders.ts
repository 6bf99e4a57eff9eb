/**
 * Folders that hold the same pictures in two ways, such as photographs and their masks, or icons in two sizes: those are no classes.
 * Finds them by their names and those of the pictures; what is made of them is decided in pairs-of.ts and classes-of.ts.
 */
import type { Trouble } from '../../../common/items/data-card.ts'
import { ABOUT, foldersOf, isSize, wordsOf } from './folders.ts'
import { areOpposites, negates } from './view-direction.ts'
import { folderViews, stemsOf } from './view-marks.ts'

export interface TwinFolders {
  /** What the views are called. */
  readonly names: readonly string[]
  /** Folders that hold them. */
  readonly folders: ReadonlySet<string>
  readonly views: Views
  /** Pictures that stand in several of them. */
  readonly shared: number
}

/** What lies side by side in the folders of one level. */
export type Views = ReadonlyMap<string, View>

export interface View {
  /** Which pictures it has by what they are called without the view: indices of paths, in order. */
  readonly byKey: ReadonlyMap<string, readonly number[]>
  readonly folders: ReadonlySet<string>
  /** What the pictures' names say that they show; null for nothing. */
  readonly mark: string | null
}

const MOST_VIEWS = 16
const SHARED = 0.8
/** Of both, where nothing but the folders' names speaks for them. */
const NEARLY_ALL_SHARED = 0.95

/** Null where there are none. */
export function twinFolders(paths: readonly string[]): TwinFolders | null {
  const deepest = depthOf(paths)
  for (let level = 0; level < deepest; level++) {
    const views = viewsAt(paths, level)
    if (views === null) continue
    const names = [...views.keys()]
    const twins = names.filter((a) => names.some((b) => a !== b && areTwins([a, b], names, views)))
    const [first, second] = twins
    if (first === undefined || second === undefined) continue
    const folders = new Set(twins.flatMap((name) => [...(views.get(name)?.folders ?? [])]))
    return { names: twins, folders, views, shared: sharedBy(views.get(first), views.get(second)) }
  }
  return null
}

/** The views among which both of these are, whether they look like twins or not; null where no level has both. */
export function viewsWith(paths: readonly string[], a: string, b: string): Views | null {
  const deepest = depthOf(paths)
  for (let level = 0; level < deepest; level++) {
    const views = viewsAt(paths, level, Infinity)
    if (views?.has(a) === true && views.has(b)) return views
  }
  return null
}

export function twinTrouble({ names, shared }: TwinFolders): Trouble {
  const [first = '', ...others] = names.map((name) => `“${name}”`)
  return {
    id: 'twin-folders',
    sentence: `The folders ${first} and ${others.join(' and ')} hold pictures of the same names (${shared.toLocaleString('en-GB')}): they show the same things in other ways, so they are no classes.`,
    nextStep: 'Read them as pairs, or open the folder that you want to train on by itself.',
  }
}

/** How many things both show. */
export function sharedBy(a: View | undefined, b: View | undefined): number {
  let shared = 0
  for (const key of a?.byKey.keys() ?? []) if (b?.byKey.has(key) === true) shared++
  return shared
}

function depthOf(paths: readonly string[]): number {
  return paths.reduce((most, path) => Math.max(most, foldersOf(path).length), 0)
}

/** Null where there is one alone, or more than views there are. */
function viewsAt(paths: readonly string[], level: number, most = MOST_VIEWS): Views | null {
  const inFolder = new Map<string, number[]>()
  paths.forEach((path, i) => {
    const folder = foldersOf(path)[level]
    if (folder === undefined) return
    const known = inFolder.get(folder)
    if (known === undefined) inFolder.set(folder, [i])
    else known.push(i)
  })
  const views = folderViews([...inFolder.keys()])
  const names = new Set([...views.values()].map(({ view }) => view))
  if (names.size < 2 || names.size > most) return null
  const found = new Map<string, { byKey: Map<string, number[]>; folders: Set<string>; mark: string | null }>()
  for (const [folder, { view, part }] of views) {
    const indices = inFolder.get(folder) ?? []
    const { keys, mark } = stemsOf(indices.map((i) => paths[i]?.split('/').at(-1) ?? ''))
    const known = found.get(view) ?? { byKey: new Map<string, number[]>(), folders: new Set(), mark }
    known.folders.add(folder)
    indices.forEach((i, at) => {
      const around = foldersOf(paths[i] ?? '')
      const key = [part, ...around.slice(0, level), ...around.slice(level + 1), keys[at]].join('/')
      const same = known.byKey.get(key)
      if (same === undefined) known.byKey.set(key, [i])
      else same.push(i)
    })
    found.set(view, known)
  }
  return found
}

function areTwins(pair: readonly [string, string], all: readonly string[], views: Views): boolean {
  const [a, b] = pair.map((name) => views.get(name))
  if (a === undefined || b === undefined || negates(...pair)) return false
  const sizes = [a, b].map(({ byKey }) => byKey.size)
  const shared = sharedBy(a, b)
  if (Math.min(...sizes) < 2 || shared < Math.min(...sizes) * SHARED) return false
  // Classes often number their pictures alike, so that the folders' names must say something too, or the marks.
  if (a.mark !== b.mark || pair.some(isAbout) || pair.every(isSize) || isLetters(all)) return true
  return areOpposites(...pair) && shared >= Math.max(...sizes) * NEARLY_ALL_SHARED
}

function isAbout(name: string): boolean {
  return wordsOf(name).some((word) => ABOUT.has(word))
}

/** Exactly A and B, or X and Y, with what part of the set they are: how paired pictures are laid out for translation. */
function isLetters(names: readonly string[]): boolean {
  const letters = names
    .map((name) => wordsOf(name).at(-1) ?? '')
    .map((word) => word.replace(/^(train|test|val)(?=.$)/, ''))
  return ['ab', 'xy'].includes([...new Set(letters)].sort().join(''))
}
