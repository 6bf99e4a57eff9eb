/** The stage: the worker's canvas, what is drawn on it, and what lies over it while there is nothing to see. */
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { useGanvas } from '../../state/page.ts'
import { runData, runView } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { PastBadge } from '../timeline/past-badge.tsx'
import { StagePair } from '../comparison/stage-pair.tsx'
import { InspectCard } from '../../kinds/points/inspect-card.tsx'
import { PictureStage } from '../../kinds/pictures/picture-stage.tsx'
import { PlanePointer } from '../../kinds/points/plane-pointer.tsx'
import { PointStage } from '../../kinds/points/point-stage.tsx'
import { situationOf } from './situation.ts'
import { StageOverlay } from './stage-overlay.tsx'
import { StageToolbar } from './stage-toolbar.tsx'
import { stageWords } from './stage-words.ts'
import './stage.css'
import { useSlowly } from './use-slowly.ts'
import { useSurface } from './use-surface.ts'

const selectWords = (state: PageState): string => stageWords(runView(state))

/** Two grids side by side need less height than width. */
const selectWide = (state: PageState): boolean =>
  itemKindOf(runData(state)) === 'images' && state.view.show === 'both'

const selectKind = (state: PageState) => itemKindOf(runData(state))

/** There is a picture of points. */
const selectPlane = (state: PageState): boolean =>
  state.dataset?.kind === 'points' && !['empty', 'busy'].includes(situationOf(runView(state)).kind)

/** There is a wall of pictures. */
const selectWall = (state: PageState): boolean =>
  state.dataset?.kind === 'images' && !['empty', 'busy'].includes(situationOf(runView(state)).kind)

export function StagePanel() {
  const plane = useGanvas(selectPlane)
  const wall = useGanvas(selectWall)
  const wide = useGanvas(selectWide)
  const kind = useGanvas(selectKind)
  return (
    <section className="stage" aria-label="Stage" data-kind={kind}>
      <StageToolbar />
      <StagePair
        twin={
          <>
            {plane && (
              <>
                <PlanePointer side="twin" />
                <InspectCard side="twin" />
              </>
            )}
            {wall && <PictureStage side="twin" />}
          </>
        }
      >
        <div className="stage-box" data-wide={wide}>
          <StageCanvas />
          {plane && <PointStage />}
          {wall && <PictureStage side="run" />}
          <StageOverlay />
          <PastBadge />
        </div>
      </StagePair>
    </section>
  )
}

function StageCanvas() {
  const attach = useSurface('stage')
  const words = useSlowly(selectWords)
  return <SurfaceCanvas attach={attach} label={words} />
}
