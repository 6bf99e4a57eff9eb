/** What is drawn on the stage, as the kind of the items has it; the key to the scores; and the way into a comparison. */
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { pageKind } from '../../kinds/kinds.ts'
import { useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { CompareButton } from '../comparison/compare-button.tsx'

const selectStage = (state: PageState) => pageKind(itemKindOf(runData(state))).stage

export function StageToolbar() {
  const { Toolbar, keyInToolbar } = useGanvas(selectStage)
  return (
    <div className="stage-toolbar" role="group" aria-label="Stage view">
      <Toolbar />
      <ScoreKey wide={keyInToolbar} />
      <CompareButton />
    </div>
  )
}

/** Colour of the surface and of the frames around pictures. */
function ScoreKey({ wide }: { wide: boolean }) {
  return (
    <p
      className="score-key"
      data-wide={wide}
      title="σ(D), the detective’s score: 0 surely fake, 1 surely real, ½ cannot tell."
    >
      <span>fake 0</span>
      <i aria-hidden="true" />
      <span>1 real</span>
    </p>
  )
}
