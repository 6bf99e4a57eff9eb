/** What every learner on tables is: something that is fitted to columns with a target and then predicts. Knows no learner. */
import { GanvasError } from '../../../common/failure.ts'
import type { Stream } from '../../../common/numbers/random.ts'
import { isMissing, lengthOf, takeRows } from '../../../common/tables/rows.ts'
import type { TableColumn } from '../../../common/tables/table-column.ts'
import type { Sliced } from '../metrics/slices.ts'

/** A fitted learner. */
export interface Predictor {
  /** Shares of the classes, [n, classes], of a category target; values, [n], of a number. */
  predict(features: readonly TableColumn[]): Sliced<Float64Array>
}

export interface Learner {
  /**
   * @param features,target of the same rows; no target missing (`withKnownTarget`)
   * @throws GanvasError `learner-rows` without rows or columns
   */
  fit(features: readonly TableColumn[], target: TableColumn, stream: Stream): Sliced<Predictor>
}

export interface Supervised {
  readonly features: readonly TableColumn[]
  readonly target: TableColumn
}

/** A table as what is told and what is asked; rows whose target is missing are left out. @throws GanvasError `table-target` */
export function withKnownTarget(columns: readonly TableColumn[], name: string): Supervised {
  const asked = columns.find((column) => column.name === name)
  if (asked === undefined) {
    throw new GanvasError(
      'table-target',
      `There is no column “${name}”.`,
      'Choose a target among the columns.',
    )
  }
  const rows = [...Array(lengthOf(asked)).keys()].filter((row) => !isMissing(asked, row))
  const known = rows.length === lengthOf(asked) ? columns : takeRows(columns, rows)
  const target = known.find((column) => column.name === name) ?? asked
  return { features: known.filter((column) => column !== target), target }
}

/** @throws GanvasError `learner-rows` */
export function demandRows(features: readonly TableColumn[], target: TableColumn): void {
  if (features.length > 0 && lengthOf(target) > 0) return
  throw new GanvasError(
    'learner-rows',
    `There is nothing to learn “${target.name}” from: ${features.length} columns, ${lengthOf(target)} rows.`,
    'Give at least one other column, and rows in which the target is known.',
  )
}

/** What a learner learns of each row: a class below `classes`, or a number. */
export type Responses =
  | { readonly kind: 'classes'; readonly codes: Int32Array; readonly classes: number }
  | { readonly kind: 'values'; readonly values: Float64Array }

export function responsesOf(target: TableColumn): Responses {
  return target.kind === 'category'
    ? { kind: 'classes', codes: target.codes, classes: target.labels.length }
    : { kind: 'values', values: target.values }
}

/**
 * A weight for each row, [n]: n / (classes that occur · rows of its class) when balanced, as scikit-learn's `balanced`; else,
 * and for numbers, 1.
 */
export function rowWeights(target: TableColumn, balanced: boolean): Float64Array {
  const weights = new Float64Array(lengthOf(target)).fill(1)
  if (target.kind === 'number' || !balanced) return weights
  const counts = new Float64Array(target.labels.length)
  for (const code of target.codes) counts[code] = (counts[code] ?? 0) + 1
  const there = counts.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  target.codes.forEach((code, row) => (weights[row] = weights.length / (there * (counts[code] ?? 1))))
  return weights
}
