/** Opens what fakes are worth, and says how it stands: below the verdict, for data that have something to predict. */
import { Scale } from 'lucide-react'
import { isFromPictures } from '../../../common/config/task.ts'
import { pageKind } from '../../kinds/kinds.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { isMeasuring } from '../../state/worth/worth-types.ts'
import { Button } from '../kit/button.tsx'
import { later } from '../kit/later.tsx'
import { headOf, shareOf } from './worth-words.ts'

const WorthDialog = later(async () => (await import('./worth-dialog.tsx')).WorthDialog)

const selectOffered = ({ dataset, sides }: PageState): boolean =>
  dataset !== null &&
  sides.run.networks !== null &&
  // What is restored is no new item.
  !isFromPictures(sides.run.config) &&
  pageKind(dataset.item.kind).worth?.offered(dataset) === true
const selectShown = (state: PageState): boolean => state.worthShown
/** One string, so that progress that changes nothing here is no news. */
const selectWords = (state: PageState): string => {
  const { worth } = state
  if (isMeasuring(state)) {
    const share = worth?.state === 'measuring' ? shareOf(worth.progress) : 0
    return `Measuring what the fakes are worth: ${Math.round(100 * share)} %`
  }
  return worth === null ? 'Is it worth anything?' : `Worth: ${headOf(worth).toLowerCase()}`
}

export function WorthButton() {
  const offered = useGanvas(selectOffered)
  const shown = useGanvas(selectShown)
  const words = useGanvas(selectWords)
  const actions = useActions()
  if (!offered) return null
  return (
    <>
      <Button
        look="outline"
        className="worth-open"
        icon={<Scale size={14} aria-hidden="true" />}
        aria-haspopup="dialog"
        title="Whether these fakes teach another model anything, measured on data that nothing has seen"
        onClick={() => actions.showWorth(true)}
      >
        {words}
      </Button>
      {shown && <WorthDialog onClose={() => actions.showWorth(false)} />}
    </>
  )
}
