/** Answers about rows of a table: asked of the kind, which alone knows what a row is. */
import { GanvasError } from '../../../common/failure.ts'
import type { ComparedRows, RowAnswers, RowReport } from '../../../common/protocol/rows.ts'
import { kindOf } from '../../kinds/kinds.ts'
import type { Shown } from '../../kinds/shown.ts'

/** @throws GanvasError `no-table` */
export function tableOf(shown: Shown) {
  const { leaves } = kindOf(shown.dataset)
  if (leaves.as === 'table') return leaves
  throw new GanvasError(
    'no-table',
    'These data are no table.',
    'Open a CSV file or a workbook, or choose a table from the gallery.',
  )
}

/** @param shown null: the side has no networks */
export function compareRows(shown: Shown | null, count: number): Promise<ComparedRows> {
  if (shown === null)
    throw new GanvasError('no-networks', 'There are no networks to compare.', 'Wait until they stand.')
  return tableOf(shown).compare(shown, count)
}

export function fillRow(
  shown: Shown,
  cells: Readonly<Record<string, string>>,
  seed: number,
): Promise<RowAnswers['fill-row']> {
  return tableOf(shown).fill(shown, cells, seed)
}

export function reportRows(shown: Shown, pairs: boolean): Promise<RowReport> {
  return tableOf(shown).report(shown, pairs)
}
