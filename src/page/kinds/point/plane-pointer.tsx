/**
 * The hand over the 2-D stage: points are looked at by pointing, tapping or walking with the arrow keys; the picture is
 * moved and zoomed. Draws nothing itself; the card is inspect-card.tsx.
 */
import {
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type RefObject,
} from 'react'
import { panBy, WHOLE, zoomAbout } from '../../../common/items/viewport.ts'
import type { PointKind } from '../../../common/protocol/inspection.ts'
import { useActions, useGanvas, useReadNow } from '../../state/page.ts'
import type { PageState, View } from '../../state/store-types.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import { Gestures, pointedAt, wheelFactor, type GestureListener, type Pointed } from './gestures.ts'
import { planeKey, walkTo } from './plane-keys.ts'

const selectZoomed = ({ view }: PageState): boolean => view.viewport !== WHOLE
const selectDataset = (state: PageState): string => state.dataset?.fingerprint ?? ''

/** Kinds that are drawn, in the order in which a walk takes them; in the second of two panels only fakes. */
export function kindsIn({ layers }: View, panel: number | null): PointKind[] {
  const fake: PointKind[] = layers.fake || layers.arrows ? ['fake'] : []
  const real: PointKind[] = layers.real ? ['real'] : []
  if (!layers.density || panel === null) return [...fake, ...real]
  return panel === 0 ? ['real'] : ['fake']
}

/** @param side whose stage it lies on */
export function PlanePointer({ side }: { side: SideName }) {
  const help = useId()
  const host = useRef<HTMLDivElement>(null)
  const actions = useActions()
  const readNow = useReadNow()
  const zoomed = useGanvas(selectZoomed)
  const [dragging, setDragging] = useState(false)
  const gestures = useGestures(side, setDragging)
  useWheel(host)
  useFreshDataset(side)

  const press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const key = planeKey(event.key, event.shiftKey)
    if (key === null) return
    const { view, inspection } = readNow()
    event.preventDefault()
    if (key.act === 'pan') actions.setView({ viewport: panBy(view.viewport, key.right, key.up) })
    else if (key.act === 'zoom')
      actions.setView({ viewport: zoomAbout(view.viewport, view.viewport.x, view.viewport.y, key.factor) })
    else if (key.act === 'whole') actions.setView({ viewport: WHOLE })
    else if (key.act === 'away') gestures.release()
    else {
      gestures.pin()
      actions.inspect(walkTo(inspection, kindsIn(view, null), key), side)
    }
  }
  const box = (event: PointerEvent<HTMLDivElement>): DOMRect => event.currentTarget.getBoundingClientRect()
  return (
    <div
      ref={host}
      className="plane-hand"
      role="application"
      tabIndex={0}
      aria-label={side === 'run' ? 'Points on the stage' : 'Points on the twin’s stage'}
      aria-describedby={help}
      data-dragging={dragging}
      data-zoomed={zoomed}
      onPointerDown={(event) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        gestures.follow.down(event)
      }}
      onPointerMove={(event) => gestures.follow.move(box(event), event)}
      onPointerUp={(event) => gestures.follow.up(box(event), event)}
      onPointerCancel={(event) => gestures.follow.cancel(event)}
      onPointerLeave={gestures.leave}
      onKeyDown={press}
    >
      <span id={help} className="hidden-words">
        Arrow keys walk through the points, M changes between fakes and reals, Escape looks away. Plus and
        minus zoom, 0 shows the whole stage, Shift with arrow keys moves it.
      </span>
    </div>
  )
}

/** Gestures with what they do, for the life of the component. */
function useGestures(side: SideName, setDragging: (on: boolean) => void) {
  const actions = useActions()
  const readNow = useReadNow()
  return useMemo(() => {
    /** A point that was clicked or walked to stays when the pointer leaves. */
    let pinned = false
    const at = (pointed: Pointed): void => {
      const kinds = kindsIn(readNow().view, pointed.panel)
      actions.inspect({ by: 'place', x: pointed.x, y: pointed.y, reach: pointed.reach, kinds }, side)
    }
    const release = (): void => {
      pinned = false
      if (readNow().inspection !== null) actions.inspect(null, side)
    }
    const listener: GestureListener = {
      hover: (pointed) => {
        if (!pinned) at(pointed)
      },
      tap: (pointed) => {
        pinned = true
        at(pointed)
      },
      leave: () => {
        if (!pinned) release()
      },
      pan: (right, up) => actions.setView({ viewport: panBy(readNow().view.viewport, right, up) }),
      zoom: (x, y, factor) => actions.setView({ viewport: zoomAbout(readNow().view.viewport, x, y, factor) }),
      dragging: setDragging,
    }
    const surroundings = () => {
      const { viewport, layers } = readNow().view
      return { viewport, panels: layers.density ? (2 as const) : (1 as const) }
    }
    return {
      follow: new Gestures(surroundings, listener),
      leave: () => listener.leave(),
      release,
      pin: () => {
        pinned = true
      },
    }
  }, [actions, side, readNow, setDragging])
}

/** Zooms with the wheel where the page itself has nothing to scroll; with Ctrl, as a touchpad's pinch comes, always. */
function useWheel(host: RefObject<HTMLDivElement | null>): void {
  const actions = useActions()
  const readNow = useReadNow()
  useEffect(() => {
    const element = host.current
    if (element === null) return
    const turn = (event: WheelEvent): void => {
      const { scrollHeight, clientHeight } = document.documentElement
      if (!event.ctrlKey && scrollHeight > clientHeight + 1) return
      event.preventDefault()
      const { viewport, layers } = readNow().view
      const { clientX, clientY } = event
      const pointed = pointedAt(
        element.getBoundingClientRect(),
        { viewport, panels: layers.density ? 2 : 1 },
        { clientX, clientY, pointerType: 'mouse' },
      )
      if (pointed !== null)
        actions.setView({ viewport: zoomAbout(viewport, pointed.x, pointed.y, wheelFactor(event)) })
    }
    // React listens passively: it could not keep the page from scrolling.
    element.addEventListener('wheel', turn, { passive: false })
    return () => element.removeEventListener('wheel', turn)
  }, [actions, host, readNow])
}

/** Other data: nothing of what was looked at is there any more, and all of it should be seen. */
function useFreshDataset(side: SideName): void {
  const dataset = useGanvas(selectDataset)
  const actions = useActions()
  const readNow = useReadNow()
  const last = useRef(dataset)
  useEffect(() => {
    if (last.current === dataset) return
    last.current = dataset
    if (readNow().inspection !== null) actions.inspect(null, side)
  }, [actions, dataset, readNow, side])
}
