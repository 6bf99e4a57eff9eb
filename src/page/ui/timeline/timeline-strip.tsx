/** The strip under the columns: the run's past as a film, and the way back into it. */
import { GitBranch } from 'lucide-react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { stepText } from '../charts/number-words.ts'
import { Button } from '../kit/button.tsx'
import { FilmTrack } from './film-track.tsx'
import { agoWords } from './timeline-words.ts'
import './timeline.css'

const selectRewound = (state: PageState) => state.sides.run.timeline.rewound
const selectNewest = (state: PageState) => state.sides.run.timeline.frames.at(-1)?.step ?? 0
const selectHasPast = (state: PageState) => state.sides.run.timeline.frames.length > 1

export function TimelineStrip() {
  return (
    <section className="timeline" aria-labelledby="timeline-title">
      <Head />
      <FilmTrack />
    </section>
  )
}

function Head() {
  const rewound = useGanvas(selectRewound)
  const newest = useGanvas(selectNewest)
  const hasPast = useGanvas(selectHasPast)
  const actions = useActions()
  return (
    <div className="timeline-head">
      <div className="timeline-words">
        <h2 id="timeline-title">Timeline</h2>
        {rewound === null ? (
          <p>{hasPast ? 'Drag along the film to look back.' : 'Nothing to look back on yet.'}</p>
        ) : (
          <p>
            <b>Step {stepText(rewound)}</b>, {agoWords(rewound, newest)}
          </p>
        )}
      </div>
      {rewound !== null && (
        <Button
          look="outline"
          icon={<GitBranch size={14} aria-hidden="true" />}
          title="Goes on from this step with the settings of now; what came after it is forgotten."
          onClick={() => actions.branch(rewound)}
        >
          Branch from here
        </Button>
      )}
    </div>
  )
}
