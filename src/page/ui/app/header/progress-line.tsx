/** The hair-thin line under the header: how far preparing has come, or that something is under way. */
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import '../../kit/css-variables.ts'
import { selectStateTone } from './run-selectors.ts'

/** Of preparing; else of a warm start that is under way, which is over sooner than a person gives up. */
const selectShare = ({ progress, sides }: PageState): number => {
  const { step, config } = sides.run
  if (progress !== null) return percent(progress.done, progress.total)
  return step > 0 && step < config.warmStart ? percent(step, config.warmStart) : NaN
}

const selectName = ({ progress }: PageState): string => (progress === null ? 'Warm start' : 'Preparing')

function percent(done: number, total: number): number {
  return total <= 0 ? NaN : Math.round((100 * done) / total)
}

export function ProgressLine() {
  const tone = useGanvas(selectStateTone)
  const share = useGanvas(selectShare)
  const name = useGanvas(selectName)
  if (tone !== 'busy' && Number.isNaN(share)) return null
  return Number.isNaN(share) ? (
    <div className="progress-line progress-line-open" role="progressbar" aria-label="Preparing" />
  ) : (
    <div
      className="progress-line"
      role="progressbar"
      aria-label={name}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      style={{ '--share': share / 100 }}
    />
  )
}
