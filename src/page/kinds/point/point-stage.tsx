/** What lies over a stage of points: the hand, the key to the scores, the zoom, and the card of one point. */
import { useState } from 'react'
import { factsOf } from '../../../common/config/facts.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { InspectCard } from './inspect-card.tsx'
import { PlanePointer } from './plane-pointer.tsx'
import './point-stage.css'
import { PaintButton, StagePainter } from './stage-painter.tsx'
import { ZoomButtons } from './zoom-buttons.tsx'

/** Beside each other, densities take the ground. */
const selectCoded = ({ view: { layers } }: PageState): boolean => layers.surface && !layers.density

const selectDrawn = (state: PageState): boolean => factsOf(runData(state)).origin === 'painted'

/** @param side whose stage it lies on: only the run's is painted and zoomed by buttons, the twin's follows */
export function PointOverlay({ side }: { side: SideName }) {
  return side === 'run' ? <RunOverlay /> : <TwinOverlay />
}

function TwinOverlay() {
  return (
    <>
      <PlanePointer side="twin" />
      <InspectCard side="twin" />
    </>
  )
}

function RunOverlay() {
  const coded = useGanvas(selectCoded)
  const drawn = useGanvas(selectDrawn)
  const [painting, setPainting] = useState(false)
  return (
    <>
      {coded && <SideKey />}
      {drawn && painting ? (
        <StagePainter onDone={() => setPainting(false)} />
      ) : (
        <>
          <PlanePointer side="run" />
          <ZoomButtons />
          <InspectCard side="run" />
          {drawn && <PaintButton onPaint={() => setPainting(true)} />}
        </>
      )}
    </>
  )
}

/** What the surface's colours mean, in the margin beside the picture; the toolbar has the same where there is none. */
function SideKey() {
  return (
    <p className="side-key">
      <span>1 real</span>
      <i aria-hidden="true" />
      <span>0 fake</span>
    </p>
  )
}
