/** How one side of a comparison stands, in a few words. Pure. */
import type { Metrics, Verdict } from '../../shared/report.ts'
import { metricText } from '../charts/metric-words.ts'
import { VERDICTS } from '../charts/verdict-words.ts'

/** “Healthy · 8 / 8 modes · 93.1 % high quality”; for pictures their variety. */
export function standingWords(verdict: Verdict, metrics: Metrics | null): string {
  return [VERDICTS[verdict.kind].label, ...figures(metrics)].join(' · ')
}

function figures(metrics: Metrics | null): string[] {
  if (metrics === null) return []
  const modes = metricText('modes', metrics)
  const quality = metricText('highQuality', metrics)
  if (modes !== null && quality !== null) return [`${modes} modes`, `${quality} good`]
  const diversity = metricText('diversity', metrics)
  return diversity === null ? [] : [`diversity ${diversity}`]
}
