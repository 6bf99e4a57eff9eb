/** A chapter's experiment: what to do, the buttons that do it, and how far it has come. */
import { CircleCheck, FlaskConical } from 'lucide-react'
import { useActions, useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { progressOf } from '../../../state/story/tour.ts'
import { Button } from '../../kit/button.tsx'
import type { Chapter } from './chapters.ts'

/** Words of all chapters' progress, picked by the chapter that is open. */
const selectProgress = (state: PageState): string => {
  const { chapter, watch } = state.story.tour
  return chapter === null ? '' : progressOf(chapter, state, watch).words
}
const selectDone = ({ story: { tour } }: PageState): boolean =>
  tour.chapter !== null && tour.done[tour.chapter] === true

/** Places of the acts that are offered now, with spaces between. The first is the one to press. */
function offeredIn({ acts }: Chapter, state: PageState): string {
  return acts.flatMap(({ when }, i) => ((when?.(state, state.story.tour.watch) ?? true) ? [i] : [])).join(' ')
}

interface Props {
  at: number
  chapter: Chapter
  folded: boolean
  /** An experiment was begun. */
  onAct: () => void
}

export function Experiment({ at, chapter, folded, onAct }: Props) {
  const words = useGanvas(selectProgress)
  const done = useGanvas(selectDone)
  const actions = useActions()
  // One text: equal offers are no news.
  const offered = useGanvas((state) => offeredIn(chapter, state))
  return (
    <div className="tour-experiment" data-done={done}>
      {!folded && (
        <p className="tour-task">
          <FlaskConical size={14} aria-hidden="true" />
          {chapter.task}
        </p>
      )}
      <div className="tour-acts">
        {offered.split(' ').map((index, place) => {
          const act = chapter.acts[Number(index)]
          return act === undefined || index === '' ? null : (
            <Button
              key={`${at}-${index}`}
              look={place === 0 ? 'primary' : 'outline'}
              onClick={() => {
                act.does(actions)
                onAct()
              }}
            >
              {act.label}
            </Button>
          )
        })}
      </div>
      <p className="tour-progress">{words}</p>
      <p className="tour-after" role="status">
        {done && (
          <>
            <CircleCheck size={14} aria-hidden="true" />
            {chapter.after}
          </>
        )}
      </p>
    </div>
  )
}
