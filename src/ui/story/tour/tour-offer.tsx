/** A quiet word to who is here for the first time. Gone once the tour was begun or refused. */
import { X } from 'lucide-react'
import { opened } from '../../../state/follow-tour.ts'
import { useActions, useGanvas, useReadNow } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { IconButton } from '../../kit/button.tsx'

const selectOffered = ({ story }: PageState): boolean => !story.tour.met

export function TourOffer() {
  const offered = useGanvas(selectOffered)
  const { story } = useActions()
  const readNow = useReadNow()
  if (!offered) return null
  return (
    <p className="tour-offer">
      <button
        type="button"
        className="tour-begin"
        onClick={() => story.setTour(opened(0, readNow().story.walked))}
      >
        New here? <span>Six short chapters</span>
      </button>
      <IconButton name="No tour" icon={<X size={12} />} onClick={() => story.setTour({ met: true })} />
    </p>
  )
}
