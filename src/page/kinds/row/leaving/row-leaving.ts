/** What a table can be taken away as, beside the formats that all kinds have. */
import type { LeavingKind } from '../../kind.ts'
import { FillRow } from './fill-row.tsx'
import { MakeRows } from './make-rows.tsx'
import { SaveReport } from './save-report.tsx'

export const ROW_LEAVING: LeavingKind = {
  Table: MakeRows,
  more: [
    {
      id: 'fill-row',
      label: 'A row filled in',
      ending: null,
      meaning:
        'Type what you know of a row, and get the rest: a row that goes with it, as the forger makes them.',
      Body: FillRow,
    },
    {
      id: 'row-report',
      label: 'Report',
      ending: 'html',
      meaning:
        'One page for people: every figure, every column of reals and fakes, pairs, settings and seed.',
      Body: SaveReport,
    },
  ],
}
