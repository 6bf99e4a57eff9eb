/** What must be so of labelled pictures before their fakes are weighed: the networks are told the classes. */
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Button } from '../kit/button.tsx'
import type { WorthAsking, WorthChoicesProps } from './asking.ts'
import { ComparisonsChoice } from './comparisons-choice.tsx'

const selectTold = ({ sides }: PageState): boolean => sides.run.config.conditional !== 'none'

function PictureChoices(props: WorthChoicesProps) {
  const told = useGanvas(selectTold)
  const actions = useActions()
  if (told)
    return (
      <div className="worth-choices">
        <ComparisonsChoice {...props} />
      </div>
    )
  return (
    <div className="worth-start">
      <p>
        The networks have not been told the classes, so nobody knows what a fake is of. Once they are, the run
        begins anew; train it, and ask again.
      </p>
      <Button look="primary" onClick={() => actions.configure({ conditional: 'projection' })}>
        Tell the networks the classes
      </Button>
    </div>
  )
}

/** Networks to teach: six arms at most, one that is asked about fakes, and three points of the curve; multiply-adds of one picture at 28 pixels, and of a second. */
const [SEEDS, LEARNERS_EACH, AT_28, A_SECOND] = [5, 10, 0.42e6, 9e9] as const
/** Updates times batch, forward and twice back. */
const PASSES = 250 * 64 * 3

export const PICTURE_WORTH: WorthAsking = {
  noun: 'pictures',
  offered: ({ classes }) => classes.length > 1,
  missing: (_, { conditional }) => (conditional === 'none' ? 'classes' : null),
  Choices: PictureChoices,
  asked: (_, options) => options,
  minutes: ({ size }, { seeds = SEEDS }) =>
    (seeds * LEARNERS_EACH * PASSES * AT_28 * (size / 28) ** 2) / A_SECOND / 60,
}
