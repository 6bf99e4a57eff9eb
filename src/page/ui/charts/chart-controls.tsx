/** What holds for all charts: how much of the run is shown, and whether curves are smoothed. */
import type { Span } from './axes/step-axis.ts'
import { LAST_STEPS } from './axes/step-axis.ts'
import { stepText } from './number-words.ts'

interface Props {
  span: Span
  smooth: boolean
  onSpan: (span: Span) => void
  onSmooth: (smooth: boolean) => void
}

const SPANS: readonly { id: Span; label: string }[] = [
  { id: 'whole', label: 'Whole run' },
  { id: 'last', label: `Last ${stepText(LAST_STEPS)}` },
]

export function ChartControls({ span, smooth, onSpan, onSmooth }: Props) {
  return (
    <div className="chart-controls">
      <div className="segments" role="radiogroup" aria-label="Steps shown">
        {SPANS.map(({ id, label }) => (
          <label key={id} className="segment">
            <input
              type="radio"
              name="chart-span"
              value={id}
              checked={span === id}
              onChange={() => onSpan(id)}
            />
            <span>{label}</span>
          </label>
        ))}
      </div>
      <label className="chart-smooth" title="Shows an exponential moving average over the raw curve.">
        <input
          type="checkbox"
          role="switch"
          className="switch"
          checked={smooth}
          onChange={(event) => onSmooth(event.target.checked)}
        />
        Smooth
      </label>
    </div>
  )
}
