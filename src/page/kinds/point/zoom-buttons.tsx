/** Zoom by button: in, out, and back to the whole. */
import { Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { LEAST_ZOOM, MOST_ZOOM, WHOLE, zoomAbout } from '../../../common/items/viewport.ts'
import { useActions, useGanvas, useReadNow } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { IconButton } from '../../ui/kit/button.tsx'

const FACTOR = 1.5

const selectAtLeast = ({ view }: PageState): boolean => view.viewport.zoom <= LEAST_ZOOM
const selectAtMost = ({ view }: PageState): boolean => view.viewport.zoom >= MOST_ZOOM
const selectWhole = ({ view: { viewport } }: PageState): boolean =>
  viewport.zoom === 1 && viewport.x === 0 && viewport.y === 0

export function ZoomButtons() {
  const atLeast = useGanvas(selectAtLeast)
  const atMost = useGanvas(selectAtMost)
  const whole = useGanvas(selectWhole)
  const actions = useActions()
  const readNow = useReadNow()
  const zoom = (factor: number): void => {
    const { viewport } = readNow().view
    actions.setView({ viewport: zoomAbout(viewport, viewport.x, viewport.y, factor) })
  }
  return (
    <div className="zoom-buttons" role="group" aria-label="Zoom">
      <IconButton name="Zoom in" icon={<ZoomIn size={15} />} disabled={atMost} onClick={() => zoom(FACTOR)} />
      <IconButton
        name="Zoom out"
        icon={<ZoomOut size={15} />}
        disabled={atLeast}
        onClick={() => zoom(1 / FACTOR)}
      />
      <IconButton
        name="Whole stage"
        icon={<Maximize size={14} />}
        disabled={whole}
        onClick={() => actions.setView({ viewport: WHOLE })}
      />
    </div>
  )
}
