/** What a run that restores is worth: each figure beside the best that needs no training, and why the game may lose to it. */
import { metricEntry } from '../../../common/catalog/metrics.ts'
import { taskOf } from '../../../common/config/task.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Figure } from './figure.tsx'
import './restored-figures.css'
import { metricText, metricTitle } from './metric-words.ts'
import { baselineText, overWords, RESTORED, type RestoredId } from './restored-words.ts'

const selectRestores = (state: PageState): boolean => taskOf(state.sides.run.config) === 'restore'
const selectMetrics = (state: PageState) => state.sides.run.metrics

export function RestoredFigures() {
  const restores = useGanvas(selectRestores)
  const metrics = useGanvas(selectMetrics)
  if (!restores) return null
  return (
    <section className="restored-figures" aria-label="Restored pictures beside the true ones">
      <div className="figure-grid">
        {RESTORED.map((id) => (
          <Restored key={id} id={id} metrics={metrics} />
        ))}
      </div>
      <p className="restored-note">
        {overWords(metrics)} It is normal that a lively forger loses PSNR: many pictures fit a source, and
        their blurred mean is nearest to the truth on average, while the game has it make one sharp picture of
        them.
      </p>
    </section>
  )
}

function Restored({ id, metrics }: { id: RestoredId; metrics: Metrics | null }) {
  const value = (metrics === null ? null : metricText(id, metrics)) ?? '–'
  return (
    <Figure
      label={metricEntry(id).label}
      value={value}
      beside={baselineText(id, metrics)}
      definition={metricTitle(id, metrics?.samples, metrics?.restored)}
    />
  )
}
