/** Opens the tour where the person left it. */
import { Route } from 'lucide-react'
import { opened } from '../../../state/story/follow-tour.ts'
import { useActions, useGanvas, useReadNow } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { CHAPTERS } from '../../../state/story/tour.ts'
import { Button } from '../../kit/button.tsx'

const selectDone = (state: PageState) => state.story.tour.done

/** @param onOpen whatever must close first */
export function TourButton({ onOpen }: { onOpen: () => void }) {
  const done = useGanvas(selectDone)
  const { story } = useActions()
  const readNow = useReadNow()
  const count = done.filter(Boolean).length
  const label =
    count === 0 ? 'Start the tour' : count === CHAPTERS ? 'Tour, done' : `Tour: ${count} of ${CHAPTERS} done`
  return (
    <Button
      look="outline"
      icon={<Route size={14} />}
      onClick={() => {
        onOpen()
        const next = done.indexOf(false)
        story.setTour(opened(Math.max(0, next), readNow().story.walked))
      }}
    >
      {label}
    </Button>
  )
}
