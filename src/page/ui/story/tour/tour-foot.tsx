/** The way through the chapters: which are done, one back, one on. */
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { Button } from '../../kit/button.tsx'
import { TOUR } from './chapters.ts'

const selectDone = (state: PageState) => state.story.tour.done

interface Props {
  at: number
  onGo: (chapter: number) => void
  onClose: () => void
}

export function TourFoot({ at, onGo, onClose }: Props) {
  const done = useGanvas(selectDone)
  const last = at === TOUR.length - 1
  return (
    <div className="tour-foot">
      <ol className="tour-dots" aria-label="Chapters">
        {TOUR.map(({ title }, i) => (
          <li key={title}>
            <button
              type="button"
              className="tour-dot"
              aria-label={`Chapter ${i + 1}: ${title}${done[i] === true ? ', done' : ''}`}
              title={title}
              aria-current={i === at ? 'step' : undefined}
              data-done={done[i] === true}
              onClick={() => onGo(i)}
            />
          </li>
        ))}
      </ol>
      <Button disabled={at === 0} onClick={() => onGo(at - 1)}>
        Back
      </Button>
      <Button
        look={done[at] === true ? 'primary' : 'outline'}
        onClick={() => (last ? onClose() : onGo(at + 1))}
      >
        {last ? 'Finish' : done[at] === true ? 'Next' : 'Skip'}
      </Button>
    </div>
  )
}
