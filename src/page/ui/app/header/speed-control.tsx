/** How hard the machine works, beside what it reaches. The same setting stands in the Run panel. */
import { ChevronDown, Gauge } from 'lucide-react'
import { SPEEDS, type SpeedId } from '../../../../common/catalog/speeds.ts'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'

const selectSpeed = (state: PageState): SpeedId => state.sides.run.config.speed

export function SpeedControl() {
  const speed = useGanvas(selectSpeed)
  const actions = useActions()
  const chosen = SPEEDS.find(({ id }) => id === speed)
  return (
    <label className="speed" title={chosen?.meaning}>
      <Gauge size={14} strokeWidth={1.75} aria-hidden="true" />
      <select
        aria-label="Speed"
        value={speed}
        onChange={(event) => {
          const next = SPEEDS.find(({ id }) => id === event.target.value)
          if (next !== undefined) actions.configure({ speed: next.id })
        }}
      >
        {SPEEDS.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      <ChevronDown size={12} aria-hidden="true" />
    </label>
  )
}
