/** A row that a person begins: they type what they know of it, and get the rest. Another seed is another row. */
import { Copy, Dices } from 'lucide-react'
import { useId, useState } from 'react'
import { toFailure, type Failure } from '../../../../common/failure.ts'
import type { RowAnswers } from '../../../../common/protocol/rows.ts'
import type { EncodedColumn } from '../../../../common/tables/table-encoding.ts'
import { useGanvas, useRows } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../../ui/kit/button.tsx'
import { copyText } from '../../../ui/kit/copy-text.ts'
import { wholeNumber } from '../../../ui/kit/number-words.ts'
import { knownCells, lineOf } from './fill-row-words.ts'
import { Complaint } from './complaint.tsx'
import './leaving.css'

type Filled = RowAnswers['fill-row']
/** As many labels are offered as a person looks through. */
const MOST_LABELS = 200

const selectItem = ({ dataset }: PageState) => dataset?.item ?? null

export function FillRow() {
  const item = useGanvas(selectItem)
  const rows = useRows()
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({})
  const [filled, setFilled] = useState<Filled | null>(null)
  const [seed, setSeed] = useState(0)
  const [busy, setBusy] = useState(false)
  const [copied, setCopied] = useState('')
  const [complaint, setComplaint] = useState<Failure | null>(null)
  if (item?.kind !== 'row') return null
  const { columns, format } = item.encoding
  const fill = async (from: number): Promise<void> => {
    setBusy(true)
    setCopied('')
    setComplaint(null)
    setSeed(from)
    try {
      setFilled(await rows.fill(knownCells(typed), from))
    } catch (thrown) {
      setComplaint(toFailure(thrown))
    } finally {
      setBusy(false)
    }
  }
  const copy = async (cells: readonly string[]): Promise<void> => {
    const done = await copyText(lineOf(cells, format.separator))
    setCopied(done ? 'Copied.' : 'The browser did not let the row be copied.')
  }
  return (
    <form
      className="fill-row"
      onSubmit={(event) => {
        event.preventDefault()
        void fill(seed)
      }}
    >
      <div className="fill-row-cells" role="group" aria-label="Cells of the row">
        {columns.map((column, at) => (
          <FillCell
            key={at}
            column={column}
            typed={typed[column.name] ?? ''}
            filled={filled?.cells[at] ?? null}
            onType={(text) => {
              setTyped({ ...typed, [column.name]: text })
              setFilled(null)
              setComplaint(null)
            }}
          />
        ))}
      </div>
      <Complaint failure={complaint} />
      <div className="export-save">
        <Button look="primary" type="submit" disabled={busy}>
          {busy ? 'Filling …' : 'Fill in the rest'}
        </Button>
        {filled !== null && (
          <>
            <Button
              look="outline"
              icon={<Dices size={14} aria-hidden="true" />}
              disabled={busy}
              onClick={() => void fill(seed + 1)}
            >
              Another
            </Button>
            <Button
              look="outline"
              icon={<Copy size={14} aria-hidden="true" />}
              onClick={() => void copy(filled.cells)}
            >
              Copy
            </Button>
          </>
        )}
        <span className="export-note" role="status">
          {filled === null
            ? ''
            : `The nearest of ${wholeNumber(filled.candidates)} made rows gave the rest. ${copied}`}
        </span>
      </div>
    </form>
  )
}

interface CellProps {
  column: EncodedColumn
  typed: string
  /** What came back; null before that. */
  filled: string | null
  onType: (text: string) => void
}

/** Columns that are not learnt are made up, or the same everywhere: nothing is asked of them. */
function FillCell({ column, typed, filled, onType }: CellProps) {
  const id = useId()
  const learnt = column.is !== 'id' && column.is !== 'constant'
  return (
    <div className="fill-cell">
      {learnt ? (
        <label htmlFor={id} title={column.name}>
          {column.name}
        </label>
      ) : (
        <span className="fill-cell-name" title={column.name}>
          {column.name}
        </span>
      )}
      {learnt && (
        <input
          id={id}
          type="text"
          autoComplete="off"
          {...(column.is === 'category' ? { list: `${id}-labels` } : {})}
          placeholder="not known"
          value={typed}
          onChange={(event) => onType(event.target.value)}
        />
      )}
      {learnt && column.is === 'category' && (
        <datalist id={`${id}-labels`}>
          {column.labels.top.slice(0, MOST_LABELS).map(({ label }) => (
            <option key={label} value={label} />
          ))}
        </datalist>
      )}
      <output htmlFor={learnt ? id : undefined} data-known={typed.trim() !== ''} title={filled ?? undefined}>
        {filled ?? (learnt ? '' : column.is === 'id' ? 'made up' : 'as everywhere')}
      </output>
    </div>
  )
}
