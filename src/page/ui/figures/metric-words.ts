/** Measured figures as text, by their unit. Pure. */
import { metricEntry, METRICS, type MetricEntry, type MetricId } from '../../../common/catalog/metrics.ts'
import type { Metrics, RestoredOver } from '../../../common/protocol/report.ts'
import { overPictures, RESTORED, TRANSLATED } from './restored-words.ts'
import { decibelText, figureText, percentText, stepText } from '../charts/number-words.ts'

/** Modes, high quality, digits and what is restored have their own places; the rest follow in the catalogue's order. */
const MAIN: readonly MetricId[] = ['modes', 'highQuality', 'classes', 'classTV', ...RESTORED, ...TRANSLATED]

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
      return decibelText(value)
    case 'ratio':
      return `${figureText(value)} ×`
    case 'data':
    case 'none':
      return figureText(value)
  }
}

function countText(value: number, total: number | undefined): string {
  return total === undefined ? String(value) : `${value} / ${total}`
}

/** Definition, source and over how many samples: what a person reads on hover. */
export function metricTitle(id: MetricId, samples: number | undefined, restored?: RestoredOver): string {
  const { meaning, source } = metricEntry(id)
  return `${meaning}${overText(id, samples, restored)} Source: ${source}.`
}

/** Figures of restoring are over pictures of their own, known once they are measured. */
function overText(id: MetricId, samples: number | undefined, restored: RestoredOver | undefined): string {
  if (RESTORED.some((one) => one === id))
    return restored === undefined ? '' : ` ${overPictures(restored, id)}`
  return samples === undefined ? '' : ` Over ${stepText(samples)} fresh samples.`
}
