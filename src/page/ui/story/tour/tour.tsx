/** The tour, when it is open: its card is fetched then. */
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { later } from '../../kit/later.tsx'

const OpenCard = later(async () => (await import('./tour-card.tsx')).TourCard)

const selectChapter = (state: PageState) => state.story.tour.chapter

export function Tour() {
  const at = useGanvas(selectChapter)
  return at === null ? null : <OpenCard at={at} />
}
