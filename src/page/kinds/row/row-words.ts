/** The stage of a table in words. Pure. */
import { learntColumns } from '../../../common/tables/learnt-columns.ts'
import type { Seen } from '../kind.ts'

/** Names of the learnt columns; none before there is a table. */
export function learntNames(dataset: Seen['dataset'] | null): string[] {
  return dataset?.item.kind === 'row'
    ? learntColumns(dataset.item.encoding).map(({ column }) => column.name)
    : []
}

export function stageWords({ view, dataset }: Seen): string {
  const { show, x, y } = view.rows
  const names = learntNames(dataset)
  switch (show) {
    case 'columns':
      return `${names.length} columns as bars, reals filled, fakes outlined: ${names.join(', ')}`
    case 'pairs':
      return `a matrix of ${names.length} columns: how far each pair of fakes is from hanging together as the reals do`
    case 'scatter':
      return `${names[x] ?? names[0] ?? ''} against ${names[y] ?? names[0] ?? ''}, reals as dots, fakes as crosses`
    case 'table':
      return 'fake rows, each with the real row that it is nearest to'
  }
}
