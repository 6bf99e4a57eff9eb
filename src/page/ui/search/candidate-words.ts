/** What is said of one candidate, in the words of settings and figures everywhere on the page. Pure. */
import { metricEntry, type MetricId } from '../../../common/catalog/metrics.ts'
import type { RunConfig } from '../../../common/config/run-config.ts'
import type { Candidate } from '../../../common/config/search.ts'
import type { Measurement, CandidateRow } from '../../../common/protocol/search.ts'
import { percentText } from '../charts/number-words.ts'
import { differenceWords } from '../comparison/twin-words.ts'
import { metricText, metricTitle } from '../figures/metric-words.ts'

/** Those that say whether samples look right, are varied, and are their own. */
const SHOWN: readonly MetricId[] = [
  'fidelity',
  'modes',
  'highQuality',
  'classes',
  'coverage',
  'diversity',
  'nearestTrainingRatio',
]

export interface FigureText {
  readonly name: string
  readonly value: string
  readonly title: string
}

/** What it was judged by first, then the figures that apply, by their names in the catalogue. */
export function figuresOf({ metrics, variety }: Measurement): FigureText[] {
  const measured = SHOWN.flatMap((id) => {
    const value = metricText(id, metrics)
    return value === null
      ? []
      : [{ name: metricEntry(id).label, value, title: metricTitle(id, metrics.samples) }]
  })
  return [{ name: 'Variety', value: percentText(variety), title: VARIETY }, ...measured]
}

const VARIETY =
  'How much of the data’s variety the fakes keep, as the verdict says it, and no more than they cover. Own, docs/verdict.md.'

/** “R1, γ 0.02 instead of none”; of the present settings that they are. */
export function changeWords(base: RunConfig, change: Partial<RunConfig>): string {
  return Object.keys(change).length === 0
    ? 'The settings as they were'
    : differenceWords(base, { ...base, ...change })
}

/** One or two words beside the name. */
export function stateWords({ state }: Pick<CandidateRow, 'state'>, turn: boolean): string {
  switch (state) {
    case 'racing':
      return turn ? 'training' : 'waits'
    case 'dropped':
      return 'fell'
    case 'won':
      return 'winner'
    case 'diverged':
      return 'diverged'
    case 'failed':
      return 'could not train'
    case 'stopped':
      return 'stopped'
  }
}

/** The curve for those who do not see it. */
export function curveWords(measurements: readonly Measurement[]): string {
  if (measurements.length === 0) return 'No look yet'
  return `Looks and variety, by time: ${measurements.map(({ score }) => `${Math.round(100 * score)} %`).join(', ')}`
}

/** Best first; whoever was never looked at comes last. */
export function inOrder(rows: readonly CandidateRow[]): CandidateRow[] {
  const place = ({ rank }: CandidateRow): number => (rank === 0 ? Infinity : rank)
  return [...rows].sort((a, b) => (place(a) === place(b) ? 0 : place(a) - place(b)))
}

/** “4 are tried: As it is now; Paired loss …”. */
export function triedWords(candidates: readonly Candidate[]): string {
  return `${candidates.length} are tried: ${candidates.map(({ label }) => label).join('; ')}.`
}
