/** What names the class of each picture: the folders it lies in, a file of labels, or nothing. */
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'

/** A picture, before its class is known. */
export interface Placed {
  /** Where it lies: "train/cats/1.png". */
  readonly path: string
  /** What a file of labels says of it; null where none does. */
  readonly label: string | null
}

export interface ClassNames {
  /** Of each; null for none. */
  readonly names: readonly (string | null)[]
  readonly guesses: readonly Guess[]
}

export function classesOf(pictures: readonly Placed[], choice: DataChoice): ClassNames {
  if (choice.classesFrom === 'none') return { names: pictures.map(() => null), guesses: [] }
  return { names: pictures.map(({ path, label }) => label ?? innermost(path)), guesses: [] }
}

/** Name of the innermost folder, or null. */
function innermost(path: string): string | null {
  return path.split('/').filter(Boolean).at(-2) ?? null
}
