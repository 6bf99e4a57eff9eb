/** Asks the worker for a file in another program's format, with what only the page keeps: the series of the charts. */
import { exportFormat, EXPORT_FORMATS, type ExportFormat } from '../../common/catalog/export-formats.ts'
import { SERIES_COLUMNS, SERIES_WIDTH } from '../../common/numbers/series-columns.ts'
import type { ExportedFile, ExportOptions } from '../../common/protocol/exports.ts'
import type { PageNotes } from '../../common/protocol/run-file.ts'
import type { Ask } from './connection.ts'

/** What only the page keeps of the run. */
export interface PageMemory {
  /** The series by column. */
  readonly history: () => Record<string, number[]>
  readonly notes: () => PageNotes
}

export function exportFile(
  ask: Ask,
  { history, notes }: PageMemory,
  format: ExportFormat,
  options: ExportOptions,
): Promise<ExportedFile> {
  const of = EXPORT_FORMATS.some(({ id }) => id === format) ? exportFormat(format).of : null
  const wanted = of === 'figures' || of === 'run'
  const kept = wanted ? { history: rowsOf(history()), notes: notes() } : {}
  return ask({ kind: 'export', format, options, ...kept })
}

/** Rows as SERIES_COLUMNS, from columns. */
function rowsOf(columns: Readonly<Record<string, readonly number[]>>): Float32Array {
  const count = columns['step']?.length ?? 0
  const rows = new Float32Array(count * SERIES_WIDTH)
  SERIES_COLUMNS.forEach((name, at) => {
    const column = columns[name] ?? []
    for (let row = 0; row < count; row++) rows[row * SERIES_WIDTH + at] = column[row] ?? NaN
  })
  return rows
}
