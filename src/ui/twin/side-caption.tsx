/** Above each stage of a comparison: which side it is, what sets it apart, how it stands, and the button that keeps it. */
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import type { Side } from '../../state/twin-types.ts'
import { VERDICTS } from '../charts/verdict-words.ts'
import { Button } from '../kit/button.tsx'
import { wholeNumber } from '../kit/number-words.ts'
import { standingWords } from './side-words.ts'
import { differenceWords } from './twin-words.ts'

const selectDifference = ({ config, twin }: PageState): string =>
  twin === null ? '' : differenceWords(config, twin.config)
const selectSince = (state: PageState): number => state.twin?.since ?? 0

const STANDING: Record<Side, (state: PageState) => string> = {
  run: ({ verdict, metrics }) => standingWords(verdict, metrics),
  twin: ({ twin }) => (twin === null ? '' : standingWords(twin.verdict, twin.metrics)),
}
const TONE: Record<Side, (state: PageState) => string> = {
  run: ({ verdict }) => VERDICTS[verdict.kind].tone,
  twin: ({ twin }) => (twin === null ? 'wait' : VERDICTS[twin.verdict.kind].tone),
}

export function SideCaption({ side }: { side: Side }) {
  const difference = useGanvas(selectDifference)
  const since = useGanvas(selectSince)
  const standing = useGanvas(STANDING[side])
  const tone = useGanvas(TONE[side])
  const actions = useActions()
  const letter = side === 'run' ? 'A' : 'B'
  const from = since === 0 ? '' : `, from step ${wholeNumber(since)}`
  const name = side === 'run' ? 'run' : `twin: ${difference}${from}`
  return (
    <div
      className="side-caption"
      role="group"
      aria-label={side === 'run' ? 'Side A, the run' : 'Side B, the twin'}
    >
      <b className="side-letter" data-side={side}>
        {letter}
      </b>
      <p className="side-name" title={name}>
        {name}
      </p>
      <Button
        look="outline"
        className="side-keep"
        title={
          side === 'run'
            ? 'Ends the comparison; the run goes on'
            : 'Ends the comparison; the twin is the run from now on'
        }
        onClick={() => actions.endComparison(side)}
      >
        Keep {letter}
      </Button>
      <p className="side-standing" data-tone={tone} title={standing}>
        {standing}
      </p>
    </div>
  )
}
