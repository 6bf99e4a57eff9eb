/** What is drawn on the stage: layers for points, sides and size of the grid for images; and the key to the scores. */
import { ArrowDownWideNarrow, Eye, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import type { PageState, View } from '../../state/store-types.ts'
import { itemKindOf } from '../../../common/config/item-kind.ts'
import { classesOf } from '../../state/stage/classes.ts'
import { IconButton } from '../kit/button.tsx'
import { later } from '../kit/later.tsx'
import { CompareButton } from '../comparison/compare-button.tsx'
import { PointLayers } from '../../kinds/points/point-layers.tsx'

const RealOrFakeDialog = later(
  async () => (await import('../../kinds/pictures/real-or-fake-dialog.tsx')).RealOrFakeDialog,
)

const SHOWN: readonly { id: View['show']; label: string }[] = [
  { id: 'fake', label: 'Fake' },
  { id: 'real', label: 'Real' },
  { id: 'both', label: 'Both' },
]

/** Pictures across: fewer say little, more are too small to see. */
const FEWEST = 2
const MOST = 12

const selectKind = (state: PageState) => itemKindOf(runData(state))
const selectShow = (state: PageState) => state.view.show
const selectColumns = (state: PageState) => state.view.columns
const selectSorted = (state: PageState) => state.view.sorted
/** Columns that are classes stay where they are. */
const selectSortable = (state: PageState) =>
  classesOf(runData(state)) === null || state.view.pickedClass !== null
const selectStands = (state: PageState) =>
  state.sides.run.networks !== null && state.dataset?.kind === 'images'

export function StageToolbar() {
  const kind = useGanvas(selectKind)
  return (
    <div className="stage-toolbar" role="group" aria-label="Stage view">
      {kind === 'points' ? <PointLayers /> : <Pictures />}
      <ScoreKey wide={kind === 'images'} />
      <CompareButton />
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
      <Sorting />
      <SortByEye />
    </>
  )
}

function Sorting() {
  const sorted = useGanvas(selectSorted)
  const sortable = useGanvas(selectSortable)
  const actions = useActions()
  const name = sortable ? 'Sort by score' : 'Sort by score: not while each column is a class'
  return (
    <IconButton
      name={name}
      className="picture-sort"
      aria-pressed={sorted && sortable}
      disabled={!sortable}
      icon={<ArrowDownWideNarrow size={15} />}
      onClick={() => actions.setView({ sorted: !sorted })}
    />
  )
}

function SortByEye() {
  const stands = useGanvas(selectStands)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="layer-toggle picture-game"
        aria-haspopup="dialog"
        disabled={!stands}
        title="Sort reals from fakes yourself, and compare with the detective"
        onClick={() => setOpen(true)}
      >
        <Eye size={14} aria-hidden="true" />
        Be the detective
      </button>
      {open && <RealOrFakeDialog onClose={() => setOpen(false)} />}
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
