/**
 * The hand over the stage of pictures: a picture is asked about by a click, a tap, or the keys. Draws the frame of the
 * picture under the hand; the pictures themselves are the worker's.
 */
import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react'
import { classesOf } from '../../state/stage/classes.ts'
import type { PictureTarget } from '../../../common/protocol/picture-explanation.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import { later } from '../../ui/kit/later.tsx'
import './pictures.css'
import { boxOf, pictureAt, wallPanels, walkWall, type WallPanel } from './wall-geometry.ts'

const ExplainSheet = later(async () => (await import('./explain-sheet.tsx')).ExplainSheet)

const selectShow = (state: PageState) => state.view.show
const selectColumns = (state: PageState) => state.view.columns
const selectSize = (state: PageState) => state.dataset?.size ?? 0
const selectHeaded = (state: PageState) =>
  classesOf(runData(state)) !== null && state.view.pickedClass === null
const NO_BOX = { width: 0, height: 0 }

/** @param side whose stage it lies on */
export function PictureStage({ side }: { side: SideName }) {
  const help = useId()
  const host = useRef<HTMLDivElement>(null)
  const box = useBox(host)
  const panels = usePanels(box)
  const [cursor, setCursor] = useState<PictureTarget | null>(null)
  const [asked, setAsked] = useState<PictureTarget | null>(null)
  const pointed = (event: PointerEvent<HTMLDivElement>): PictureTarget | null => {
    const { left, top } = event.currentTarget.getBoundingClientRect()
    return pictureAt(panels, event.clientX - left, event.clientY - top)
  }
  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (event.key === 'Enter' && cursor !== null) setAsked(cursor)
    else {
      const next = walkWall(panels, cursor, event.key)
      if (next === null) return
      setCursor(next)
    }
    event.preventDefault()
  }
  const frame = cursor === null ? null : boxOf(panels, cursor)
  return (
    <>
      <div
        ref={host}
        className="picture-hand"
        role="application"
        tabIndex={0}
        aria-label={side === 'run' ? 'Pictures on the stage' : 'Pictures on the twin’s stage'}
        aria-describedby={help}
        data-over={frame !== null}
        onPointerMove={(event) => {
          if (event.pointerType === 'mouse') setCursor(pointed(event))
        }}
        onPointerLeave={() => setCursor(null)}
        onClick={(event) => {
          const { left, top } = event.currentTarget.getBoundingClientRect()
          const target = pictureAt(panels, event.clientX - left, event.clientY - top)
          if (target !== null) setAsked(target)
        }}
        onBlur={() => setCursor(null)}
        onKeyDown={press}
      >
        <span id={help} className="hidden-words">
          Arrow keys walk among the pictures, Enter asks why the detective says what it says of one.
        </span>
        <span className="hidden-words" aria-live="polite">
          {cursor === null ? '' : `${cursor.side === 'fake' ? 'Fake' : 'Real'} picture ${cursor.tile + 1}`}
        </span>
        {frame !== null && (
          <div
            className="picture-frame"
            style={{
              transform: `translate(${frame.x - 4}px, ${frame.y - 4}px)`,
              width: frame.width + 8,
              height: frame.height + 8,
            }}
          />
        )}
      </div>
      {asked !== null && <ExplainSheet side={side} target={asked} onClose={() => setAsked(null)} />}
    </>
  )
}

function usePanels(box: { width: number; height: number }): WallPanel[] {
  const show = useGanvas(selectShow)
  const columns = useGanvas(selectColumns)
  const size = useGanvas(selectSize)
  const headed = useGanvas(selectHeaded)
  return box.width === 0 || size === 0
    ? []
    : wallPanels(box, { show, columns }, size, headed, window.devicePixelRatio)
}

/** CSS pixels of an element; 0 × 0 until measured. */
function useBox(host: { readonly current: HTMLElement | null }): { width: number; height: number } {
  const [box, setBox] = useState(NO_BOX)
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      setBox({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [host])
  return box
}
