/**
 * What the person decided about the columns of a table, where it is not what the reader would have taken; checked as a page, a
 * script or a file hands it over. Pure. Whether a column can be read so is for the reader to say.
 */
import * as v from 'valibot'
import { GanvasError } from '../failure.ts'
import { MEANINGS, type ColumnMeaning } from './column-meaning.ts'

export interface ColumnChoice {
  /** Which column, counted from 0. */
  readonly at: number
  /** What it is taken for. */
  readonly meaning?: ColumnMeaning
  /** Whether 3/4/2024 is the 3rd of April. */
  readonly dayFirst?: boolean
  /** Whether the logarithm of its numbers is learnt. */
  readonly log?: boolean
}

export interface TableChoice {
  /** Columns about which something was decided, each once. */
  readonly columns: readonly ColumnChoice[]
  /** The column that another model would be asked to tell from the others; null: none was named. */
  readonly target: number | null
}

/** What nobody decided. */
export const READERS_COLUMNS: TableChoice = { columns: [], target: null }

const AT = v.pipe(v.number(), v.integer(), v.minValue(0))
const COLUMN = v.strictObject({
  at: AT,
  meaning: v.exactOptional(v.picklist(MEANINGS)),
  dayFirst: v.exactOptional(v.boolean()),
  log: v.exactOptional(v.boolean()),
})
/** A whole choice. */
export const TABLE_CHOICE: v.GenericSchema<unknown, TableChoice> = v.strictObject({
  columns: v.pipe(
    v.array(COLUMN),
    v.check((columns) => new Set(columns.map(({ at }) => at)).size === columns.length),
  ),
  target: v.nullable(AT),
})

/** The choice after a change of one column. @throws GanvasError `bad-choice` that names what is wrong */
export function chooseColumn(choice: TableChoice, change: unknown): TableChoice {
  const read = v.safeParse(COLUMN, change)
  if (!read.success) throw badChoice(read.issues.map((issue) => v.getDotPath(issue) ?? 'the change'))
  const { at } = read.output
  const before = choice.columns.find((column) => column.at === at)
  const others = choice.columns.filter((column) => column.at !== at)
  const columns = [...others, { ...before, ...read.output }].sort((a, b) => a.at - b.at)
  return { ...choice, columns }
}

/** The whole choice as a script hands it over. @throws GanvasError `bad-choice` that names what is wrong */
export function acceptTableChoice(given: unknown): TableChoice {
  const read = v.safeParse(TABLE_CHOICE, given)
  if (read.success) return read.output
  throw badChoice(read.issues.map((issue) => v.getDotPath(issue) ?? 'the choice'))
}

/** A choice that was kept: what is wrong with it is forgotten, column by column; never throws. */
export function repairTableChoice(kept: unknown): TableChoice {
  const loose = v.safeParse(v.object({ columns: v.array(v.unknown()), target: v.unknown() }), kept)
  if (!loose.success) return READERS_COLUMNS
  const columns = new Map<number, ColumnChoice>()
  for (const column of loose.output.columns) {
    const read = v.safeParse(COLUMN, column)
    if (read.success && !columns.has(read.output.at)) columns.set(read.output.at, read.output)
  }
  const target = v.safeParse(v.nullable(AT), loose.output.target)
  return { columns: [...columns.values()], target: target.success ? target.output : null }
}

function badChoice(wrong: readonly string[]): GanvasError {
  return new GanvasError(
    'bad-choice',
    `This is no decision about columns: ${[...new Set(wrong)].join(', ')}.`,
    'Take one of the choices that stand beside each column.',
  )
}
