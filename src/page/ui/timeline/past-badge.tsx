/** Says over the stage that it shows a past step, and leads back. */
import { History } from 'lucide-react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { stepText } from '../charts/number-words.ts'

const selectRewound = (state: PageState) => state.sides.run.timeline.rewound
const selectRunning = (state: PageState) => state.session.state === 'running'

export function PastBadge() {
  const rewound = useGanvas(selectRewound)
  const running = useGanvas(selectRunning)
  const actions = useActions()
  if (rewound === null) return null
  return (
    <div className="past-badge">
      <History size={14} aria-hidden="true" />
      <p>
        <b>Step {stepText(rewound)}</b>
        {running && <span className="past-running">training goes on</span>}
      </p>
      <button type="button" className="past-back" onClick={() => actions.rewind(null)}>
        Back to now
      </button>
    </div>
  )
}
