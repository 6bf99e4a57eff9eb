/** What the page says of words, and of how sure it is of them. Pure. */
import type { Told, WordReport, WordsReport } from '../../../../common/words/protocol.ts'
import { percent } from '../../../../common/words/sentences.ts'
import type { Word } from '../../../../common/words/word.ts'

/** Where nothing names what is in the pictures. */
export const HOW_TO_NAME =
  'Nothing names what is in these pictures. Put them into folders called by what they show (young and old, with and without), write a number into their names (anna_age34.png), or lay a table beside them with a column for each word; then open them again.'

export const CONSENT =
  'The words are yours. Judges learn them from your pictures, on this machine, and are then thrown away. A word about people is a claim: ask those whom your pictures show.'

/** How well a word is told, and how its plane does: in the order a person would ask. */
export function groundsOf({ word, judge, measurer, reals, fakes, plane, measured }: WordReport): string {
  const right = `The judge ${scored(word, judge)} of ${judge.asked.toLocaleString('en')} real pictures it never saw, a second one ${scored(word, measurer)}.`
  const shares =
    word.kind === 'number'
      ? `On an average real pictures have ${short(reals)}, fakes ${short(fakes)}.`
      : `${percent(reals)} of the real pictures have it, ${percent(fakes)} of the fakes.`
  if (plane === null) return `${right} ${shares}`
  const line =
    word.kind === 'number'
      ? `A straight line in latent space explains ${percent(Math.max(0, plane.score))} of it in fakes it was not fitted on.`
      : `A plane in latent space is right on ${percent(plane.score)} of fakes it was not fitted on.`
  return [right, shares, line, ...(measured?.course.flatMap(courseWords) ?? [])].join(' ')
}

/** What shorter moves do. */
function courseWords({ strength, flips: { up, down }, rest }: Course): string[] {
  const known = [up, down].flatMap((share) => share ?? [])
  if (known.length === 0) return []
  const flipped = known.reduce((sum, share) => sum + share, 0) / known.length
  const beside = rest === null ? '' : `, ${percent(rest)} of the rest change`
  return [`At ±${strength} σ ${percent(flipped)} flip${beside}.`]
}

type Course = NonNullable<WordReport['measured']>['course'][number]

function scored({ kind }: Pick<Word, 'kind'>, { score }: Told): string {
  return kind === 'number' ? `explains ${percent(Math.max(0, score))}` : `is right on ${percent(score)}`
}

/** Three figures. */
function short(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en')
}

/** Of which networks the directions are. @param step the run's own */
export function whenWords({ step, moved }: WordsReport, now: number): string {
  const then = `Found at step ${step.toLocaleString('en')}, measured on ${moved.toLocaleString('en')} fakes moved to ±3 σ.`
  return now === step ? then : `${then} The forger is another now: find them anew to be exact.`
}
