/**
 * The hand over restored pictures: the row under it is framed and magnified; a click, a tap or Enter keeps it. The pictures themselves
 * are the worker's.
 */
import { useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { boxOfRow, restoredLayout, rowAt } from '../../../../common/items/restored-layout.ts'
import type { SideName } from '../../../../common/protocol/side.ts'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { useParentSize } from '../../../ui/stage/use-parent-size.ts'
import '../pictures.css'
import { Magnifier } from './magnifier.tsx'
import { placeMagnifier, walkRows } from './restored-geometry.ts'
import './restored.css'
import { rowWords } from './restored-words.ts'
import { useRestoredRow } from './use-restored-row.ts'

/** Source, output, truth and a baseline. */
const TILES = 4

const selectAcross = (state: PageState) => state.view.columns
const selectDiffers = (state: PageState) => state.view.restored.difference
const selectSize = (state: PageState) => state.dataset?.size ?? 0

/** @param side whose stage it lies on */
export function RestoredStage({ side }: { side: SideName }) {
  const help = useId()
  const host = useRef<HTMLDivElement>(null)
  const box = useParentSize(host)
  const layout = useLayout(box)
  const [under, setUnder] = useState<number | null>(null)
  const [kept, setKept] = useState<number | null>(null)
  const looked = kept ?? under
  const row = useRestoredRow(side, looked)
  const pointed = (event: PointerEvent<HTMLDivElement>): number | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    const at = layout === null ? -1 : rowAt(layout, event.clientX - left, event.clientY - top)
    return at < 0 ? null : at
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || layout === null) return
    if (event.key === 'Enter' && looked !== null) setKept(kept === null ? looked : null)
    else if (event.key === 'Escape' && looked !== null) {
      setKept(null)
      setUnder(null)
    } else {
      const next = walkRows(layout, row?.count ?? Infinity, looked, event.key)
      if (next === null) return
      setUnder(next)
      if (kept !== null) setKept(next)
    }
    event.preventDefault()
  }
  const boxes = looked === null ? undefined : layout?.rows[looked]
  const frame =
    boxes === undefined || layout === null || row === null ? null : boxOfRow(boxes, layout.numbered)
  const place =
    row === null || layout === null ? null : placeMagnifier(box, layout, row.row, row.pictures.length)
  return (
    <>
      <div
        ref={host}
        className="picture-hand"
        role="application"
        tabIndex={0}
        aria-label={
          side === 'run' ? 'Restored pictures on the stage' : 'Restored pictures on the twin’s stage'
        }
        aria-describedby={help}
        data-over={frame !== null}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') setUnder(pointed(event))
        }}
        onPointerLeave={() => setUnder(null)}
        onPointerUp={(event) => {
          const at = pointed(event)
          setKept(at === kept ? null : at)
        }}
        onBlur={() => setUnder(null)}
        onKeyDown={press}
      >
        <span id={help} className="hidden-words">
          Arrow keys walk among the rows of pictures and magnify one, Enter keeps it, Escape lets it go.
        </span>
        <span className="hidden-words" aria-live="polite">
          {row === null ? '' : rowWords(row)}
        </span>
        {frame !== null && (
          <div
            className="picture-frame"
            style={{
              transform: `translate(${frame.x - 5}px, ${frame.y - 5}px)`,
              width: frame.width + 10,
              height: frame.height + 8,
            }}
          />
        )}
      </div>
      {row !== null && place !== null && (
        <Magnifier row={row} place={place} onClose={kept === null ? null : () => setKept(null)} />
      )}
    </>
  )
}

function useLayout(box: { width: number; height: number }) {
  const across = useGanvas(selectAcross)
  const differs = useGanvas(selectDiffers)
  const size = useGanvas(selectSize)
  return box.width === 0 || size === 0
    ? null
    : restoredLayout(box, { tiles: TILES + (differs ? 1 : 0), across, size }, window.devicePixelRatio)
}
