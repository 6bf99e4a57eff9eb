/** What holds for all charts: how much of the run is shown, and whether curves are smoothed. */
import { Segments, type Option } from '../kit/segments.tsx'
import { LAST_STEPS, type Span } from './axes/step-axis.ts'
import { stepText } from './number-words.ts'

interface Props {
  span: Span
  smooth: boolean
  onSpan: (span: Span) => void
  onSmooth: (smooth: boolean) => void
}

const SPANS: readonly Option<Span>[] = [
  { id: 'whole', label: 'Whole run' },
  { id: 'last', label: `Last ${stepText(LAST_STEPS)}` },
]

export function ChartControls({ span, smooth, onSpan, onSmooth }: Props) {
  return (
    <div className="chart-controls">
      <Segments name="chart-span" aria-label="Steps shown" options={SPANS} chosen={span} onChoose={onSpan} />
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
