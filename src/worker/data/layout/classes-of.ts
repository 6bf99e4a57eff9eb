/** What names the class of each picture: the folders it lies in, its name, a file of labels, or nothing. The one place that decides. */
import type { DataChoice, Guess, GuessOption, Trouble } from '../../../common/items/data-card.ts'
import type { Beside } from './beside.ts'
import { codeNames } from './code-names.ts'
import { classFolders, levelsOf, namesAtLevel } from './folders.ts'
import { labelFiles } from './label-files.ts'
import { namePrefixes } from './name-prefixes.ts'
import { twinFolders, twinTrouble } from './twin-folders.ts'

/** A picture, before its class is known. */
export interface Placed {
  /** Where it lies: "train/cats/1.png". */
  readonly path: string
  /** What an array of labels says of it; null where none does. */
  readonly label: string | null
}

export interface ClassNames {
  /** Of each; null for none. */
  readonly names: readonly (string | null)[]
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
  /** Those of the files beside that were of use. */
  readonly used: ReadonlySet<Beside>
}

type Names = readonly (string | null)[]
type From = DataChoice['classesFrom']

/** Something that could name the classes. */
interface Candidate {
  readonly from: From
  /** "the folders", "the file names", "labels.csv" */
  readonly words: string
  readonly names: Names
  readonly used: readonly Beside[]
}

export function classesOf(
  pictures: readonly Placed[],
  beside: readonly Beside[],
  choice: DataChoice,
): ClassNames {
  const paths = pictures.map(({ path }) => path)
  const twins = twinFolders(paths)
  const labels = labelsOf(pictures, beside)
  const folders = classFolders(paths, twins?.folders ?? new Set())
  const prefixes = namePrefixes(paths)
  const inNames =
    prefixes === null
      ? null
      : ({ from: 'names', words: 'the file names', names: prefixes.names, used: [] } as const)
  const levels = levelsOf(paths).map((level, i, all) => levelOf(paths, level, i, all.length))
  const byFolder: Candidate | null =
    folders === null
      ? null
      : (levels.find(({ names }) => alike(names, folders)) ?? {
          from: 'auto',
          words: 'the folders',
          names: folders,
          used: [],
        })
  const sure = labels?.sure === true ? labels : null
  const auto = sure ?? byFolder ?? labels ?? (prefixes?.clear === true ? inNames : null)
  const candidates = [labels, byFolder, ...levels, inNames].flatMap((candidate) => candidate ?? [])
  const chosen =
    choice.classesFrom === 'auto'
      ? auto
      : (candidates.find(({ from }) => from === choice.classesFrom) ?? null)
  return {
    names: chosen?.names ?? paths.map(() => null),
    guesses: guessOf(chosen, candidates),
    troubles: twins === null ? [] : [twinTrouble(twins)],
    used: new Set(chosen?.used),
  }
}

/** Labels of arrays, and for the pictures beside them their folders; or of a file; with names where they are numbers. */
function labelsOf(
  pictures: readonly Placed[],
  beside: readonly Beside[],
): (Candidate & { sure: boolean }) | null {
  const bare = pictures.map(({ label }) => label)
  if (bare.some((label) => label !== null)) {
    const rest = classFolders(
      pictures.flatMap(({ label, path }) => (label === null ? [path] : [])),
      new Set(),
    )
    let at = 0
    const names = bare.map((label) => label ?? rest?.[at++] ?? null)
    return { ...renamed(names, beside, []), from: 'labels', words: 'the labels', sure: true }
  }
  const [first] = labelFiles(
    pictures.map(({ path }) => path),
    beside,
  )
  if (first === undefined) return null
  const words = first.file.path.split('/').at(-1) ?? 'the labels'
  return { ...renamed(first.labels, beside, [first.file]), from: 'labels', words, sure: first.sure }
}

function renamed(
  names: Names,
  beside: readonly Beside[],
  used: readonly Beside[],
): { names: Names; used: Beside[] } {
  const codes = codeNames(
    names,
    beside.filter((file) => !used.includes(file)),
  )
  if (codes === null) return { names, used: [...used] }
  const named = names.map((name) => (name === null ? null : (codes.nameOf.get(String(Number(name))) ?? name)))
  return { names: named, used: [...used, codes.file] }
}

/** @param place of the level among those that tell pictures apart, the outermost 0 */
function levelOf(paths: readonly string[], level: number, place: number, of: number): Candidate {
  const between =
    place === 0 ? 'outermost' : place === of - 1 ? 'innermost' : `${ORDINALS[place] ?? place + 1}`
  const words = of === 1 ? 'the folders' : `the ${between} folders`
  return { from: `folder:${level}`, words, names: namesAtLevel(paths, level) ?? [], used: [] }
}
const ORDINALS = ['first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh']

function alike(a: Names, b: Names): boolean {
  return a.length === b.length && a.every((name, i) => name === b[i])
}

/** Nothing to decide where there is nothing that could name classes. */
function guessOf(chosen: Candidate | null, candidates: readonly Candidate[]): Guess[] {
  const different = candidates.filter((one, i) => candidates.findIndex(({ from }) => from === one.from) === i)
  if (different.length === 0) return []
  const options: GuessOption[] = different.map((candidate) => ({
    label: `${capital(candidate.words)}: ${listed(candidate.names)}`,
    change: { classesFrom: candidate.from },
    inForce: chosen?.from === candidate.from,
  }))
  const none: GuessOption = { label: 'No classes', change: { classesFrom: 'none' }, inForce: chosen === null }
  const sentence = chosen === null ? 'No classes.' : `Classes from ${chosen.words}: ${listed(chosen.names)}.`
  return [{ about: 'classesFrom', sentence, options: [...options, none] }]
}

const SHOWN = 4

function listed(names: Names): string {
  const { compare } = new Intl.Collator('en', { numeric: true })
  const all = [...new Set(names.filter((name) => name !== null))].sort(compare)
  const more = all.length - SHOWN
  return all.slice(0, SHOWN).join(', ') + (more > 0 ? ` and ${more.toLocaleString('en-GB')} more` : '')
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
