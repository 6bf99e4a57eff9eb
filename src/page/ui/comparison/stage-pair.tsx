/**
 * The stage of the run, and while two are compared that of the twin beside it, each with its caption. Both are passed in;
 * the run's stays the same element, so that its canvas lives through beginning and end of a comparison.
 */
import type { ReactNode } from 'react'
import { useGanvas } from '../../state/page.ts'
import { isCompared } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { SurfaceCanvas } from '../kit/surface-canvas.tsx'
import { useSlowly } from '../stage/use-slowly.ts'
import { useSurface } from '../stage/use-surface.ts'
import { SideCaption } from './side-caption.tsx'
import { standingWords } from './side-words.ts'
import { differenceWords } from './twin-words.ts'
import './twin.css'

/** @param twin what lies over the twin's stage */
export function StagePair({ children, twin }: { children: ReactNode; twin: ReactNode }) {
  const compared = useGanvas(isCompared)
  return (
    <div className="stage-pair" data-compared={compared}>
      <div className="stage-side">
        {compared && <SideCaption side="run" />}
        {children}
      </div>
      {compared && (
        <div className="stage-side">
          <SideCaption side="twin" />
          <div className="stage-box">
            <TwinCanvas />
            {twin}
          </div>
        </div>
      )}
    </div>
  )
}

const selectWords = ({ sides: { run, twin } }: PageState): string => {
  if (twin === null) return 'No twin.'
  const step = twin.step.toLocaleString('en-GB')
  return `The twin, ${differenceWords(run.config, twin.config)}: ${standingWords(twin.verdict, twin.metrics)}, at step ${step}.`
}

function TwinCanvas() {
  const attach = useSurface('stage', 'twin')
  const words = useSlowly(selectWords)
  return <SurfaceCanvas attach={attach} label={words} />
}
