/** Folders that hold the same pictures in two ways, such as photographs and their masks, or icons in two sizes: those are no classes. */
import type { Trouble } from '../../../common/items/data-card.ts'
import { ABOUT, foldersOf, isSize, wordsOf } from './folders.ts'

export interface TwinFolders {
  readonly names: readonly string[]
  /** Pictures that stand in several of them. */
  readonly shared: number
}

/** What is put to a name to say that it is about the other. */
const MARK =
  /[_\-. ](mask|masks|seg|segmentation|label|labels|gt|edge|edges|depth|sketch|annotation|matte|alpha|target|out|hr|lr|noisy|clean|x\d)$/
const MOST_VIEWS = 16
const SHARED = 0.8

/** Null where there are none. */
export function twinFolders(paths: readonly string[]): TwinFolders | null {
  const deepest = paths.reduce((most, path) => Math.max(most, foldersOf(path).length), 0)
  for (let level = 0; level < deepest; level++) {
    const views = viewsAt(paths, level)
    if (views.size < 2 || views.size > MOST_VIEWS) continue
    const names = [...views.keys()]
    const twins = names.filter((a) => names.some((b) => a !== b && areTwins([a, b], names, views)))
    const [first, second] = twins
    if (first === undefined || second === undefined) continue
    return { names: twins, shared: sharedBy(views.get(first)?.keys, views.get(second)?.keys) }
  }
  return null
}

export function twinTrouble({ names, shared }: TwinFolders): Trouble {
  const [first = '', ...others] = names.map((name) => `“${name}”`)
  return {
    id: 'twin-folders',
    sentence: `The folders ${first} and ${others.join(' and ')} hold pictures of the same names (${shared.toLocaleString('en-GB')}): they show the same things in other ways, so they are no classes.`,
    nextStep: 'Open the folder that you want to train on by itself.',
  }
}

interface View {
  /** Names of its pictures, with the folders around but without this one, marks and extensions. */
  readonly keys: Set<string>
  marked: number
}

function viewsAt(paths: readonly string[], level: number): Map<string, View> {
  const views = new Map<string, View>()
  for (const path of paths) {
    const folders = foldersOf(path)
    const name = folders[level]
    if (name === undefined) continue
    const view = views.get(name) ?? { keys: new Set(), marked: 0 }
    const file = (path.split('/').at(-1) ?? '').toLowerCase().replace(/\.\w+$/, '')
    if (MARK.test(file)) view.marked++
    view.keys.add([...folders.slice(0, level), ...folders.slice(level + 1), file.replace(MARK, '')].join('/'))
    views.set(name, view)
  }
  return views
}

function areTwins(
  pair: readonly [string, string],
  all: readonly string[],
  views: Map<string, View>,
): boolean {
  const [a, b] = pair.map((name) => views.get(name))
  if (a === undefined || b === undefined) return false
  const smaller = Math.min(a.keys.size, b.keys.size)
  if (smaller < 2 || sharedBy(a.keys, b.keys) < smaller * SHARED) return false
  // Classes often number their pictures alike, so that the folders' names must say something too, or the marks.
  const marked = [a, b].some((view) => view.marked >= view.keys.size * SHARED)
  return marked || pair.some(isAbout) || pair.every(isSize) || isLetters(all)
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

function sharedBy(a: ReadonlySet<string> = new Set(), b: ReadonlySet<string> = new Set()): number {
  let shared = 0
  for (const key of a) if (b.has(key)) shared++
  return shared
}
