/**
 * A quiet word to who is here for the first time: the tour, and once the first run has found everything, the collapse.
 * Gone once the tour was begun or refused.
 */
import { X } from 'lucide-react'
import { opened } from '../../../state/story/follow-tour.ts'
import { pageKind } from '../../../kinds/kinds.ts'
import { useActions, useGanvas, useReadNow } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { IconButton } from '../../kit/button.tsx'
import { CollapseButton } from './collapse-button.tsx'

const selectOffered = ({ story }: PageState): boolean => !story.tour.met
/** They have seen it work: now they may see it fail. Not in the midst of a challenge. */
const selectWorked = ({ sides, dataset, challenge }: PageState): boolean =>
  sides.run.verdict.kind === 'healthy' &&
  challenge === null &&
  dataset !== null &&
  pageKind(dataset.item.kind).offersCollapse

export function TourOffer() {
  const offered = useGanvas(selectOffered)
  const worked = useGanvas(selectWorked)
  const { story } = useActions()
  const readNow = useReadNow()
  if (!offered) return null
  return (
    <p className="tour-offer">
      {worked ? (
        <>
          <span className="tour-aside">It works.</span>
          <CollapseButton className="tour-begin tour-link" label="See it fail, and cure it" />
        </>
      ) : (
        <button
          type="button"
          className="tour-begin"
          onClick={() => story.setTour(opened(0, readNow().story.walked))}
        >
          <span className="tour-aside">New here? </span>
          <span className="tour-link">Six short chapters</span>
        </button>
      )}
      <IconButton name="No tour" icon={<X size={12} />} onClick={() => story.setTour({ met: true })} />
    </p>
  )
}
