/** What is done with a column, in one sentence. Text alone; decides nothing. */
import type { NumberFacts } from '../../../common/tables/column-profile.ts'

const whole = (value: number) => value.toLocaleString('en-GB')
const rows = (count: number) => (count === 1 ? '1 cell' : `${whole(count)} cells`)

export function numberSentence(facts: NumberFacts, words: readonly string[], lost: number): string {
  const { decimals, specials, log } = facts
  const digits =
    decimals === null
      ? 'Numbers'
      : decimals === 0
        ? 'Whole numbers'
        : `Numbers with ${decimals} ${decimals === 1 ? 'decimal' : 'decimals'}`
  const apart = [...specials, ...words]
  const own =
    apart.length === 0
      ? ''
      : `; ${listed(apart)} learnt as ${apart.length === 1 ? 'a category' : 'categories'} apart`
  const tail = log ? '; its long tail is learnt by the logarithm' : ''
  return `${digits}${own}${tail}.${lostWords(lost, 'no numbers')}`
}

export function dateSentence(unit: number, dayOrMonth: boolean, dayFirst: boolean, lost: number): string {
  const fine = unit >= 86_400 ? 'to the day' : unit >= 60 ? 'to the minute' : 'to the second'
  const order = dayOrMonth ? `, read with the ${dayFirst ? 'day' : 'month'} first` : ''
  return `Dates or times ${fine}${order}; their form is kept.${lostWords(lost, 'written otherwise')}`
}

export function categorySentence(labels: number, most: number): string {
  if (labels <= most) return `${whole(labels)} ${labels === 1 ? 'category' : 'categories'}.`
  return `${whole(labels)} categories: the ${most} most frequent are learnt, the others together, drawn back by how often they are.`
}

export function otherSentence(meaning: 'id' | 'constant' | 'text', empty: boolean): string {
  switch (meaning) {
    case 'id':
      return 'Names rows, so it is never learnt; new values of the same pattern are made.'
    case 'constant':
      return empty
        ? 'Nothing stands in it; it stays empty.'
        : 'The same in every row; it is written as it is.'
    case 'text':
      return 'Free text cannot be learnt here; the column is left out and stays empty.'
  }
}

function lostWords(lost: number, what: string): string {
  return lost === 0 ? '' : ` ${rows(lost)}, ${what}, count as missing.`
}

function listed(texts: readonly string[]): string {
  const shown = texts.slice(0, 3).map((text) => `“${text.slice(0, 20)}”`)
  return texts.length > 3 ? `${shown.join(', ')} and ${texts.length - 3} more` : shown.join(', ')
}
