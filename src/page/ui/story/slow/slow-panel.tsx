/** Slow motion: one real step, walked stage by stage, as a diagram and in words. */
import { isFromPictures } from '../../../../common/config/task.ts'
import type { KeyboardEvent } from 'react'
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Diagram } from './diagram.tsx'
import { hasScores } from './loss-words.ts'
import { SlowControls } from './slow-controls.tsx'
import { StageWords } from './stage-words.tsx'
import { useSlowWalk, type SlowWalk } from './use-slow-walk.ts'
import './slow.css'
import './diagram.css'

const selectWalk = (state: PageState) => state.story.walk
const selectNetworks = (state: PageState) => state.sides.run.networks
const selectFromPictures = (state: PageState): boolean => isFromPictures(state.sides.run.config)
const selectLoss = (state: PageState) => state.sides.run.config.loss

export function SlowPanel() {
  const walk = useSlowWalk()
  const shown = useGanvas(selectWalk)
  const standing = useGanvas(selectNetworks)
  const loss = useGanvas(selectLoss)
  const fromPictures = useGanvas(selectFromPictures)
  const networks = shown?.networks ?? standing
  const given = (shown === null ? fromPictures : isFromPictures(shown.config)) ? 'Source' : 'Noise'
  return (
    <section className="slow" aria-label="Slow motion" tabIndex={0} onKeyDown={(event) => onKey(event, walk)}>
      <SlowControls walk={walk} />
      <div className="slow-body">
        {networks !== null && (
          <Diagram
            networks={networks}
            given={given}
            stage={walk.stage}
            areScores={hasScores(shown?.config.loss ?? loss)}
          />
        )}
        <div className="slow-side" tabIndex={0} role="region" aria-label="This stage">
          {walk.stage === null || shown === null ? (
            <Before />
          ) : (
            <StageWords stage={walk.stage} walk={shown} />
          )}
        </div>
      </div>
    </section>
  )
}

function Before() {
  return (
    <div className="slow-words">
      <h3 className="slow-title">One step, slowly</h3>
      <p className="slow-text">
        Press Walk: the networks make one real training step, and you go through it stage by stage with the
        numbers of that very batch. The arrow keys go back and on.
      </p>
    </div>
  )
}

/** Sliders and lists keep their arrow keys. */
function onKey(event: KeyboardEvent, walk: SlowWalk): void {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return
  if (event.target instanceof Element && event.target.closest('input, select') !== null) return
  if (event.key === 'ArrowRight') walk.next()
  else if (event.key === 'ArrowLeft') walk.back()
  else return
  event.preventDefault()
}
