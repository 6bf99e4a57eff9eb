/** What was left out of the person's files, each with the reason. */
import { useGanvas } from '../../../state/page.ts'
import type { SkippedItem } from '../../../../common/protocol/report.ts'
import type { PageState } from '../../../state/store-types.ts'
import { wholeNumber } from '../../kit/number-words.ts'

/** A longer list is of no use to anybody, and slow. */
const MOST_SHOWN = 200
const NOTHING: readonly SkippedItem[] = []

const selectSkipped = (state: PageState) => state.dataset?.skipped ?? NOTHING

export function SkippedFiles() {
  const skipped = useGanvas(selectSkipped)
  if (skipped.length === 0) return null
  const more = skipped.length - MOST_SHOWN
  return (
    <details className="skipped">
      <summary>
        {wholeNumber(skipped.length)} {skipped.length === 1 ? 'file was' : 'files were'} skipped
      </summary>
      <ul>
        {skipped.slice(0, MOST_SHOWN).map(({ name, reason }, i) => (
          <li key={`${i} ${name}`}>
            <span className="skipped-name">{name}</span>
            <span className="skipped-reason">{reason.sentence}</span>
          </li>
        ))}
        {more > 0 && <li>and {wholeNumber(more)} more</li>}
      </ul>
    </details>
  )
}
