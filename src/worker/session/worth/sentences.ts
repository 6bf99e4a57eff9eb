/** What a study of worth comes to, in plain sentences. Pure; decides nothing: see evaluation/worth/verdict.ts. */
import type { WorthItems, WorthReport } from '../../../common/protocol/worth.ts'
import { LEAST_SEEDS, verdictFor, type Worth } from '../../evaluation/worth/verdict.ts'
import { differences, meanInterval, type MeanInterval } from '../../evaluation/worth/paired.ts'
import type { StudyState } from '../../evaluation/worth/study.ts'
import type { WorthAbout } from '../../kinds/worth.ts'

/** The verdict, with what it rests on. */
export function verdictSentence(
  about: WorthAbout,
  { worth, scores }: Pick<StudyState, 'worth' | 'scores'>,
  state: WorthReport['state'],
): string {
  const { items, reals, figure, seeds } = about
  const { difference, verdict } = worth
  const { count } = difference
  if (verdict === 'untold' && count >= LEAST_SEEDS)
    return unlearntSentence(about, meanOf(scores, worth.without))
  if (verdict === 'untold') {
    const through = `${count} of ${seeds} comparisons ${count === 1 ? 'is' : 'are'} through`
    return state === 'measuring'
      ? `No verdict yet: ${through}.`
      : `No verdict: ${through}, and it takes ${LEAST_SEEDS}.`
  }
  const [before, after] = [meanOf(scores, worth.without), meanOf(scores, worth.withFakes)]
  const both = `${figure} ${figureText(before)} without, ${figureText(after)} with them`
  const sure = `the difference lies between ${signed(difference.low)} and ${signed(difference.high)}, 19 times in 20`
  switch (verdict) {
    case 'helps':
      return `The fakes help: beside ${whole(reals)} real ${items} they make a better learner (${both}; ${sure}).`
    case 'harms':
      return `The fakes harm: a learner that is taught on them beside ${whole(reals)} real ${items} gets worse (${both}; ${sure}).`
    case 'no-worse':
      return `The fakes make no sure difference: beside ${whole(reals)} real ${items} a learner is no worse with them, nor surely better (${both}; ${sure}).`
  }
}

/** Where nobody can tell the target from the rest, fakes that teach nothing seem as good as reals. */
function unlearntSentence({ items, reals, figure, guessing, target }: WorthAbout, score: number): string {
  const next = items === 'rows' ? 'choose a column that follows from the others, or make' : 'make'
  return `Nothing can be told by “${target}”: with fakes or without, a learner that was taught on ${whole(reals)} real ${items} is not surely better than a guess; ${next} more comparisons (${figure} ${figureText(score)} without fakes, ${figureText(guessing)} by a guess).`
}

/** What fakes are worth in real items: by themselves, and beside the reals. */
export function worthSentence(
  { items, reals, fakes }: WorthAbout,
  { worth }: Pick<StudyState, 'worth'>,
): string {
  const { aloneWorth, worth: beside, verdict } = worth
  // Read off a curve of a pair or two it would be taken for a verdict.
  if (aloneWorth.reach === 'untold' || verdict === 'untold') return ''
  const alone = `By themselves the ${whole(fakes)} fakes are worth ${itemsText(aloneWorth, items)}.`
  if (beside.reach === 'untold') return alone
  return `${alone} ${togetherText(beside, items, whole(reals))}`
}

function togetherText({ items, reach }: Worth['worth'], noun: string, reals: string): string {
  const both = `Together with the ${reals} real ${noun}`
  return reach === 'at-least'
    ? `${both} they teach as well as ${whole(twoDigits(items))} real ${noun} alone, or better.`
    : `${both} they teach as well as ${itemsText({ items, reach }, noun)} alone.`
}

function itemsText({ items, reach }: Omit<WorthItems, 'items'> & { items: number }, noun: string): string {
  const count = whole(twoDigits(items))
  if (reach === 'at-most') return `fewer than ${count} real ${noun}`
  if (reach === 'at-least') return `${count} real ${noun} or more`
  return `about ${count} real ${noun}`
}

/** Whose fakes teach a learner best where it sees no real item: the GAN's, or another maker's. Empty without another. */
export function rivalSentence(
  { items, figure, rivals }: WorthAbout,
  { rivals: found, scores }: Pick<StudyState, 'rivals' | 'scores'>,
): string {
  const own = scores.get('fakes-alone') ?? []
  const best = rivals
    .map(({ id, label }) => ({ label, scores: found.get(id) ?? [] }))
    .map((rival) => ({ ...rival, mean: meanInterval(rival.scores).mean }))
    .filter(({ mean }) => !Number.isNaN(mean))
    .reduce<{ label: string; mean: number; scores: readonly number[] } | null>(
      (most, rival) => (most === null || rival.mean > most.mean ? rival : most),
      null,
    )
  if (best === null) return ''
  const paired = differences(best.scores, own.slice(0, best.scores.length))
  const gap = meanInterval(paired)
  const [theirs, ours] = [figureText(best.mean), figureText(meanInterval(own).mean)]
  switch (verdictFor(gap)) {
    case 'helps':
      return `${capital(best.label)} makes ${items} that are worth more: a learner that is taught on nothing else reaches ${figure} ${theirs}, on the GAN’s ${ours}.`.replace(
        /^Independent columns makes/,
        'Independent columns make',
      )
    case 'harms':
      return `The GAN makes the ${items} that are worth most: a learner that is taught on nothing else reaches ${figure} ${ours}, on those of ${best.label}, the best of the others, ${theirs}.`
    case 'no-worse':
      return `The GAN and ${best.label} make ${items} that are worth about the same: ${figure} ${ours} and ${theirs} for a learner that is taught on nothing else.`
    case 'untold':
      return `So far ${best.label} is the best of the makers without a GAN: ${figure} ${theirs}, the GAN’s ${items} ${ours}.`
  }
}

export function meanOf(scores: StudyState['scores'], id: Worth['without']): number {
  return meanInterval(scores.get(id) ?? []).mean
}

function whole(value: number): string {
  return Math.round(value).toLocaleString('en-GB')
}

/** No more is known of what was read off a curve. */
function twoDigits(value: number): number {
  return Number(value.toPrecision(2))
}

export function figureText(value: number): string {
  return value.toFixed(3)
}

function signed(value: MeanInterval['mean']): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
