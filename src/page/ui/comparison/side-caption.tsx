/** Above each stage of a comparison: which side it is, what sets it apart, how it stands, and the button that keeps it. */
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import type { Side } from '../../state/comparison/twin-types.ts'
import { verdictWords } from '../figures/verdict-words.ts'
import { Button } from '../kit/button.tsx'
import { wholeNumber } from '../kit/number-words.ts'
import { standingWords } from './side-words.ts'
import { differenceWords } from './twin-words.ts'

const selectDifference = ({ config, twin }: PageState): string =>
  twin === null ? '' : differenceWords(config, twin.config)
const selectSince = (state: PageState): number => state.twin?.since ?? 0

/** Whoever looks back sees a past step: the figures of now are not its own. */
const PAST: Record<Side, (state: PageState) => string> = {
  run: ({ timeline }) => `Shows step ${wholeNumber(timeline.rewound ?? 0)}`,
  twin: ({ twin }) =>
    twin === null || twin.rewound === null
      ? 'Shows now: that step of B is not kept'
      : `Shows step ${wholeNumber(twin.rewound)}${twin.rewound < twin.since ? ', when both were one' : ''}`,
}
const STANDING: Record<Side, (state: PageState) => string> = {
  run: (state) =>
    state.timeline.rewound === null ? standingWords(state.verdict, state.metrics) : PAST.run(state),
  twin: (state) => {
    const { twin, timeline } = state
    if (timeline.rewound !== null) return PAST.twin(state)
    return twin === null ? '' : standingWords(twin.verdict, twin.metrics)
  },
}
const TONE: Record<Side, (state: PageState) => string> = {
  run: ({ verdict }) => verdictWords(verdict).tone,
  twin: ({ twin }) => (twin === null ? 'wait' : verdictWords(twin.verdict).tone),
}

export function SideCaption({ side }: { side: Side }) {
  const difference = useGanvas(selectDifference)
  const since = useGanvas(selectSince)
  const standing = useGanvas(STANDING[side])
  const tone = useGanvas(TONE[side])
  const actions = useActions()
  const letter = side === 'run' ? 'A' : 'B'
  const from = since === 0 ? '' : `, from step ${wholeNumber(since)}`
  const name = side === 'run' ? 'The run' : capital(`${difference}${from}`)
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
      <p className="side-standing" data-tone={tone} title={standing}>
        {standing}
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
    </div>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
