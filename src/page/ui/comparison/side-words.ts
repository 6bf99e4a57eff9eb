/** How one side of a comparison stands, in a few words. Pure. */
import type { Metrics, Verdict } from '../../../common/protocol/report.ts'
import { metricText } from '../figures/metric-words.ts'
import { verdictWords } from '../figures/verdict-words.ts'

/** “Healthy · 8/8 modes · 93 % good”: short, as half a stage is narrow; for pictures their variety, for restored ones “22.93 dB · realism 0.034”. */
export function standingWords(verdict: Verdict, metrics: Metrics | null): string {
  return [verdictWords(verdict).label, ...figures(metrics)].join(' · ')
}

function figures(metrics: Metrics | null): string[] {
  if (metrics === null) return []
  const { modes, modesTotal, highQuality } = metrics
  if (modes !== undefined && highQuality !== undefined)
    return [`${modes}/${modesTotal ?? '?'} modes`, `${Math.round(100 * highQuality)} % good`]
  const [psnr, realism] = [metricText('psnr', metrics), metricText('realism', metrics)]
  if (psnr !== null && realism !== null) return [psnr, `realism ${realism}`]
  const diversity = metricText('diversity', metrics)
  return diversity === null ? [] : [`diversity ${diversity}`]
}
