/** Above each stage of a comparison: which side it is, what sets it apart, how it stands, and the button that keeps it. */
import { useCallback } from 'react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import type { SideName } from '../../../common/protocol/side.ts'
import type { SideState } from '../../state/run/side-types.ts'
import { verdictWords } from '../figures/verdict-words.ts'
import { Button } from '../kit/button.tsx'
import { wholeNumber } from '../kit/number-words.ts'
import { standingWords } from './side-words.ts'
import { differenceWords } from './twin-words.ts'

const selectDifference = ({ sides: { run, twin } }: PageState): string =>
  twin === null ? '' : differenceWords(run.config, twin.config)
const selectSince = (state: PageState): number => state.parted ?? 0

/** Whoever looks back sees a past step: the figures of now are not its own. */
function standingOf(side: SideState, { sides, parted }: PageState): string {
  if (sides.run.timeline.rewound === null) return standingWords(side.verdict, side.metrics)
  const { rewound } = side.timeline
  if (rewound === null) return 'Shows now: that step of B is not kept'
  const asOne = side === sides.twin && rewound < (parted ?? 0)
  return `Shows step ${wholeNumber(rewound)}${asOne ? ', when both were one' : ''}`
}

export function SideCaption({ side }: { side: SideName }) {
  const difference = useGanvas(selectDifference)
  const since = useGanvas(selectSince)
  const standing = useGanvas(
    useCallback(
      (state: PageState) => {
        const found = state.sides[side]
        return found === null ? '' : standingOf(found, state)
      },
      [side],
    ),
  )
  const tone = useGanvas(
    useCallback(
      ({ sides }: PageState) => (sides[side] === null ? 'wait' : verdictWords(sides[side].verdict).tone),
      [side],
    ),
  )
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
