/** What was found of words, in sentences. Pure. */
import type { Aside, Flips, WordReport } from './protocol.ts'

/** Words that hang together more than so are told. */
const HANGS = 0.3

/** In hundred, without a fraction. */
export function percent(share: number): string {
  return `${Math.round(100 * share)} %`
}

/** @param nearest the word whose direction comes nearest; null where there is none */
export function sentenceOf(report: Omit<WordReport, 'sentence'>, nearest: string | null): string {
  const { word, state, judge, measurer, plane, measured } = report
  const name = `“${word.name}”`
  if (state === 'untold') {
    const worse = judge.score <= measurer.score ? judge : measurer
    return word.kind === 'number'
      ? `The judge explains only ${percent(Math.max(0, worse.score))} of how much ${name} real pictures have: with so poor a judge no direction is looked for.`
      : `The judge is right on only ${percent(worse.score)} of real pictures (half would be guessing): with so poor a judge of ${name} no direction is looked for.`
  }
  if (state === 'unlearnt')
    return `${percent(report.fakes)} of the fakes have ${name}, ${percent(report.reals)} of the real pictures: the forger does not make both yet. Train on, and find anew.`
  if (state === 'one')
    return `Nothing is left of ${name} without ${nearest === null ? 'the other words' : `“${nearest}”`}: to the forger the two words are one.`
  if (measured === null || plane === null) return 'What a move does is being measured…'
  return `${flipWords(report)} ${asideWords(report)}`
}

function flipWords({ word, measured }: Omit<WordReport, 'sentence'>): string {
  if (measured === null) return ''
  const { flips, byChance } = measured
  if (flips.apart !== null)
    return `From end to end it changes by ${flips.apart.toFixed(1)} deviations of the real pictures (${(byChance.apart ?? 0).toFixed(1)} by chance).`
  const told = ({ up, down }: Flips) =>
    [up, down].map((share) => (share === null ? 'nobody' : percent(share))).join(' and ')
  return `Moved to “${word.ends[1]}” and to “${word.ends[0]}”, ${told(flips)} flip (by chance ${told(byChance)}).`
}

function asideWords({ measured }: Omit<WordReport, 'sentence'>): string {
  if (measured === null) return ''
  const most = (kind: 'yes-no' | 'number') =>
    measured.asides
      .filter((one) => one.kind === kind)
      .reduce<Aside | null>((best, one) => (best === null || one.change > best.change ? one : best), null)
  const flipped = most('yes-no')
  if (flipped !== null)
    return `Of the rest “${flipped.name}” changes most: ${percent(flipped.change)} (${percent(flipped.byChance)}).`
  const shifted = most('number')
  if (shifted !== null)
    return `Of the rest “${shifted.name}” changes most, by ${shifted.change.toFixed(1)} deviations (by chance ${shifted.byChance.toFixed(1)}).`
  return `${percent(measured.pixels)} of the picture changes (by chance ${percent(measured.pixelsByChance)}).`
}

interface Pair {
  readonly names: readonly [string, string]
  readonly correlation: number
}

/** Words that come together in the real pictures come together in directions too. */
export function caveatsOf(pairs: readonly Pair[]): string[] {
  return pairs.flatMap(({ names: [a, b], correlation }) =>
    Math.abs(correlation) < HANGS
      ? []
      : [
          `“${a}” and “${b}” ${correlation > 0 ? 'come together' : 'shun each other'} in your pictures (r = ${correlation.toFixed(2)}): a direction for one is drawn from pictures that show the other too.`,
        ],
  )
}
