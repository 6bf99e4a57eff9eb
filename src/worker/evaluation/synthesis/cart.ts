/**
 * Rows made column by column: a tree predicts each column from those before it, and a value is drawn from the training rows of
 * the leaf (Reiter 2005; Nowok, Raab & Dibben 2016, "synthpop", method `cart`). The baseline that is hard to beat; as every value
 * is a real one and leaves are small, look at its copies. Built on our own histogram trees.
 */
import { GanvasError } from '../../../common/failure.ts'
import { Draws } from '../../../common/numbers/draws.ts'
import { fork, type Stream } from '../../../common/numbers/random.ts'
import { isMissing, lengthOf, rowCount, takeOf } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { fitBins, MISSING, toBins } from '../learners/binning.ts'
import { responsesOf, type Responses } from '../learners/learner.ts'
import { growTree, leafOf, type Tree } from '../learners/tree.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { demandTraining, type Synthesiser } from './synthesiser.ts'

/** synthpop's: leaves of five rows at least, and a split for next to any gain. */
const LEAF = { maxDepth: 64, leastLeaf: 5, leastGain: 1e-8 }

/** Classes that the splits of a column look at; each costs as much as a row. synthpop takes 60 (`maxfaclevels`). */
const MOST_CLASSES = 60

export interface CartOptions {
  /** Names of columns in the order in which they are made; the rest follow as they stand. */
  readonly first?: readonly string[]
  readonly leastLeaf?: number
}

/** Where a column's values are drawn from. */
interface ColumnModel {
  /** Which column of the table it is. */
  readonly column: number
  /** Whether it is missing, where that happens to a number; a category's missing is a category to its tree. */
  readonly missing: Tree | null
  /** Null for the first: drawn from all rows. */
  readonly donors: Tree | null
}

/** Cost about n·d²·depth/2. @throws GanvasError `synthesis-rows`, `table-target` for a name in `first` that is no column */
export function* fitCart(training: readonly TableColumn[], options: CartOptions = {}): Sliced<Synthesiser> {
  demandTraining(training)
  const count = rowCount(training)
  const bins = toBins(fitBins(training), training)
  const order = orderOf(training, options.first ?? [])
  const leaf = { ...LEAF, leastLeaf: options.leastLeaf ?? LEAF.leastLeaf }
  const weights = new Float64Array(count).fill(1)
  // No lots are drawn where every column is looked at for every split.
  const draws = new Draws({ key0: 0, key1: 0 })
  const models: ColumnModel[] = []
  for (const [place, column] of order.entries()) {
    const target = training[column]
    if (target === undefined) continue
    const before = order.slice(0, place)
    const told = before.map((at) => bins[at] ?? new Uint8Array(count))
    const categorical = before.map((at) => training[at]?.kind === 'category')
    const rows = Uint32Array.from({ length: count }, (_, row) => row)
    const known = rows.filter((row) => !isMissing(target, row))
    const grow = (responses: Responses, from: Uint32Array) =>
      growTree(told, categorical, responses, weights, from, leaf, draws)
    const holed = target.kind === 'number' && known.length < count && known.length > 0
    models.push({
      column,
      missing: holed && place > 0 ? yield* grow(missingOrNot(target), rows) : null,
      donors: place === 0 ? null : yield* grow(withMissing(target), holed ? known : rows),
    })
  }
  return { sample: (asked, stream) => drawRows(training, bins, models, asked, stream) }
}

function* drawRows(
  training: readonly TableColumn[],
  bins: readonly Uint8Array[],
  models: readonly ColumnModel[],
  asked: number,
  stream: Stream,
): Sliced<TableColumn[]> {
  const count = rowCount(training)
  const allowance = new Allowance()
  const made = new Map<number, TableColumn>()
  /** Bins of what was made, in the order of making: a value's bin is its donor's. */
  const told: Uint8Array[] = []
  for (const [place, { column, missing, donors }] of models.entries()) {
    const source = training[column]
    if (source === undefined) continue
    const draws = new Draws(fork(stream, place))
    const rows = new Uint32Array(asked)
    const gone = new Uint8Array(asked)
    for (let i = 0; i < asked; i++) {
      if (missing !== null) gone[i] = isMissing(source, donorOf(missing, told, i, draws)) ? 1 : 0
      rows[i] = donors === null ? draws.below(count) : donorOf(donors, told, i, draws)
      if (allowance.spend(DRAW_COST)) yield
    }
    const values = takeOf(source, rows)
    const binned = Uint8Array.from(rows, (row) => bins[column]?.[row] ?? 0)
    for (let i = 0; i < asked; i++) if (gone[i] === 1) blank(values, binned, i)
    made.set(column, values)
    told.push(binned)
  }
  return training.map((column, at) => made.get(at) ?? takeOf(column, []))
}

/** Operations of a walk down a tree. */
const DRAW_COST = 60

function donorOf(tree: Tree, told: readonly Uint8Array[], row: number, draws: Draws): number {
  const leaf = leafOf(tree, told, row)
  const start = tree.starts[leaf] ?? 0
  return tree.rows[start + draws.below((tree.starts[leaf + 1] ?? 0) - start)] ?? 0
}

function blank(column: TableColumn, binned: Uint8Array, row: number): void {
  if (column.kind === 'number') column.values[row] = NaN
  else column.codes[row] = -1
  binned[row] = MISSING
}

/**
 * A missing category is one more class; of very many the rarest are told apart by no split and drawn together. A missing number
 * must have been left out, or there is no known one.
 */
function withMissing(target: TableColumn): Responses {
  const responses = responsesOf(target)
  if (responses.kind === 'values') {
    return { kind: 'values', values: responses.values.map((value) => (Number.isNaN(value) ? 0 : value)) }
  }
  const { codes } = responses
  const counts = new Map<number, number>()
  for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1)
  const byCount = [...counts].sort(([a, few], [b, many]) => many - few || a - b)
  const classOf = new Map(byCount.map(([code], place) => [code, Math.min(place, MOST_CLASSES - 1)]))
  return {
    kind: 'classes',
    classes: Math.min(counts.size, MOST_CLASSES),
    codes: codes.map((code) => classOf.get(code) ?? 0),
  }
}

function missingOrNot(target: TableColumn): Responses {
  const codes = Int32Array.from({ length: lengthOf(target) }, (_, row) => (isMissing(target, row) ? 1 : 0))
  return { kind: 'classes', classes: 2, codes }
}

function orderOf(training: readonly TableColumn[], first: readonly string[]): number[] {
  const ahead = first.map((name) => {
    const at = training.findIndex((column) => column.name === name)
    if (at >= 0) return at
    throw new GanvasError('table-target', `There is no column “${name}”.`, 'Name columns of the table.')
  })
  return [...ahead, ...[...training.keys()].filter((at) => !ahead.includes(at))]
}
