/** The stage: the worker's canvas, what is drawn on it, and what lies over it while there is nothing to see. */
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { useGanvas } from '../../state/page.ts'
import { runData, runView } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { PastBadge } from '../timeline/past-badge.tsx'
import { StagePair } from '../comparison/stage-pair.tsx'
import { NeedLine } from '../need/need-line.tsx'
import { pageKind } from '../../kinds/kinds.ts'
import { LivelyBar } from './lively-bar.tsx'
import { situationOf } from './situation.ts'
import { StageOverlay } from './stage-overlay.tsx'
import { StageToolbar } from './stage-toolbar.tsx'
import { stageWords } from './stage-words.ts'
import './stage.css'
import { useSlowly } from './use-slowly.ts'
import { useSurface } from './use-surface.ts'

const selectWords = (state: PageState): string => stageWords(runView(state))

const selectKind = (state: PageState) => pageKind(itemKindOf(runData(state)))
const selectWide = (state: PageState): boolean =>
  selectKind(state).stage.isWide(state.view, state.sides.run.config)

/** What lies over the stage, while there is a picture on it. */
const selectOverlay = (state: PageState) =>
  state.dataset === null || ['empty', 'busy'].includes(situationOf(runView(state)).kind)
    ? null
    : pageKind(state.dataset.item.kind).stage.Overlay

export function StagePanel() {
  const Overlay = useGanvas(selectOverlay)
  const wide = useGanvas(selectWide)
  const { lowerPanel } = useGanvas(selectKind)
  return (
    <section className="stage" aria-label="Stage" data-lower-panel={lowerPanel}>
      <StageToolbar />
      <StagePair twin={Overlay !== null && <Overlay side="twin" />}>
        <div className="stage-box" data-wide={wide}>
          <StageCanvas />
          {Overlay !== null && <Overlay side="run" />}
          <StageOverlay />
          <PastBadge />
        </div>
      </StagePair>
      <LivelyBar />
      <NeedLine />
    </section>
  )
}

function StageCanvas() {
  const attach = useSurface('stage')
  const words = useSlowly(selectWords)
  return <SurfaceCanvas attach={attach} label={words} />
}
