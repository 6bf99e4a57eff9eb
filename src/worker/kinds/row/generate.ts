/**
 * Makes rows: as often as the table has each category, or such as meet a condition. The networks are told what they can be told; what
 * does not come out so is left out, and how often that was is said (rejection).
 */
import { truncated } from '../../../common/config/truncation.ts'
import { GanvasError } from '../../../common/failure.ts'
import { joinedFloats } from '../../../common/numbers/joined.ts'
import { fork, permutation, streamFor, type Stream } from '../../../common/numbers/random.ts'
import { MOST_ROWS, ROW_PATIENCE, type MakeRows, type RowCondition } from '../../../common/protocol/rows.ts'
import { partNames } from '../../../common/tables/encoding-spans.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { yieldToTasks } from '../../../common/yield.ts'
import { latentNoise } from '../../gan/batches/noise.ts'
import { generateRows } from '../../probe/samples.ts'
import type { MadeItems } from '../kind.ts'
import { valueOfCell } from './cell-value.ts'
import { columnsOf, withWholeParts } from './made-rows.ts'
import type { ShownRows } from './scenes.ts'
import { choosableSpans, trainingRows } from './told.ts'

/** Rows asked of the networks at once. */
const CHUNK = 500
const SEEDS = 2 ** 32

/** One wish of many: what the networks are told, and what must come out. */
interface Wish {
  /** Of all rows that are asked for. */
  readonly share: number
  /** The choice that is told; null: as often as the table has each. */
  readonly choice: number | null
  holds(columns: readonly TableColumn[], row: number): boolean
}

/** Rows in turns: hands back after each chunk how many there are, so that whoever asks may do something else, or cease to ask. */
export type RowWork = AsyncGenerator<number, MadeItems, undefined>

/** As `rowsInTurns`, to the end at once; messages are heard meanwhile, but the networks are not anybody else's. */
export async function makeRows(run: ShownRows, asked: MakeRows, target?: string | null): Promise<MadeItems> {
  const work = rowsInTurns(run, asked, target)
  for (;;) {
    const turn = await work.next()
    if (turn.done === true) return turn.value
    await yieldToTasks()
  }
}

/**
 * Nobody may train these networks until it is over: all rows are of the same ones.
 * Gives up after ROW_PATIENCE rows drawn for each that was asked for (a chunk of them at least), and hands over what it has.
 * @param target the column whose classes come in their right measure, by name; the table's own unless told
 * @throws GanvasError `bad-count`, `bad-seed`, `no-such-column`, `no-such-category`, `bad-condition`
 */
export async function* rowsInTurns(run: ShownRows, asked: MakeRows, target = targetName(run)): RowWork {
  const { count, seed = 0 } = asked
  needWhole(count, 1, MOST_ROWS, 'bad-count', 'count of rows')
  needWhole(seed, 0, SEEDS - 1, 'bad-seed', 'seed')
  const wishes = wishesOf(run, asked, target)
  const stream = streamFor(seed, 'walk')
  const shares = wholeShares(
    wishes.map(({ share }) => share),
    count,
  )
  const parts: Float32Array[] = []
  let [found, drawn, met] = [0, 0, 0]
  for (const [at, wish] of wishes.entries()) {
    const made = yield* ofWish(run, wish, { count: shares[at] ?? 0, before: found }, fork(stream, at))
    parts.push(made.items)
    found += made.found
    drawn += made.drawn
    met += made.met
  }
  const [width = 1] = run.game.itemShape
  const items = shuffled(joinedFloats(parts), width, fork(stream, wishes.length))
  return { items, rows: items.length / width, acceptance: drawn === 0 ? 1 : met / drawn }
}

interface OfWish {
  readonly items: Float32Array
  readonly found: number
  readonly drawn: number
  readonly met: number
}

/** @param before rows that there were of other wishes */
async function* ofWish(
  run: ShownRows,
  wish: Wish,
  { count, before }: { count: number; before: number },
  stream: Stream,
): AsyncGenerator<number, OfWish, undefined> {
  const [width = 1] = run.game.itemShape
  const kept = new Float32Array(count * width)
  let [found, drawn, met] = [0, 0, 0]
  for (let chunk = 0; found < count && drawn < ROW_PATIENCE * Math.max(count, CHUNK); chunk++) {
    const size = Math.min(CHUNK, Math.max(count - found, CHUNK / 4))
    const own = fork(stream, chunk)
    const items = withWholeParts(run.dataset.item, await drawRows(run, size, wish.choice, own), fork(own, 2))
    const columns = columnsOf(run.dataset.item, items, own)
    drawn += size
    for (let row = 0; row < size; row++) {
      if (!wish.holds(columns, row)) continue
      met++
      if (found < count) kept.set(items.subarray(row * width, (row + 1) * width), width * found++)
    }
    yield before + found
  }
  return { items: kept.subarray(0, found * width), found, drawn, met }
}

/** [count, width] @param choice told of all rows; null: each as often as the table has it */
export async function drawRows(
  run: ShownRows,
  count: number,
  choice: number | null,
  stream: Stream,
): Promise<Float32Array> {
  const { game, config, dataset } = run
  const latents = truncated(config, latentNoise(config, fork(stream, 0), count))
  const choices =
    choice === null
      ? trainingRows(dataset).byFrequency(fork(stream, 1), count)
      : new Int32Array(count).fill(choice)
  return generateRows(game, config, latents, choices)
}

