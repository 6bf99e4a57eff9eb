/**
 * Classic augmentation of rows: between a row of a rare class and one of its nearest of the same class a new one is made until all
 * classes are as many (SMOTE; with categories SMOTE-NC: Chawla et al. 2002, section 6.1). Knows no network.
 */
import { Draws } from '../../../common/numbers/draws.ts'
import type { Stream } from '../../../common/numbers/random.ts'
import { rowCount, takeRows } from '../../../common/tables/rows.ts'
import type { NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { median } from '../metrics/memorisation.ts'
import { decimalsOf, rounded } from '../synthesis/decimals.ts'

const NEIGHBOURS = 5
/** Operations of comparing two values. */
const COMPARE_COST = 4

/**
 * The new rows alone. None for a target of numbers, and none of a class of one row, which has no neighbour.
 * Cost rows of a class² · columns. Numbers keep the column's decimals.
 */
export function* smote(
  columns: readonly TableColumn[],
  target: string,
  stream: Stream,
): Sliced<TableColumn[]> {
  const asked = columns.find((column) => column.name === target)
  if (asked?.kind !== 'category') return takeRows(columns, [])
  const classes = asked.labels.map((_, code) =>
    Uint32Array.from([...asked.codes.keys()].filter((row) => asked.codes[row] === code)),
  )
  const most = Math.max(0, ...classes.map((rows) => rows.length))
  const draws = new Draws(stream)
  const scale = scalesOf(columns, classes, most)
  const pairs: Pair[] = []
  const allowance = new Allowance()
  for (const rows of classes) {
    if (rows.length < 2) continue
    const near = new Map<number, number[]>()
    for (let made = rows.length; made < most; made++) {
      const row = rows[draws.below(rows.length)] ?? 0
      const known = near.get(row)
      const neighbours = known ?? nearest(columns, scale, rows, row)
      near.set(row, neighbours)
      if (allowance.spend(known === undefined ? rows.length * columns.length * COMPARE_COST : 1)) yield
      const other = neighbours[draws.below(neighbours.length)] ?? row
      pairs.push({ row, other, share: draws.uniform(), neighbours })
    }
  }
  return between(columns, pairs)
}

interface Pair {
  readonly row: number
  readonly other: number
  readonly share: number
  readonly neighbours: readonly number[]
}

interface Scales {
  /** Deviation of each number column; 0 for a category or a constant. */
  readonly deviations: Float64Array
  /** What two different categories are apart: the median deviation of the numbers within the classes to be filled up. */
  readonly category: number
}

function scalesOf(columns: readonly TableColumn[], classes: readonly Uint32Array[], most: number): Scales {
  const rare = classes.filter((rows) => rows.length > 1 && rows.length < most).flatMap((rows) => [...rows])
  const numbers = columns.filter((column) => column.kind === 'number')
  const all = Uint32Array.from({ length: rowCount(columns) }, (_, row) => row)
  const deviations = Float64Array.from(columns, (column) =>
    column.kind === 'number' ? deviation(column, all) : 0,
  )
  // Numbers are measured in their deviations, and so must the step of a category be.
  const within = numbers.map((column) => deviation(column, rare) / (deviation(column, all) || 1))
  return { deviations, category: within.length === 0 ? 1 : median(Float64Array.from(within)) }
}

function deviation(column: NumberColumn, rows: ArrayLike<number>): number {
  let [count, sum, squares] = [0, 0, 0]
  for (let i = 0; i < rows.length; i++) {
    const value = column.values[rows[i] ?? 0] ?? NaN
    if (Number.isNaN(value)) continue
    count++
    const step = value - sum / Math.max(1, count - 1)
    squares += count === 1 ? 0 : (step * step * (count - 1)) / count
    sum += value
  }
  return count === 0 ? 0 : Math.sqrt(squares / count)
}

/** The nearest rows of the same class, nearest first, without the row itself. */
function nearest(columns: readonly TableColumn[], scales: Scales, rows: Uint32Array, row: number): number[] {
  const found: { other: number; distance: number }[] = []
  for (const other of rows) {
    if (other === row) continue
    const distance = squaredDistance(columns, scales, row, other)
    let at = found.length
    while (at > 0 && (found[at - 1]?.distance ?? 0) > distance) at--
    if (at >= NEIGHBOURS) continue
    found.splice(at, 0, { other, distance })
    if (found.length > NEIGHBOURS) found.pop()
  }
  return found.map(({ other }) => other)
}

function squaredDistance(columns: readonly TableColumn[], scales: Scales, a: number, b: number): number {
  let sum = 0
  columns.forEach((column, at) => {
    if (column.kind === 'category') {
      if (column.codes[a] !== column.codes[b]) sum += scales.category ** 2
      return
    }
    const [x, y] = [column.values[a] ?? NaN, column.values[b] ?? NaN]
    const deviation = scales.deviations[at] ?? 0
    // A value that is missing on one side alone is as far as another category.
    if (Number.isNaN(x) !== Number.isNaN(y)) sum += scales.category ** 2
    else if (!Number.isNaN(x) && deviation > 0) sum += ((x - y) / deviation) ** 2
  })
  return sum
}

/** Numbers lie between the two rows; a category is the one most frequent among the neighbours. */
function between(columns: readonly TableColumn[], pairs: readonly Pair[]): TableColumn[] {
  const rows = pairs.map(({ row }) => row)
  return takeRows(columns, rows).map((made, at) => {
    const source = columns[at]
    pairs.forEach(({ row, other, share, neighbours }, i) => {
      if (source?.kind === 'category' && made.kind === 'category') {
        made.codes[i] = mostFrequent(neighbours.map((neighbour) => source.codes[neighbour] ?? -1))
      } else if (source?.kind === 'number' && made.kind === 'number') {
        const [x, y] = [source.values[row] ?? NaN, source.values[other] ?? NaN]
        made.values[i] = Number.isNaN(x) || Number.isNaN(y) ? x : x + share * (y - x)
      }
    })
    if (source?.kind !== 'number' || made.kind !== 'number') return made
    const decimals = decimalsOf(source.values.filter((value) => !Number.isNaN(value)))
    return { ...made, values: made.values.map((value) => rounded(value, decimals)) }
  })
}

/** The first of equals, as neighbours come nearest first. */
function mostFrequent(codes: readonly number[]): number {
  let [best, most] = [codes[0] ?? -1, 0]
  for (const code of codes) {
    const count = codes.filter((other) => other === code).length
    if (count > most) [best, most] = [code, count]
  }
  return best
}
