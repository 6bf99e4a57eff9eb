/** Measured figures as text, by their unit. Pure. */
import { metricEntry, METRICS, type MetricEntry, type MetricId } from '../../../common/catalog/metrics.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import { figureText, percentText, stepText } from '../charts/number-words.ts'

/** Modes, high quality and digits have their own places; the rest follow in the catalogue's order. */
const MAIN: readonly MetricId[] = ['modes', 'highQuality', 'classes', 'classTV']

export const OTHER_METRICS: readonly (MetricEntry & { id: MetricId })[] = METRICS.filter(
  ({ id }) => !MAIN.includes(id),
)

/** A figure as text: `7 / 8`, `98.9 %`, `0.021 nats`; null where it does not apply. */
export function metricText(id: MetricId, metrics: Metrics): string | null {
  const value = metrics[id]
  if (value === undefined) return null
  switch (metricEntry(id).unit) {
    case 'count':
      return countText(value, id === 'modes' ? metrics.modesTotal : metrics.classesTotal)
    case 'share':
      return percentText(value)
    case 'nats':
      return `${figureText(value)} nats`
    case 'bits':
      return `${figureText(value)} bits`
    case 'decibel':
      return `${decibelText(value)} dB`
    case 'ratio':
      return `${figureText(value)} ×`
    case 'data':
    case 'none':
      return figureText(value)
  }
}

/** A tenth of a decibel is hardly seen; two places, so that a run is seen to move. */
function decibelText(value: number): string {
  return Number.isFinite(value) ? value.toFixed(2).replace('-', '−') : figureText(value)
}

function countText(value: number, total: number | undefined): string {
  return total === undefined ? String(value) : `${value} / ${total}`
}

/** Definition, source and over how many samples: what a person reads on hover. */
export function metricTitle(id: MetricId, samples: number | undefined): string {
  const { meaning, source } = metricEntry(id)
  const over = samples === undefined ? '' : ` Over ${stepText(samples)} fresh samples.`
  return `${meaning}${over} Source: ${source}.`
}
