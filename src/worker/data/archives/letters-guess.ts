/** What is told of the letters that names in archives were guessed to be written in. Text only; guesses nothing. */
import type { Guess, Letters } from '../../../common/items/data-card.ts'
import { byName } from '../readers/source.ts'
import type { LettersGuess } from './zip-names.ts'

const CALLED: Readonly<Record<Letters, string>> = {
  'utf-8': 'Unicode (UTF-8)',
  shift_jis: 'Japanese (Shift-JIS)',
  gbk: 'Chinese (GBK)',
  big5: 'Chinese (Big5)',
  'euc-kr': 'Korean (EUC-KR)',
  ibm866: 'Cyrillic (CP866)',
  'windows-1251': 'Cyrillic (Windows-1251)',
  cp437: 'Western (CP437)',
  'windows-1252': 'Western (Windows-1252)',
}

/** One guess for all archives, told of the first by name: a choice is made for all of them. */
export function guessedLetters(archives: readonly { name: string; guess: LettersGuess }[]): Guess[] {
  const [first, ...others] = [...archives].sort(byName)
  if (first === undefined) return []
  const { taken, readings } = first.guess
  const more = others.length === 0 ? '' : ` and ${others.length.toLocaleString('en-GB')} more`
  const sample = readings.find(({ letters }) => letters === taken)?.sample ?? ''
  return [
    {
      about: 'letters',
      sentence: `${first.name}${more} does not tell what letters its names are in: read as ${CALLED[taken]}, “${sample}”.`,
      options: readings.map(({ letters, sample: text }) => ({
        label: `${CALLED[letters]}: ${text}`,
        change: { letters },
        inForce: letters === taken,
      })),
    },
  ]
}
