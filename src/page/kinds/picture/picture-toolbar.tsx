/** Which pictures the wall shows: sides, how many across, in which order; and the game of telling reals from fakes. */
import { ArrowDownWideNarrow, Eye, Minus, Plus } from 'lucide-react'
import { useState } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import { runData } from '../../state/run/sides.ts'
import { classesOf } from '../../state/stage/classes.ts'
import type { PageState, View } from '../../state/store-types.ts'
import { IconButton } from '../../ui/kit/button.tsx'
import { later } from '../../ui/kit/later.tsx'
import { Segments, type Option } from '../../ui/kit/segments.tsx'

const RealOrFakeDialog = later(async () => (await import('./real-or-fake-dialog.tsx')).RealOrFakeDialog)

const SHOWN: readonly Option<View['show']>[] = [
  { id: 'fake', label: 'Fake' },
  { id: 'real', label: 'Real' },
  { id: 'both', label: 'Both' },
]

/** Pictures across: fewer say little, more are too small to see. */
const FEWEST = 2
const MOST = 12

const selectShow = (state: PageState) => state.view.show
const selectColumns = (state: PageState) => state.view.columns
const selectSorted = (state: PageState) => state.view.sorted
/** Columns that are classes stay where they are. */
const selectSortable = (state: PageState) =>
  classesOf(runData(state)) === null || state.view.pickedClass !== null
const selectStands = (state: PageState) => state.sides.run.networks !== null && state.dataset !== null

export function PictureToolbar() {
  const show = useGanvas(selectShow)
  const actions = useActions()
  return (
    <>
      <Segments
        name="stage-show"
        aria-label="Pictures shown"
        options={SHOWN}
        chosen={show}
        onChoose={(id) => actions.setView({ show: id })}
      />
      <GridSize />
      <Sorting />
      <SortByEye />
    </>
  )
}

export function GridSize() {
  const columns = useGanvas(selectColumns)
  const actions = useActions()
  const grow = (by: number): void =>
    actions.setView({ columns: Math.min(MOST, Math.max(FEWEST, columns + by)) })
  return (
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

/** @param short as a sign alone */
export function SortByEye({ short = false }: { short?: boolean }) {
  const stands = useGanvas(selectStands)
  const [open, setOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        className="layer-toggle picture-game"
        aria-label="Be the detective"
        aria-haspopup="dialog"
        disabled={!stands}
        title="Sort reals from fakes yourself, and compare with the detective"
        onClick={() => setOpen(true)}
      >
        <Eye size={14} aria-hidden="true" />
        {!short && 'Be the detective'}
      </button>
      {open && <RealOrFakeDialog onClose={() => setOpen(false)} />}
    </>
  )
}
