/** The past step that the stage shows, as a line through every chart. Renders alone. */
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { plotFrame, xOf } from './plot-frame.ts'
import type { StepAxis } from '../axes/step-axis.ts'

interface Props {
  steps: StepAxis
  width: number
  height: number
}

const selectRewound = (state: PageState) => state.sides.run.timeline.rewound

export function PastLine({ steps, width, height }: Props) {
  const step = useGanvas(selectRewound)
  if (step === null || step < steps.low || step > steps.high) return null
  const frame = plotFrame(width, height)
  return (
    <i
      className="past-line"
      style={{ left: xOf(step, steps, frame), top: frame.top, height: frame.bottom - frame.top }}
    />
  )
}
