/**
 * What a run is worth that makes pictures from pictures: of restoring each figure beside the best that needs no training, and why the game
 * may lose to it; of translating, where there is no truth, what can be known.
 */
import { metricEntry } from '../../../common/catalog/metrics.ts'
import { taskOf } from '../../../common/config/task.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { Figure } from './figure.tsx'
import './restored-figures.css'
import { metricText, metricTitle } from './metric-words.ts'
import { baselineText, overWords, RESTORED, TRANSLATED, type RestoredId } from './restored-words.ts'

const selectTask = (state: PageState) => taskOf(state.sides.run.config)
const selectMetrics = (state: PageState) => state.sides.run.metrics

export function RestoredFigures() {
  switch (useGanvas(selectTask)) {
    case 'restore':
      return <Restoring />
    case 'translate':
      return <Translating />
    case 'imagine':
    case 'by-class':
      return null
  }
}

function Translating() {
  const metrics = useGanvas(selectMetrics)
  return (
    <section className="restored-figures" aria-label="Translated pictures">
      <div className="figure-grid">
        {TRANSLATED.map((id) => (
          <Figure
            key={id}
            label={metricEntry(id).label}
            value={(metrics === null ? null : metricText(id, metrics)) ?? '–'}
            definition={metricTitle(id, undefined)}
          />
        ))}
      </div>
      <p className="restored-note">
        {overWords(metrics?.translated)} No two pictures belong together, so nobody knows the right answer:
        what counts is whether a picture is taken for the other class, and whether it comes back.
      </p>
    </section>
  )
}

function Restoring() {
  const metrics = useGanvas(selectMetrics)
  return (
    <section className="restored-figures" aria-label="Restored pictures beside the true ones">
      <div className="figure-grid">
        {RESTORED.map((id) => (
          <Restored key={id} id={id} metrics={metrics} />
        ))}
      </div>
      <p className="restored-note">
        {overWords(metrics?.restored)} It is normal that a lively forger loses PSNR: many pictures fit a
        source, and their blurred mean is nearest to the truth on average, while the game has it make one
        sharp picture of them.
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
