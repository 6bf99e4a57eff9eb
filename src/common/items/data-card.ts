/**
 * What is told of the person's own data after they were read, and what of it they may decide otherwise. Plain data; who reads
 * files fills it (src/worker/data/card/), the page shows it, a script gets it from `ganvas.data()`.
 */
import type { ColumnProfile } from '../tables/column-profile.ts'
import { READERS_COLUMNS, type TableChoice } from '../tables/table-choice.ts'
import type { ItemSpec } from './item-spec.ts'
import type { PairChoice, PairNames } from './pairs.ts'

/**
 * What the person decided about reading their files; `auto`, or null, where the reader decides. What the settings hold
 * already (side, colour, fit) is not here.
 */
export interface DataChoice {
  /**
   * What names the class of a picture: nothing, the folder so many levels below the top (`folder:0` is the outermost), the
   * part of its name before a number, the labels in a file beside the pictures; of a point: a column.
   */
  readonly classesFrom: 'auto' | 'none' | 'names' | 'labels' | `folder:${number}`
  /** Whether the first line of a table names its columns. */
  readonly header: 'auto' | 'yes' | 'no'
  /** What marks the fraction of a table's numbers. */
  readonly decimals: 'auto' | 'point' | 'comma'
  /** Columns of a table that are x and y, and the one that gives classes, counted from 0; null: the reader's choice. */
  readonly columns: { readonly x: number; readonly y: number; readonly classes: number | null } | null
  /**
   * Which table is opened, by its name, where several with other columns, or pictures, lie beside it; null: pictures where
   * there are any, else the largest.
   */
  readonly table: string | null
  /** Which sheet of a workbook, by name; null: the first that holds numbers. */
  readonly sheet: string | null
  /** What stands behind transparent pictures, and beside pictures that do not fill the square. `#rrggbb` for any colour. */
  readonly background: 'auto' | `#${string}`
  /** Quarter turns clockwise of every picture, in degrees. */
  readonly turn: 0 | 90 | 180 | 270
  /** Whether every picture is mirrored left to right, before it is turned. */
  readonly mirror: boolean
  /** Small pictures are enlarged smoothly, or by whole numbers with hard edges. */
  readonly enlarge: 'auto' | 'smooth' | 'whole'
  /** Of an animation every n-th frame is a picture; 0: its first frame alone. */
  readonly frames: 'auto' | number
  /** A sheet of many small pictures is cut into tiles of this size in pixels; null: it stays one picture. */
  readonly tile: 'auto' | { readonly width: number; readonly height: number } | null
  /** Whether a table is learnt whole, row by row, or two of its columns as points. */
  readonly as: 'auto' | 'points' | 'rows'
  /** What the columns of a table that is learnt whole are taken for, and which one another model would be asked for. */
  readonly rows: TableChoice
  /** What letters the bytes of names in an archive stand for, where the archive does not tell. */
  readonly letters: 'auto' | Letters
  /** Whether pictures are pairs, and which of two is made from which. */
  readonly pairs: PairChoice
}

/** Ways to write letters as bytes. */
export type Letters =
  'utf-8' | 'shift_jis' | 'gbk' | 'big5' | 'euc-kr' | 'ibm866' | 'windows-1251' | 'cp437' | 'windows-1252'

/** What nobody decided. */
export const READERS_CHOICE: DataChoice = {
  classesFrom: 'auto',
  header: 'auto',
  decimals: 'auto',
  columns: null,
  table: null,
  sheet: null,
  background: 'auto',
  turn: 0,
  mirror: false,
  enlarge: 'auto',
  frames: 'auto',
  tile: 'auto',
  as: 'auto',
  rows: READERS_COLUMNS,
  letters: 'auto',
  pairs: 'auto',
}

/** Something the reader had to guess, and what else it could be. */
export interface Guess {
  readonly about: keyof DataChoice
  /** “Classes from the outermost folder: cats, dogs”. */
  readonly sentence: string
  /** Each is a change of choice; the one in force is among them. */
  readonly options: readonly GuessOption[]
}

export interface GuessOption {
  readonly label: string
  readonly change: Partial<DataChoice>
  readonly inForce: boolean
}

/** Something about the data that will trouble training, or that the person would want to know. */
export interface Trouble {
  readonly id: TroubleId
  readonly sentence: string
  /** What would help; empty where nothing needs to be done. */
  readonly nextStep: string
}

export type TroubleId =
  | 'all-alike'
  | 'duplicates'
  | 'near-duplicates'
  | 'dark'
  | 'few'
  | 'one-in-colour'
  | 'unbalanced'
  | 'extreme-shapes'
  | 'enlarged'
  | 'from-kept'
  | 'first-frames'
  | 'twin-folders'
  | 'unequal-pairs'
  | 'alters-pixels'
  | 'narrow-range'
  | 'own-side'
  | 'wide-rows'
  | 'many-categories'

/** Left-out items that share a reason. */
export interface LeftOut {
  readonly code: string
  readonly count: number
  /** Of the first of them. */
  readonly sentence: string
  readonly nextStep: string
}

/** What was understood of the data. */
export interface DataCard {
  readonly label: string
  readonly item: ItemSpec
  readonly count: number
  /** Items of each class, in the classes' order; empty where there are none. A count is null where nobody counted. */
  readonly classes: readonly { readonly name: string; readonly count: number | null }[]
  /** Files, and entries of archives, that something was taken from. */
  readonly files: number
  readonly leftOut: readonly LeftOut[]
  readonly guesses: readonly Guess[]
  readonly troubles: readonly Trouble[]
  /** Sizes of the pictures as they came, in pixels; null for other items. */
  readonly sizes: { readonly smallest: Size; readonly largest: Size; readonly alike: boolean } | null
  /** What was understood of each column of a table; absent of other items. */
  readonly columns?: readonly ColumnProfile[]
  /** What each picture is made from, and what it is; absent where pictures are no pairs. Told of the set, and not kept here. */
  readonly pairs?: PairNames
  readonly choice: DataChoice
}

export interface Size {
  readonly width: number
  readonly height: number
}
