/** What is drawn on the stage: layers for points, sides and size of the grid for images; and the key to the scores. */
import { Minus, Plus } from 'lucide-react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState, View } from '../../state/store-types.ts'
import { datasetEntry } from '../../catalog/datasets.ts'
import { IconButton } from '../kit/button.tsx'
import { PointLayers } from './point-layers.tsx'

const SHOWN: readonly { id: View['show']; label: string }[] = [
  { id: 'fake', label: 'Fake' },
  { id: 'real', label: 'Real' },
  { id: 'both', label: 'Both' },
]

/** Pictures across: fewer say little, more are too small to see. */
const FEWEST = 2
const MOST = 12

/** Known from the choice on, before the data are there. */
const selectKind = (state: PageState) => datasetEntry(state.config.dataset).kind
const selectShow = (state: PageState) => state.view.show
const selectColumns = (state: PageState) => state.view.columns

export function StageToolbar() {
  const kind = useGanvas(selectKind)
  return (
    <div className="stage-toolbar" role="group" aria-label="Stage view">
      {kind === 'points' ? <PointLayers /> : <Pictures />}
      <ScoreKey wide={kind === 'images'} />
    </div>
  )
}

function Pictures() {
  const show = useGanvas(selectShow)
  const columns = useGanvas(selectColumns)
  const actions = useActions()
  const grow = (by: number): void =>
    actions.setView({ columns: Math.min(MOST, Math.max(FEWEST, columns + by)) })
  return (
    <>
      <div className="segments" role="radiogroup" aria-label="Pictures shown">
        {SHOWN.map(({ id, label }) => (
          <label key={id} className="segment">
            <input
              type="radio"
              name="stage-show"
              value={id}
              checked={show === id}
              onChange={() => actions.setView({ show: id })}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <div className="grid-size" role="group" aria-label="Grid size">
        <IconButton
          name="Fewer, larger pictures"
          icon={<Minus size={14} />}
          disabled={columns <= FEWEST}
          onClick={() => grow(-1)}
        />
        <span>{columns} across</span>
        <IconButton
          name="More, smaller pictures"
          icon={<Plus size={14} />}
          disabled={columns >= MOST}
          onClick={() => grow(1)}
        />
      </div>
    </>
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
