/** Which columns of a table are x and y, and which gives classes. Says what it chose, and which others there are. */
import type { DataChoice, Guess, GuessOption } from '../../../common/items/data-card.ts'
import { MOST_CLASSES } from '../../../common/catalog/datasets.ts'
import { MOST_NAMES } from '../layout/classify.ts'
import { noSuchColumns } from '../readers/reasons.ts'
import type { ColumnFacts } from './column-facts.ts'
import { isClassName, isCountName, namedPair } from './column-names.ts'

export type Columns = NonNullable<DataChoice['columns']>

export interface ColumnsChosen {
  readonly columns: Columns
  /** Neither had to be taken from what counts, names or repeats. */
  readonly sure: boolean
  readonly guesses: readonly Guess[]
}

/** So many pairs are offered; the others are there for whoever names them. */
const MOST_OPTIONS = 8
/** A column of so many different whole numbers at most can be one of classes. */
const FEW = 20

/**
 * Null where there are no two columns. @param distinctIn how many different values a column has in all rows @throws GanvasError `table-columns` where the wanted ones are not there
 */
export function chooseColumns(
  name: string,
  facts: readonly ColumnFacts[],
  wanted: DataChoice['columns'],
  distinctIn: (at: number) => number,
): ColumnsChosen | null {
  if (facts.length < 2) return null
  const numeric = facts.filter((column) => column.numeric)
  const free = numeric.filter((column) => !isRowName(column, facts.length) && !column.constant)
  const plain = free.filter((column) => !isClasses(column, facts))
  const pool = [plain, free, numeric, facts].find((columns) => columns.length > 1) ?? facts
  const [first, second] = namedPair(numeric) ?? pool
  if (first === undefined || second === undefined) return null
  if (wanted !== null) {
    const asked = [wanted.x, wanted.y, ...(wanted.classes === null ? [] : [wanted.classes])]
    if (asked.some((at) => at >= facts.length)) throw noSuchColumns(name, facts.length)
  }
  const classes = wanted === null ? classesAmong(facts, [first.at, second.at], distinctIn) : null
  const columns = wanted ?? { x: first.at, y: second.at, classes }
  const ordinary = facts.length === 2 && columns.x === 0 && columns.y === 1
  return {
    columns,
    sure: wanted !== null || (free.includes(first) && free.includes(second)),
    guesses: ordinary
      ? []
      : [guess(facts, columns, pool, distinctIn), ...classesGuess(facts, columns, distinctIn)],
  }
}

/** Names or numbers the rows: what nobody wants to see as a coordinate. Of two columns both are coordinates. */
function isRowName({ name, counting, rising }: ColumnFacts, width: number): boolean {
  if (width < 3) return false
  return isCountName(name) ? counting || rising || name !== '' : counting && !/^[xy]$/i.test(name)
}

/** Does it look like one that tells kinds apart? Words; or few whole numbers under a name for such, or at the end. */
function isClasses(column: ColumnFacts, facts: readonly ColumnFacts[]): boolean {
  const { name, numeric, whole, distinct, rows, empty, at } = column
  if (empty || distinct < 2 || distinct > MOST_CLASSES || distinct * 2 > rows) return false
  if (!numeric) return true
  if (!whole || distinct > FEW || facts.length < 3) return false
  const last = at === facts.length - 1
  // "x1, x2, y": y after several x is what is to be told.
  return (
    isClassName(name) ||
    (last && /^y$/i.test(name) && namedPair(facts.slice(0, -1)) !== null) ||
    (last && name === '')
  )
}

function classesAmong(
  facts: readonly ColumnFacts[],
  taken: readonly number[],
  distinctIn: (at: number) => number,
): number | null {
  const fitting = fitForClasses(facts, taken, distinctIn)
  return (fitting.find(({ name }) => isClassName(name)) ?? fitting[0])?.at ?? null
}

/** The first rows of a sorted table tell too little of how many there are. */
function fitForClasses(
  facts: readonly ColumnFacts[],
  taken: readonly number[],
  distinctIn: (at: number) => number,
): ColumnFacts[] {
  return facts.filter(
    (column) =>
      !taken.includes(column.at) && isClasses(column, facts) && distinctIn(column.at) <= MOST_CLASSES,
  )
}

/** Where several columns could tell kinds apart, or none was taken, that is a choice. */
function classesGuess(
  facts: readonly ColumnFacts[],
  { x, y, classes }: Columns,
  distinctIn: (at: number) => number,
): Guess[] {
  const fitting = fitForClasses(facts, [x, y], distinctIn)
  if (fitting.length < 2) return []
  const option = (at: number | null): GuessOption => ({
    label: at === null ? 'no classes' : nameOf(facts[at], at),
    change: { columns: { x, y, classes: at } },
    inForce: at === classes,
  })
  const names = listed(fitting.map(({ at }) => nameOf(facts[at], at)))
  return [
    {
      about: 'classesFrom',
      sentence: `Classes could come from ${names}.`,
      options: [...fitting.slice(0, MOST_OPTIONS - 1).map(({ at }) => option(at)), option(null)],
    },
  ]
}

function guess(
  facts: readonly ColumnFacts[],
  columns: Columns,
  pool: readonly ColumnFacts[],
  distinctIn: (at: number) => number,
): Guess {
  const called = (at: number) => nameOf(facts[at], at)
  const { x, y, classes } = columns
  const kinds = classes === null ? '' : `; ${kindsWords(called(classes), distinctIn(classes))}`
  const rest = facts.filter(({ at, empty }) => at !== x && at !== y && at !== classes && !empty)
  const others = rest.length === 0 ? '' : ` Left out: ${listed(rest.map(({ at }) => called(at)))}.`
  return {
    about: 'columns',
    sentence: `Points from ${called(x)} (x) and ${called(y)} (y)${kinds}.${others}`,
    options: optionsFor(columns, pool, called),
  }
}

function kindsWords(column: string, distinct: number): string {
  if (distinct < 2) return `${column} is the same in every row and gives no classes`
  if (distinct > MOST_NAMES) return `${column} has too many values to give classes`
  // That they are not told is what the refusal of conditional training says as well (src/common/catalog/incompatible.ts).
  return `classes from ${column} are counted and shown by colour, but points are learnt without them`
}

function optionsFor(
  columns: Columns,
  pool: readonly ColumnFacts[],
  called: (at: number) => string,
): GuessOption[] {
  const option = (x: number, y: number): GuessOption => ({
    label: `${called(x)}, ${called(y)}`,
    change: { columns: { x, y, classes: columns.classes } },
    inForce: x === columns.x && y === columns.y,
  })
  const options = [option(columns.x, columns.y)]
  for (const [i, a] of pool.entries()) {
    for (const b of pool.slice(i + 1)) {
      const known = options.some(({ change }) => change.columns?.x === a.at && change.columns.y === b.at)
      if (!known && options.length < MOST_OPTIONS) options.push(option(a.at, b.at))
    }
  }
  return options
}

function nameOf(column: ColumnFacts | undefined, at: number): string {
  return column === undefined || column.name === '' ? `column ${at + 1}` : `“${column.name.slice(0, 40)}”`
}

/** The first few by name. */
function listed(names: readonly string[]): string {
  const MOST = 4
  const more = names.length - MOST
  return more > 1 ? `${names.slice(0, MOST).join(', ')} and ${more} more` : names.join(', ')
}
