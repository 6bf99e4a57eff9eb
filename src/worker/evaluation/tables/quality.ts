/**
 * How alike fakes and reals are, column by column and pair by pair, and SDMetrics' quality report on top of it. A high score
 * says nothing about what the fakes are worth: see `../worth/`. Must not know where the rows come from.
 */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { rowCount } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import { binned, edgesOf, openEnded } from './bins.ts'
import { ksComplement, tvComplement } from './column-figures.ts'
import { contingencySimilarity, correlationSimilarity, type Codes, type PairFigure } from './pair-figures.ts'

/** Pairs that hang together less among reals are left out of the report's mean (`DEFAULT_REAL_…_THRESHOLD`, SDMetrics 0.32). */
const LEAST_CORRELATION = 0.5
const LEAST_ASSOCIATION = 0.3

export interface TableQuality {
  /** Kolmogorov–Smirnov or total-variation complement of each column, [d]. */
  readonly columns: Float64Array
  /** Score of each pair, [d, d], symmetric; its diagonal holds `columns`. 1 − it is the matrix of differences. */
  readonly pairs: Float64Array
  /** How strongly a pair hangs together among reals: |ρ| or Cramér's V, [d, d], 1 on the diagonal. */
  readonly strengths: Float64Array
  /** Means over columns, over the pairs that hang together, and of the two; NaN where there is none. */
  readonly shapes: number
  readonly trends: number
  readonly score: number
}

export interface QualityOptions {
  /**
   * Bins of a number beside a category: cut by the range of the reals for both (`real`, and what it should be), or by each
   * table's own range (`own`, as SDMetrics' report does, which does not see a stretched column).
   */
  readonly edges?: 'real' | 'own'
  /** Pairs of reals at or below are not counted in `trends`; 0 counts all. */
  readonly leastCorrelation?: number
  readonly leastAssociation?: number
}

/** What SDMetrics' `QualityReport` says of the two tables (its own bins and thresholds). */
export function* qualityReport(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
): Sliced<TableQuality> {
  return yield* tableQuality(real, fake, { edges: 'own' })
}

/**
 * Cost d²·n·log n. @param real,fake the same columns
 * @throws GanvasError `table-columns-differ`, `table-ragged`
 */
export function* tableQuality(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
  options: QualityOptions = {},
): Sliced<TableQuality> {
  const aligned = alignLabels(real, fake)
  const d = real.length
  const rows = rowCount(real) + rowCount(aligned)
  const allowance = new Allowance()
  const columns = new Float64Array(d)
  const sides: (Sides | undefined)[] = []
  for (let at = 0; at < d; at++) {
    const [mine, theirs] = [real[at], aligned[at]]
    sides.push(mine && theirs && sidesOf(mine, theirs, options.edges ?? 'real'))
    columns[at] = mine && theirs ? shapeOf(mine, theirs) : NaN
    if (allowance.spend(rows * SORT_COST)) yield
  }
  const pairs = new Float64Array(d * d)
  const strengths = new Float64Array(d * d).fill(1)
  const counted: number[] = []
  for (let a = 0; a < d; a++) {
    pairs[a * d + a] = columns[a] ?? NaN
    for (let b = a + 1; b < d; b++) {
      const [first, second] = [sides[a], sides[b]]
      if (!first || !second) continue
      const figure = figureOf(first, second)
      const numbers = first.numbers !== null && second.numbers !== null
      const least = numbers
        ? (options.leastCorrelation ?? LEAST_CORRELATION)
        : (options.leastAssociation ?? LEAST_ASSOCIATION)
      if (least <= 0 || figure.strength > least) counted.push(figure.score)
      pairs[a * d + b] = pairs[b * d + a] = figure.score
      strengths[a * d + b] = strengths[b * d + a] = figure.strength
      if (allowance.spend(rows * (numbers ? PASS_COST : SORT_COST))) yield
    }
  }
  const shapes = meanOfTold(columns)
  const trends = meanOfTold(counted)
  return { columns, pairs, strengths, shapes, trends, score: meanOfTold([shapes, trends]) }
}

/** Operations for each row of a sort and of two passes. */
const SORT_COST = 40
const PASS_COST = 6

/** A column of both tables, as numbers where it is one, and countable. */
interface Sides {
  readonly numbers: readonly [real: Float64Array, fake: Float64Array] | null
  readonly codes: readonly [real: Int32Array, fake: Int32Array]
}

function sidesOf(real: TableColumn, fake: TableColumn, edges: 'real' | 'own'): Sides | undefined {
  if (real.kind === 'category' && fake.kind === 'category')
    return { numbers: null, codes: [real.codes, fake.codes] }
  if (real.kind !== 'number' || fake.kind !== 'number') return undefined
  const mine = edges === 'real' ? openEnded(edgesOf(real.values)) : edgesOf(real.values)
  const theirs = edges === 'real' ? mine : edgesOf(fake.values)
  return {
    numbers: [real.values, fake.values],
    codes: [binned(real.values, mine), binned(fake.values, theirs)],
  }
}

function shapeOf(real: TableColumn, fake: TableColumn): number {
  if (real.kind === 'number' && fake.kind === 'number') return ksComplement(real, fake)
  return real.kind === 'category' && fake.kind === 'category' ? tvComplement(real, fake) : NaN
}

function figureOf(a: Sides, b: Sides): PairFigure {
  if (a.numbers && b.numbers) {
    return correlationSimilarity([a.numbers[0], b.numbers[0]], [a.numbers[1], b.numbers[1]])
  }
  const real: Codes = [a.codes[0], b.codes[0]]
  return contingencySimilarity(real, [a.codes[1], b.codes[1]])
}

/** Mean over what is no NaN; NaN where nothing is. */
function meanOfTold(values: Iterable<number>): number {
  let [sum, count] = [0, 0]
  for (const value of values) {
    if (Number.isNaN(value)) continue
    sum += value
    count++
  }
  return count === 0 ? NaN : sum / count
}
