/** Decides which kind of dataset becomes of what was found, and leaves the rest out with its reason. The one place that does. */
import { fromFailure, GanvasError } from '../../../common/failure.ts'
import type { Guess, Trouble } from '../../../common/items/data-card.ts'
import type { SkippedItem } from '../../../common/protocol/report.ts'
import { folderOf } from '../archives/paths.ts'
import type { Dataset } from '../dataset.ts'
import { MIN_ITEMS, MIN_ROWS_BESIDE } from '../limits.ts'
import type { Found } from '../readers/find.ts'
import type { Wanted } from '../readers/picture.ts'
import { notUsable, picturesBesidePoints, rowsBeside } from '../readers/reasons.ts'
import { skip } from '../readers/skip.ts'
import { joinTables } from '../tables/join.ts'
import type { Table } from '../tables/table-types.ts'
import { collectPictures, picturesIn } from './collect-pictures.ts'
import { collectPoints } from './collect-points.ts'

export interface ToCollect {
  readonly found: readonly Found[]
  readonly skipped: readonly SkippedItem[]
  readonly wanted: Wanted & { readonly room: number }
  readonly signal: AbortSignal
  /** What was found about the pictures while they were read. */
  readonly troubles: readonly Trouble[]
  /** What was guessed before anything was read. */
  readonly guesses: readonly Guess[]
  /** Names of the archives among what was opened. */
  readonly archives: readonly string[]
  /** What to call the set. */
  readonly name: string
}

/**
 * Pictures win over points, unless there are too few to train on.
 * @throws GanvasError `cancelled`, or why there is nothing to train on
 */
export async function collect({
  found,
  skipped: before,
  archives,
  guesses,
  wanted,
  signal,
  name,
  troubles,
}: ToCollect): Promise<Dataset> {
  const tables = found.flatMap((item) => (item.holds === 'table' ? [item.table] : []))
  const texts = found.flatMap((item) => (item.holds === 'text' ? [item] : []))
  const pictures = found.flatMap((item) => (item.holds === 'table' || item.holds === 'text' ? [] : [item]))
  const squares = picturesIn(pictures)
  const beside = found.flatMap((item) => (item.holds === 'table' || item.holds === 'text' ? [item] : []))
  if (squares >= MIN_ITEMS) {
    return collectPictures({
      found: pictures,
      beside,
      skipped: before,
      wanted,
      signal,
      name,
      guesses,
      troubles,
    })
  }
  const aside = tables.filter((table) => pictures.length > 0 || isBesideArchives(table, tables, archives))
  const few = aside.filter(({ rows }) => rows.length < MIN_ROWS_BESIDE)
  const { usable: joined, skipped } = joinTables(
    tables.filter((table) => !few.includes(table)),
    wanted.choice,
  )
  const lists = joined.filter((table) => !table.sure && aside.some((other) => other.name === table.name))
  const usable = joined.filter((table) => !lists.includes(table))
  const points = usable.reduce((sum, table) => sum + table.points.length / 2, 0)
  const all = [
    ...before,
    ...skipped,
    ...[...few, ...lists].map((table) => skip(table.name, rowsBeside(table.name))),
    ...texts.map((item) => skip(item.name, notUsable(item.name, 'a text'))),
  ]
  if (points < MIN_ITEMS)
    throw tooFew(squares + points, [...all, ...usable.flatMap(({ leftOut }) => leftOut)])
  const left = pictures.map((item) => skip(item.name, picturesBesidePoints(item.name)))
  return collectPoints({
    tables: usable,
    skipped: [...all, ...left],
    name,
    choice: wanted.choice,
    guesses,
  })
}

/**
 * A few rows beside pictures or archives are about what lies in these, and so is a list that only numbers them; unless what
 * lies in the archives are tables as well.
 */
function isBesideArchives({ name }: Table, all: readonly Table[], archives: readonly string[]): boolean {
  return archives.some(
    (archive) =>
      folderOf(archive) === folderOf(name) && !all.some((table) => table.name.startsWith(`${archive}/`)),
  )
}

/** Why there is nothing to train on: the very reason when there is one file, else how many and the first. */
function tooFew(usable: number, skipped: readonly SkippedItem[]): GanvasError {
  const [first] = skipped
  if (usable === 0 && first !== undefined && skipped.length === 1) return fromFailure(first.reason)
  const why = first === undefined ? '' : ` The first of ${skipped.length} left out: ${first.reason.sentence}`
  if (usable === 0 && first === undefined)
    return new GanvasError(
      'nothing-to-open',
      'There was no file in what was opened.',
      'Drop files or a folder.',
    )
  const sentence =
    usable === 0 ? 'None of the files can be used.' : 'Only one item can be used; a set needs two.'
  return new GanvasError(
    usable === 0 ? 'nothing-usable' : 'too-few-items',
    sentence + why,
    'Add more pictures, or a table of points.',
  )
}
