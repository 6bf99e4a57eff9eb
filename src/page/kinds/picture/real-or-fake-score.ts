/** Who was right about a row of pictures. Pure. */
import type { RealOrFake } from '../../../common/protocol/picture-explanation.ts'

export type Guess = 'real' | 'fake' | null

export function yourRight(guesses: readonly Guess[], { real }: Pick<RealOrFake, 'real'>): number {
  return guesses.filter((guess, i) => guess === (real[i] === true ? 'real' : 'fake')).length
}

/** The discriminator says real from σ(D) = ½ on. */
export function discriminatorRight({ real, scores }: Pick<RealOrFake, 'real' | 'scores'>): number {
  return real.filter((truth, i) => (scores[i] ?? NaN) >= 0.5 === truth).length
}

/** “After 2 rows: you 18 of 24, the discriminator 20. It sees more than you do.” */
export function roundWords(
  { rounds, you, discriminator }: { rounds: number; you: number; discriminator: number },
  count: number,
): string {
  const all = rounds * count
  const lead =
    you > discriminator
      ? 'You see more than it does.'
      : you < discriminator
        ? 'It sees more than you do.'
        : 'A draw.'
  return `After ${rounds === 1 ? 'one row' : `${rounds} rows`}: you ${you} of ${all}, the detective ${discriminator}. ${lead}`
}
