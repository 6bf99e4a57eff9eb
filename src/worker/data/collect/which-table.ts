/** What is said where more than one set could be made of what was opened: which is, and which others there are. Text and options alone. */
import type { Guess, GuessOption } from '../../../common/items/data-card.ts'
import type { TableGroup } from '../tables/join.ts'

/** So many tables are offered; the others are there for whoever opens them alone. */
const MOST_OPTIONS = 12
const whole = (value: number) => value.toLocaleString('en-GB')

/**
 * Nothing where there is nothing to choose.
 * @param used the table in force; null where pictures are
 * @param pictures that there are beside the tables
 */
export function whichTable(
  used: TableGroup | null,
  groups: readonly TableGroup[],
  pictures: number,
): Guess[] {
  const ofPictures: GuessOption[] =
    pictures > 0
      ? [{ label: `${whole(pictures)} pictures`, change: { table: null }, inForce: used === null }]
      : []
  const shown = groups.slice(0, MOST_OPTIONS)
  if (used !== null && !shown.includes(used)) shown.push(used)
  if (shown.length + ofPictures.length < 2) return []
  const tables = shown.map((group): GuessOption => ({
    label: `${nameAmong(shown, group)}, ${whole(group.count)} points`,
    // Columns that were chosen are those of another table.
    change: { table: group.name, columns: null },
    inForce: group === used,
  }))
  return [{ about: 'table', sentence: sentence(used, groups, pictures), options: [...ofPictures, ...tables] }]
}

function sentence(used: TableGroup | null, groups: readonly TableGroup[], pictures: number): string {
  if (used === null)
    return groups.length === 1
      ? `The pictures are opened; a table of ${whole(groups[0]?.count ?? 0)} points lies beside them.`
      : `The pictures are opened; ${whole(groups.length)} tables of points lie beside them.`
  if (pictures > 0) return `The points of “${lastPart(used.name)}” are opened, not the pictures beside them.`
  return `Of ${whole(groups.length)} tables with different columns “${lastPart(used.name)}” is opened.`
}

/** The file's name; with its folders where another one has the same. */
function nameAmong(shown: readonly TableGroup[], { name }: TableGroup): string {
  const alike = shown.filter((other) => lastPart(other.name) === lastPart(name))
  return alike.length > 1 ? name : lastPart(name)
}

function lastPart(name: string): string {
  return name.split('/').at(-1) ?? name
}

/** A table is learnt whole, or two of its columns are places in the plane. @param both whether the other is to be had */
export function asRowsOrPoints(taken: 'rows' | 'points', both: boolean): Guess {
  const options: GuessOption[] = [
    { label: 'rows, every column learnt', change: { as: 'rows', columns: null }, inForce: taken === 'rows' },
    { label: 'points, two columns learnt', change: { as: 'points' }, inForce: taken === 'points' },
  ]
  return {
    about: 'as',
    sentence:
      taken === 'rows'
        ? 'The table is learnt whole: every row with all its columns.'
        : 'Two columns of the table are learnt, as places in the plane.',
    options: both ? options : options.filter(({ inForce }) => inForce),
  }
}
