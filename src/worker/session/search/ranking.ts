/**
 * From figures to an order: what ran away comes last, then what makes few kinds of fakes, then copies; the rest by how well
 * looks and variety are balanced. The signs are the verdict's own. Pure; the sentences are for a person.
 */
import type { TaskId } from '../../../common/catalog/tasks.ts'
import type { Measurement, CandidateTrouble } from '../../../common/protocol/search.ts'
import type { Metrics } from '../../../common/protocol/report.ts'
import type { Observation, SampleFigures } from '../../evaluation/diagnosis/observation.ts'
import { rulesOf } from '../../evaluation/diagnosis/rules.ts'
import { figuresOfLook } from '../../evaluation/diagnosis/signals.ts'

/** Good samples of a perfect sampler, within 3 deviations; and coverage of equal distributions, 1 − 2^−5. */
const BEST_SHARE = 0.989
const BEST_COVERAGE = 0.97

/**
 * What a look says of quality and variety. Coverage alone is no variety: one fake in the middle of pictures lies near many of
 * them. What the verdict calls kept sees that, but not how near fakes come; so the lesser of the two counts.
 */
export function standingOf(
  { fidelity, highQuality, coverage = 0 }: Metrics,
  { precision, kept }: Pick<SampleFigures, 'precision' | 'kept'>,
): Pick<Measurement, 'quality' | 'variety' | 'score'> {
  const quality = share(fidelity ?? (highQuality === undefined ? precision : highQuality / BEST_SHARE))
  const variety = share(Math.min(coverage / BEST_COVERAGE, kept))
  return { quality, variety, score: balance(quality, variety) }
}

/** The harmonic mean, as F₁ of precision and recall: one cannot make up for the other. */
export function balance(quality: number, variety: number): number {
  return quality + variety > 0 ? (2 * quality * variety) / (quality + variety) : 0
}

/** The worst that the signs of one look show. A look has no past: whether it lasts, a race cannot wait to see. */
export function troubleOf(look: Observation, task: TaskId = 'imagine'): CandidateTrouble | null {
  const figures = figuresOfLook(look)
  const shown = rulesOf(task)
    .filter((rule) => rule.shows(figures))
    .map(({ kind }) => kind)
  if (shown.includes('diverged')) return 'diverged'
  if (shown.includes('mode-collapse')) return 'mode-collapse'
  return shown.includes('memorising') ? 'memorising' : null
}

/** Who is ranked: the last look; null before there is one. `sound`: it can go on. */
export interface Ranked {
  readonly sound: boolean
  readonly look: Measurement | null
}

const WORST = ['diverged', 'mode-collapse', 'memorising', null] as const

/** A new list, best first; equals keep their order, so that the same figures give the same order. */
export function ranked<T extends Ranked>(candidates: readonly T[]): T[] {
  return [...candidates].sort((a, b) => compare(b, a))
}

function compare(a: Ranked, b: Ranked): number {
  if (a.sound !== b.sound) return a.sound ? 1 : -1
  if (a.look === null || b.look === null) return Number(a.look !== null) - Number(b.look !== null)
  const trouble = WORST.indexOf(a.look.trouble) - WORST.indexOf(b.look.trouble)
  if (trouble !== 0) return trouble
  // Where nothing looks whole yet the balance is zero for all: more variety, and less spoilt, is better then.
  return a.look.score - b.look.score || rawOf(a.look) - rawOf(b.look)
}

/** Wholeness below zero counts here. */
function rawOf({ variety, quality, metrics }: Measurement): number {
  return variety + (metrics.fidelity ?? quality)
}

/** “wholeness 31 %, variety 52 %”. */
export function figureWords({ metrics, quality, variety }: Measurement): string {
  const { fidelity, highQuality, modes, modesTotal } = metrics
  const looks =
    fidelity !== undefined
      ? `wholeness ${percent(fidelity)}`
      : highQuality !== undefined
        ? `${percent(highQuality)} good samples`
        : `precision ${percent(quality)}`
  const found = modes === undefined || modesTotal === undefined ? [] : [`${modes} of ${modesTotal} modes`]
  return [looks, `variety ${percent(variety)}`, ...found].join(', ')
}

/**
 * Why one fell at the end of a round: what is wrong with it, and what was enough to go on.
 * @param last the least of those who went on; null where nobody did
 */
export function fellWords(round: number, look: Measurement | null, last: Measurement | null): string {
  const wrong = look === null ? 'it never came to a look' : troubleWords(look)
  const enough = last === null ? null : `the last that went on had ${figureWords(last)}`
  return `Round ${round}: ${[wrong, enough].filter((part) => part !== null).join('; ')}.`
}

/** What speaks against the winner all the same; empty for nothing. */
export function wonWords(look: Measurement | null, others: number): string {
  const wrong = look === null ? null : troubleWords(look)
  return `Best of ${others + 1}${wrong === null ? '' : `, and yet: ${wrong}`}.`
}

function troubleWords({ trouble }: Measurement): string | null {
  if (trouble === 'diverged') return 'it runs away'
  if (trouble === 'mode-collapse') return 'few kinds of fakes so far'
  return trouble === 'memorising' ? 'copies of training items' : null
}

function percent(value: number): string {
  return `${Math.round(100 * value)} %`.replace('-', '−')
}

function share(value: number): number {
  return Math.min(1, Math.max(0, value))
}
