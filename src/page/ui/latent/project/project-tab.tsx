/**
 * From an item back to a latent: choose an item, as its kind has it, and watch the search. What it finds goes under the hand.
 */
import { useState } from 'react'
import { toFailure } from '../../../../common/failure.ts'
import { shapeOf } from '../../../../common/items/kinds.ts'
import { useActions, useGanvas, useLab } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import type { TabProps } from '../lab-bar.tsx'
import type { ThumbItem } from '../thumb.tsx'
import { useLabKind, useSurroundings } from '../use-lab-kind.ts'
import { SearchRow } from './search-row.tsx'

const selectShape = ({ dataset }: PageState): string =>
  dataset === null ? '' : String(shapeOf(dataset.item))

export function ProjectTab({ onGrasp }: TabProps) {
  const { Target, Choice } = useLabKind().search
  const [target, setTarget] = useState<ThumbItem | null>(null)
  const shape = useGanvas(selectShape)
  const [madeFor, setMadeFor] = useState(shape)
  if (shape !== madeFor) {
    // Another dataset: the old item has another shape.
    setMadeFor(shape)
    setTarget(null)
  }
  const surroundings = useSurroundings()
  const take = useOwnFile(setTarget)
  return (
    <div
      className="lab-project"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        // The page would take it for a dataset.
        event.preventDefault()
        take(event.dataTransfer.files[0])
      }}
    >
      <Target {...{ target, surroundings }} onTarget={setTarget} />
      <div className="project-side">
        {Choice !== null && <Choice chosen={target} onTarget={setTarget} onOwn={take} />}
        <SearchRow target={target} onGrasp={onGrasp} />
      </div>
    </div>
  )
}

/** Takes a file of the person's own as the target; says why where that cannot be. Nothing where its kind takes none. */
function useOwnFile(onTarget: (item: ThumbItem) => void): (own: File | undefined) => void {
  const lab = useLab()
  const actions = useActions()
  const { fromFile } = useLabKind().search
  const take = async (own: File | undefined): Promise<void> => {
    if (own === undefined || fromFile === null) return
    try {
      const item = await fromFile(lab, own)
      if (item !== undefined) onTarget(item)
    } catch (thrown) {
      const { sentence, nextStep } = toFailure(thrown)
      actions.say({ role: 'alert', sentence, nextStep })
    }
  }
  return (own) => void take(own)
}