/** One wish for each category that rows are asked for by; one in all where there are none. */
function wishesOf(run: ShownRows, { where = [], balance }: MakeRows, target: string | null): Wish[] {
  const conditions = where.map((condition) => ({ condition, holds: holder(run, condition) }))
  const all = (columns: readonly TableColumn[], row: number) =>
    conditions.every(({ holds }) => holds(columns, row))
  const told = where.map((condition) => choiceOf(run, condition)).find((choice) => choice !== null) ?? null
  if (balance === undefined && told !== null) return [{ share: 1, choice: told, holds: all }]
  const labels =
    balance === undefined
      ? targetShares(run, target)
      : labelsOf(run, balance).map((label) => ({ label, share: 1 }))
  const column = balance ?? target
  if (labels.length === 0 || column === null) return [{ share: 1, choice: null, holds: all }]
  return labels.map(({ label, share }) => {
    const condition = { column, is: label }
    const holds = holder(run, condition)
    return {
      share,
      choice: choiceOf(run, condition),
      holds: (columns, row) => holds(columns, row) && all(columns, row),
    }
  })
}

function targetName({ dataset }: ShownRows): string | null {
  const { encoding, target } = dataset.item
  return target === null ? null : (encoding.columns[target]?.name ?? null)
}

/**
 * The categories of the target, as often each as training rows have them: whoever learns from the fakes shall find the classes in
 * their right measure. None where it has no categories, or some that share a part.
 */
function targetShares({ dataset }: ShownRows, target: string | null): { label: string; share: number }[] {
  const column = dataset.item.encoding.columns.find(({ name }) => name === target)
  if (column?.is !== 'category') return []
  const { top, others, missing } = column.labels
  if (others.length > 0 || missing > 0 || top.length < 2) return []
  return top.map(({ label, count }) => ({ label, share: count }))
}

/** Whole numbers in the measure of the shares that sum to the count: the largest remainders get what is left. */
function wholeShares(shares: readonly number[], count: number): number[] {
  const sum = shares.reduce((total, share) => total + share, 0)
  const exact = shares.map((share) => (share * count) / sum)
  const whole = exact.map(Math.floor)
  const left = count - whole.reduce((total, one) => total + one, 0)
  const order = [...exact.keys()].sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b)
  for (const at of order.slice(0, left)) whole[at] = (whole[at] ?? 0) + 1
  return whole
}

/** Rows in no order: they were asked for one category after the other. */
function shuffled(items: Float32Array, width: number, stream: Stream): Float32Array {
  const out = new Float32Array(items.length)
  permutation(stream, items.length / width).forEach((from, to) =>
    out.set(items.subarray(from * width, (from + 1) * width), to * width),
  )
  return out
}

/** The labels of a column that have a part of their own. @throws GanvasError `no-such-column`, `bad-condition` */
function labelsOf({ dataset }: ShownRows, name: string): string[] {
  const column = dataset.item.encoding.columns.find((one) => one.name === name)
  if (column === undefined) throw noSuchColumn(name)
  if (column.is !== 'category')
    throw new GanvasError(
      'bad-condition',
      `“${name}” has no categories to be made equally often.`,
      'Name a column of categories.',
    )
  return column.labels.top.map(({ label }) => label)
}

/** What the networks can be told of a condition; null where they can be told nothing. */
function choiceOf({ dataset }: ShownRows, condition: RowCondition): number | null {
  if (!('is' in condition)) return null
  const { encoding } = dataset.item
  let first = 0
  for (const span of choosableSpans(encoding)) {
    const column = encoding.columns[span.column]
    if (column?.name === condition.column) {
      const part = partNames(column).indexOf(condition.is)
      return part < 0 ? null : first + part
    }
    first += span.width
  }
  return null
}

/** @throws GanvasError `no-such-column`, `no-such-category`, `bad-condition`, `bad-cell` */
function holder({ dataset }: ShownRows, condition: RowCondition): Wish['holds'] {
  const column = dataset.item.encoding.columns.find(({ name }) => name === condition.column)
  if (column === undefined || column.is === 'id' || column.is === 'constant')
    throw noSuchColumn(condition.column)
  const at = dataset.columns.findIndex(({ name }) => name === condition.column)
  if ('is' in condition) {
    if (column.is !== 'category') throw notCategory(condition.column)
    const { top, others } = column.labels
    if (![...top, ...others].some(({ label }) => label === condition.is))
      throw new GanvasError(
        'no-such-category',
        `“${condition.column}” has no category “${condition.is}”.`,
        `Choose one of ${top
          .slice(0, 6)
          .map(({ label }) => `“${label}”`)
          .join(', ')}${top.length > 6 ? ' …' : ''}.`,
      )
    return (columns, row) => {
      const made = columns[at]
      return made?.kind === 'category' && made.labels[made.codes[row] ?? -1] === condition.is
    }
  }
  if (column.is === 'category')
    throw new GanvasError(
      'bad-condition',
      `“${condition.column}” holds categories, which have no bounds.`,
      'Name one of its categories.',
    )
  const bound = (given: number | string | null) =>
    typeof given === 'string' ? valueOfCell(column, given) : given
  const [from, to] = [bound(condition.from), bound(condition.to)]
  return (columns, row) => {
    const made = columns[at]
    const value = made?.kind === 'number' ? (made.values[row] ?? NaN) : NaN
    return !Number.isNaN(value) && value >= (from ?? -Infinity) && value <= (to ?? Infinity)
  }
}

function notCategory(name: string): GanvasError {
  return new GanvasError(
    'bad-condition',
    `“${name}” holds numbers or dates, not categories.`,
    'Give its lower and its upper bound.',
  )
}

function noSuchColumn(name: string): GanvasError {
  return new GanvasError(
    'no-such-column',
    `No column that is learnt is called “${name}”.`,
    'Take a name from the first line of the file.',
  )
}

function needWhole(value: number, least: number, most: number, code: string, what: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return
  throw new GanvasError(
    code,
    `${value} is no ${what} from ${least} to ${most.toLocaleString('en-GB')}.`,
    'Give a whole number in that range.',
  )
}
