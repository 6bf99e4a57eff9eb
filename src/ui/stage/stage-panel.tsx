/** The stage: the worker's canvas, what is drawn on it, and what lies over it while there is nothing to see. */
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { StageOverlay } from './stage-overlay.tsx'
import { StageToolbar } from './stage-toolbar.tsx'
import { stageWords } from './stage-words.ts'
import './stage.css'
import { useSlowly } from './use-slowly.ts'
import { useSurface } from './use-surface.ts'

const selectWords = (state: PageState): string => stageWords(state)

export function StagePanel() {
  return (
    <section className="stage" aria-label="Stage">
      <StageToolbar />
      <div className="stage-box">
        <StageCanvas />
        <StageOverlay />
      </div>
    </section>
  )
}

function StageCanvas() {
  const attach = useSurface('stage')
  const words = useSlowly(selectWords)
  return <SurfaceCanvas attach={attach} label={words} />
}
