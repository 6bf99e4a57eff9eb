/**
 * What networks of rows are told where nobody says anything: the generator is asked for categories as often as the table has them,
 * the discriminator is told one of each row's own. Must not know columns by name, nor how training draws its conditions.
 */
import { matMul, mul, tensor2d, type Tensor, type Tensor2D } from '@tensorflow/tfjs'
import { choiceRows } from '../batches/row-sampler.ts'
import type { Conditions } from '../networks/conditions.ts'
import { placesOfChoices, rowWidth, type RowLayout } from '../networks/row-layout.ts'
import { constant } from '../ops/autodiff.ts'

export interface RowsTold {
  /** [count, choices] one-hot, as often each as the table has it. */
  usual(count: number): Float32Array
  readonly choices: number
  /** [width, choices] a one where a choice stands in an item. */
  readonly places: Float32Array
  /** [columns, choices] ones at the choices of each column. */
  readonly columns: Float32Array
  readonly columnCount: number
}

/** @param usual [count] choices by their numbers */
export function rowsTold(layout: RowLayout, usual: (count: number) => Int32Array): RowsTold {
  const at = placesOfChoices(layout)
  const choices = at.length
  const places = new Float32Array(rowWidth(layout) * choices)
  at.forEach((place, choice) => (places[place * choices + choice] = 1))
  const columnCount = layout.choosable.length
  const columns = new Float32Array(columnCount * choices)
  let first = 0
  for (const [column, span] of layout.choosable.entries()) {
    const { width } = layout.spans[span] ?? { width: 0 }
    columns.fill(1, column * choices + first, column * choices + first + width)
    first += width
  }
  return { usual: (count) => choiceRows(usual(count), choices), choices, places, columns, columnCount }
}

/** As they are, or with a row for each latent. */
export function toldOfFakes(
  rows: RowsTold | null,
  conditions: Conditions,
  latents: Tensor2D | null,
): Conditions {
  if (rows === null || conditions.row !== undefined || latents === null) return conditions
  const [count] = latents.shape
  return { ...conditions, row: tensor2d(rows.usual(count), [count, rows.choices]) }
}

/** As they are, or with what each item holds in one of its columns: the columns in turn. @param items [n, width] */
export function toldOfItems(rows: RowsTold | null, conditions: Conditions, items: Tensor): Conditions {
  if (rows === null || conditions.row !== undefined) return conditions
  return { ...conditions, row: constant(() => ownCategories(rows, items as Tensor2D)) }
}

function ownCategories({ choices, places, columns, columnCount }: RowsTold, items: Tensor2D): Tensor2D {
  const [count, width] = items.shape
  const mask = new Float32Array(count * choices)
  for (let i = 0; i < count; i++) {
    const column = (i % columnCount) * choices
    mask.set(columns.subarray(column, column + choices), i * choices)
  }
  const own = matMul<Tensor2D>(items, tensor2d(places, [width, choices]))
  return mul<Tensor2D>(own, tensor2d(mask, [count, choices]))
}
