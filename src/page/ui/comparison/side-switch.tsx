/** Whose settings the column shows while two runs are compared. Settings that both share are the run's on either side. */
import { useActions, useGanvas } from '../../state/page.ts'
import { isCompared } from '../../state/run/sides.ts'
import type { PageState } from '../../state/store-types.ts'
import { Segments } from '../kit/segments.tsx'
import './twin.css'

const selectSide = (state: PageState) => state.side

const SIDES = [
  { id: 'run', label: 'A: run' },
  { id: 'twin', label: 'B: twin' },
] as const

export function SideSwitch() {
  const compared = useGanvas(isCompared)
  const side = useGanvas(selectSide)
  const actions = useActions()
  if (!compared) return null
  return (
    <div className="side-switch">
      <span id="side-switch-label">Settings of</span>
      <Segments
        name="side"
        aria-labelledby="side-switch-label"
        options={SIDES}
        chosen={side}
        onChoose={(id) => actions.editSide(id)}
      />
    </div>
  )
}
