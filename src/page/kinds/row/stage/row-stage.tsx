/** What lies over a stage of rows: the rows in words where these are looked at, else the card of the column under the hand. */
import type { RowView } from '../../../../common/protocol/stage-view.ts'
import type { SideName } from '../../../../common/protocol/side.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { ColumnHand } from './column-hand.tsx'
import { RowTable } from './row-table.tsx'
import './row-stage.css'

const selectShow = ({ view }: PageState): RowView['show'] => view.rows.show

/** @param side whose stage it lies on: the hand is the run's, what it says of a column is too */
export function RowStage({ side }: { side: SideName }) {
  const show = useGanvas(selectShow)
  if (show === 'table') return <RowTable side={side} />
  return show === 'columns' && side === 'run' ? <ColumnHand /> : null
}
