/** What is drawn of a table: its columns, its pairs, two columns against each other, or rows in words. */
import { ChevronDown } from 'lucide-react'
import type { RowView } from '../../../../common/protocol/stage-view.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Segments, type Option } from '../../../ui/kit/segments.tsx'
import { learntNames } from '../row-words.ts'

const SHOWN: readonly Option<RowView['show']>[] = [
  { id: 'columns', label: 'Columns' },
  { id: 'pairs', label: 'Pairs' },
  { id: 'scatter', label: 'Scatter' },
  { id: 'table', label: 'Rows' },
]

const selectRows = (state: PageState) => state.view.rows
const selectDataset = (state: PageState) => state.dataset

export function RowToolbar() {
  const rows = useGanvas(selectRows)
  const names = learntNames(useGanvas(selectDataset))
  const actions = useActions()
  const choose = (change: Partial<RowView>): void => actions.setView({ rows: { ...rows, ...change } })
  return (
    <>
      <Segments
        name="row-show"
        aria-label="What is shown of the table"
        options={SHOWN}
        chosen={rows.show}
        onChoose={(show) => choose({ show })}
      />
      {rows.show === 'scatter' && (
        <>
          <Axis label="Across" names={names} chosen={rows.x} onChoose={(x) => choose({ x })} />
          <Axis label="Up" names={names} chosen={rows.y} onChoose={(y) => choose({ y })} />
        </>
      )}
    </>
  )
}

interface AxisProps {
  readonly label: string
  readonly names: readonly string[]
  readonly chosen: number
  readonly onChoose: (at: number) => void
}

function Axis({ label, names, chosen, onChoose }: AxisProps) {
  return (
    <label className="row-axis-name">
      {label}
      <span className="select row-axis">
        <select
          aria-label={label}
          value={Math.min(chosen, names.length - 1)}
          onChange={(event) => onChoose(Number(event.target.value))}
        >
          {names.map((name, at) => (
            <option key={`${at} ${name}`} value={at}>
              {name}
            </option>
          ))}
        </select>
        <ChevronDown size={14} aria-hidden="true" />
      </span>
    </label>
  )
}
