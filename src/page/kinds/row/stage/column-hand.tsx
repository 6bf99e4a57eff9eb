/** The hand over the columns of the stage: a card tells the figures of the column under it. Arrow keys go from one to the next. */
import { useCallback, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { cellsFor } from '../../../../common/items/column-grid.ts'
import type { Box } from '../../../../common/items/tile-layout.ts'
import type { ColumnReport } from '../../../../common/protocol/rows.ts'
import { useGanvas, useRows } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { useRenewed } from '../../../ui/latent/use-renewed.ts'
import { useParentSize } from '../../../ui/stage/use-parent-size.ts'
import { learntNames } from '../row-words.ts'
import { barWords, likenessWords, nextColumn } from './column-hand-words.ts'

const PERIOD_MS = 700
/** CSS pixels: the card's width, and the most it is high. */
const WIDTH = 224
const HEIGHT = 190
const APART = 8

const selectDataset = (state: PageState) => state.dataset

export function ColumnHand() {
  const names = learntNames(useGanvas(selectDataset))
  const host = useRef<HTMLDivElement>(null)
  const size = useParentSize(host)
  const [at, setAt] = useState<number | null>(null)
  const boxes = cellsFor(size.width, size.height, names.length)
  const box = at === null ? undefined : boxes[at]
  const onPointer = (event: PointerEvent<HTMLDivElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const found = boxes.findIndex((cell) => holds(cell, event.clientX - left, event.clientY - top))
    setAt(found < 0 ? null : found)
  }
  const onKey = (event: KeyboardEvent): void => {
    const next = nextColumn(event.key, at, names.length, boxes)
    if (next === undefined) return
    event.preventDefault()
    setAt(next)
  }
  return (
    <div
      ref={host}
      className="column-hand"
      role="application"
      tabIndex={0}
      aria-label={`Columns: arrow keys go from one to the next of ${names.length}`}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={(event) => event.pointerType !== 'touch' && setAt(null)}
      onKeyDown={onKey}
      onBlur={() => setAt(null)}
    >
      {box !== undefined && at !== null && <Card at={at} box={box} size={size} />}
    </div>
  )
}

function holds({ x, y, width, height }: Box, left: number, top: number): boolean {
  return left >= x && left < x + width && top >= y && top < y + height
}

interface CardProps {
  at: number
  box: Box
  size: { width: number; height: number }
}

function Card({ at, box, size }: CardProps) {
  const rows = useRows()
  const ask = useCallback(() => rows.report(false), [rows])
  const column = useRenewed(ask, PERIOD_MS)?.columns[at]
  if (column === undefined) return null
  return (
    <>
      <span
        className="column-lit"
        style={{ left: box.x - 4, top: box.y - 2, width: box.width + 8, height: box.height + 4 }}
      />
      <div className="column-card" role="status" style={placeOf(box, size)}>
        <p className="column-card-name">{column.name}</p>
        <p>{likenessWords(column)}</p>
        <Figures column={column} />
      </div>
    </>
  )
}

function Figures({ column }: { column: ColumnReport }) {
  const { means } = column
  const bars = barWords(column)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">
            <span className="hidden-words">Of</span>
          </th>
          <th scope="col" data-role="real">
            real
          </th>
          <th scope="col" data-role="fake">
            fake
          </th>
        </tr>
      </thead>
      <tbody>
        {means !== null && (
          <tr>
            <th scope="row">mean</th>
            <td>{means.real}</td>
            <td>{means.fake}</td>
          </tr>
        )}
        {bars.map(({ label, real, fake }) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{real}</td>
            <td>{fake}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Beside its column where there is room, and never outside of the stage. */
function placeOf(
  box: Box,
  size: { width: number; height: number },
): { left: number; top: number; width: number } {
  const width = Math.min(WIDTH, size.width - 2 * APART)
  const right = box.x + box.width + APART
  const left = right + width <= size.width - APART ? right : box.x - width - APART
  const inside = (value: number, most: number) => Math.max(APART, Math.min(value, most - APART))
  return { left: inside(left, size.width - width), top: inside(box.y, size.height - HEIGHT), width }
}
