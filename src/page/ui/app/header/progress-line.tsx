/** The hair-thin line under the header: how far preparing has come, or that something is under way. */
import { useGanvas } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import '../../kit/css-variables.ts'
import { selectStateTone } from './run-selectors.ts'

const selectShare = ({ progress }: PageState): number =>
  progress === null || progress.total <= 0 ? NaN : Math.round((100 * progress.done) / progress.total)

export function ProgressLine() {
  const tone = useGanvas(selectStateTone)
  const share = useGanvas(selectShare)
  if (tone !== 'busy' && Number.isNaN(share)) return null
  return Number.isNaN(share) ? (
    <div className="progress-line progress-line-open" role="progressbar" aria-label="Preparing" />
  ) : (
    <div
      className="progress-line"
      role="progressbar"
      aria-label="Preparing"
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={share}
      style={{ '--share': share / 100 }}
    />
  )
}
