/** Where the run stands, in words; said politely when it changes. */
import { useGanvas } from '../../../state/page.ts'
import { selectStateTone, selectStateWords } from './run-selectors.ts'

export function StateLine() {
  const words = useGanvas(selectStateWords)
  const tone = useGanvas(selectStateTone)
  return (
    <p className="state-line" data-tone={tone} aria-live="polite">
      <span className="state-dot" aria-hidden="true" />
      <span className="state-words">{words}</span>
    </p>
  )
}
