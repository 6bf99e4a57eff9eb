/** Two tables of the same columns may number their categories differently: brings one to the other's numbers. Pure. */
import { GanvasError } from '../failure.ts'
import type { TableColumn } from './table-column.ts'

/**
 * The columns of `other` in the order of `model`, with a category that both know under the model's code; labels that the
 * model lacks are added behind its own. Nothing is copied where the labels are the same already.
 * @throws GanvasError `table-columns-differ` when a column is missing or of another kind
 */
export function alignLabels(model: readonly TableColumn[], other: readonly TableColumn[]): TableColumn[] {
  return model.map((column, at) => alignOne(column, partnerOf(column, at, other)))
}

function partnerOf(column: TableColumn, at: number, other: readonly TableColumn[]): TableColumn {
  const inPlace = other[at]
  const partner = inPlace?.name === column.name ? inPlace : other.find(({ name }) => name === column.name)
  if (partner?.kind === column.kind) return partner
  throw new GanvasError(
    'table-columns-differ',
    `The two tables do not both hold a ${column.kind} column “${column.name}”.`,
    'Compare tables that have the same columns.',
  )
}

function alignOne(model: TableColumn, column: TableColumn): TableColumn {
  if (model.kind === 'number' || column.kind === 'number' || model.labels === column.labels) return column
  const labels = [...model.labels]
  const codeOf = new Map(labels.map((label, code) => [label, code]))
  const moved = column.labels.map((label) => {
    const known = codeOf.get(label)
    if (known !== undefined) return known
    codeOf.set(label, labels.length)
    return labels.push(label) - 1
  })
  return { ...column, labels, codes: column.codes.map((code) => (code < 0 ? -1 : (moved[code] ?? -1))) }
}
