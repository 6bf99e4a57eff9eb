/** What the panel says beside the worker's own sentences. Pure. */
import { needAt, type Need } from '../../../common/need/need.ts'
import type {
  WorthInterval,
  WorthProgress,
  WorthReport,
  WorthVerdictKind,
} from '../../../common/protocol/worth.ts'

/** The verdict in a word or two. */
export const VERDICT_HEADS: Readonly<Record<WorthVerdictKind, string>> = {
  helps: 'The fakes help',
  'no-worse': 'No sure gain',
  harms: 'The fakes harm',
  untold: 'No verdict yet',
}

export function headOf({ verdict, state }: Pick<WorthReport, 'verdict' | 'state'>): string {
  return verdict === 'untold' && state !== 'measuring' ? 'No verdict' : VERDICT_HEADS[verdict]
}

/** Networks that made less of their usual steps have hardly begun. */
const EARLY = 0.5

/** Why it is too early to ask; null where it is not, or nobody knows what is usual. */
export function earlyWords(need: Need | null, step: number): string | null {
  const { recognisable, passes } = need === null ? { recognisable: null, passes: null } : needAt(need, step)
  const usual = (recognisable ?? passes)?.steps
  if (usual === undefined || step >= EARLY * usual) return null
  const at =
    step === 0 ? 'Nothing is trained yet' : `This is step ${whole(step)} of about ${whole(rounded(usual))}`
  return `${at}: too early to say what such fakes are worth.`
}

/** “about 3 minutes”, “less than a minute”. */
export function minutesWords(minutes: number): string {
  if (minutes < 0.75) return 'less than a minute'
  if (minutes < 1.5) return 'about a minute'
  return `about ${Math.round(minutes)} minutes`
}

export function leftWords({ left }: Pick<WorthProgress, 'left'>): string {
  return left === null ? '' : `${minutesWords(left / 60_000)} left`
}

export function shareOf({ done, total }: Pick<WorthProgress, 'done' | 'total'>): number {
  return total === 0 ? 0 : done / total
}

/** A score with its interval in words, for those who do not see the line. */
export function scoreWords({ mean, low, high }: WorthInterval): string {
  if (mean === null) return 'not measured yet'
  const between =
    low === null || high === null ? '' : `, 95 % interval ${low.toFixed(3)} to ${high.toFixed(3)}`
  return `${mean.toFixed(3)}${between}`
}

export function meanText({ mean }: Pick<WorthInterval, 'mean'>): string {
  return mean === null ? '–' : mean.toFixed(3)
}

/** The verdict, and the figures that it rests on: what stands in brackets at its end. */
export function partedSentence(sentence: string): [verdict: string, figures: string] {
  const at = sentence.search(/\([^()]*\)\.$/)
  return at < 0 ? [sentence, ''] : [sentence.slice(0, at), sentence.slice(at)]
}

/** What its figure means, for whoever meets it for the first time. */
export function figureWords({
  figure,
  guessing,
  items,
}: Pick<WorthReport, 'figure' | 'guessing' | 'items'>): string {
  switch (figure) {
    case 'macro-F1':
      return `macro-F1: 1 where all ${items} are named rightly, each class counting alike; a guess comes to about ${guessing.toFixed(2)}.`
    case 'R²':
      return 'R²: the share of the differences between rows that is predicted; 1 is all, 0 no better than the mean.'
  }
}

/** What the study rests on. */
export function restsOn(report: WorthReport): string {
  const { items, seen, reals, fakes, test, seeds, learner, target, step, figure } = report
  return [
    `The GAN, at step ${whole(step)}, has seen ${whole(seen)} ${items} and nothing of the ${whole(test)} that were held back.`,
    `The learner is ${learner}, asked for “${target}”; each time it is taught on ${whole(reals)} real ${items}, on ${whole(fakes)} fakes, or on both, in the same way.`,
    `${seeds} comparisons, each with other fakes, another beginning of the learner and its own share of those that were held back; the figure is ${figure}, higher is better.`,
    `What a GAN makes of fewer ${items} this does not tell: open a file with only so many, train, and measure there.`,
  ].join(' ')
}

/** Ends of the axis that all scores share: what is shown, a little room on both sides. */
export function axisOf(scores: readonly WorthInterval[]): { low: number; high: number } {
  const ends = scores.flatMap(({ mean, low, high }) =>
    mean === null ? [] : [mean, clamped(low ?? mean), clamped(high ?? mean)],
  )
  if (ends.length === 0) return { low: 0, high: 1 }
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  const room = Math.max(0.02, 0.06 * (high - low))
  return { low: low - room, high: high + room }
}

/** Few pairs have intervals that say nothing: they run out of the picture. */
export function clamped(value: number): number {
  return Math.min(1, Math.max(-1, value))
}

/** The report as a file. */
export function reportFile(report: WorthReport): { name: string; text: string } {
  return { name: `worth-step-${report.step}.json`, text: `${JSON.stringify(report, null, 2)}\n` }
}

function whole(count: number): string {
  return count.toLocaleString('en-GB')
}

/** Two figures that count. */
function rounded(count: number): number {
  return Number(count.toPrecision(2))
}
