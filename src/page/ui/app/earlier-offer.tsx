/** Offers to go on with the run of an earlier visit. Asks nothing before the person has seen the page. */
import { History, X } from 'lucide-react'
import { datasetEntry } from '../../../common/catalog/datasets.ts'
import { useActions, useGanvas } from '../../state/page.ts'
import { waitingWords } from '../../state/run/earlier-words.ts'
import type { EarlierRun, PageState } from '../../state/store-types.ts'
import { Button, IconButton } from '../kit/button.tsx'
import { wholeNumber } from '../kit/number-words.ts'
import { agoWords } from '../shelf/time-words.ts'

/** Gone once the person trains something new, or has decided. */
const selectOffer = ({ earlier, session, sides }: PageState): EarlierRun | null =>
  sides.run.step === 0 && session.state !== 'running' ? earlier : null

export function EarlierOffer() {
  const offer = useGanvas(selectOffer)
  const actions = useActions()
  if (offer === null) return null
  return (
    <div className="offer" role="status">
      <History size={16} strokeWidth={1.75} aria-hidden="true" />
      <p>{offerWords(offer, Date.now())}</p>
      <Button look="outline" onClick={() => actions.resumeEarlier()}>
        Go on with it
      </Button>
      <Button onClick={() => actions.forgetEarlier()}>Delete it</Button>
      <IconButton name="Not now" icon={<X size={14} />} onClick={() => actions.ignoreEarlier()} />
    </div>
  )
}

/** @param now milliseconds since 1970 */
export function offerWords(earlier: EarlierRun, now: number): string {
  const { step, dataset, savedAt, missing } = earlier
  const kept = `Your run on ${datasetEntry(dataset).label} at step ${wholeNumber(step)}, ${agoWords(now - savedAt)}, is kept on this machine.`
  return missing === undefined ? kept : `${kept} ${waitingWords(earlier)}`
}
