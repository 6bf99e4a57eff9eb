/** What a column is taken for where nobody said otherwise, and what else it could be. Decides by evidence alone. */
import type { ColumnMeaning } from '../../../common/tables/column-meaning.ts'
import { isCountName } from '../tables/column-names.ts'
import type { Evidence } from './evidence.ts'

/** Of so few different numbers each may be one of a kind. */
const FEW_NUMBERS = 10
/** Rows that a category has on average, at least. */
const ROWS_EACH = 5
/** So many words may stand in a column of numbers, each as a category of its own. */
export const MOST_WORDS = 8
/** Of all that stands in a column of numbers. */
const NUMERIC_SHARE = 0.95
/** Different texts, of all rows with something in them. */
const ID_SHARE = 0.95
/** In a table of fewer rows that all differ says nothing. */
const LEAST_IDS = 10
/** From so many words on a text is a sentence; from so many letters on it is one, too. */
const SENTENCE_WORDS = 5
const SENTENCE_LETTERS = 60

const YES_NO: readonly (readonly [string, string])[] = [
  ['yes', 'no'],
  ['y', 'n'],
  ['true', 'false'],
  ['t', 'f'],
  ['1', '0'],
  ['on', 'off'],
  ['ja', 'nein'],
  ['j', 'n'],
  ['oui', 'non'],
  ['si', 'no'],
  ['sí', 'no'],
  ['sim', 'não'],
  ['да', 'нет'],
  ['是', '否'],
]

/**
 * @param name of the column; empty where it has none
 * @param texts different cells with something in them @param rows of the whole table
 */
export function guessMeaning(
  name: string,
  evidence: Evidence,
  texts: readonly string[],
  rows: number,
): ColumnMeaning {
  const { filled, distinct } = evidence
  if (filled === 0 || (distinct === 1 && filled === rows)) return 'constant'
  if (isYesNo(texts)) return 'yes-no'
  if (isNumbers(evidence)) return numbersAre(name, evidence)
  if (evidence.date !== null) return 'date'
  const differ = distinct > ID_SHARE * filled && distinct >= LEAST_IDS
  const sentences = evidence.wordsEach >= SENTENCE_WORDS || evidence.letters > SENTENCE_LETTERS
  if (sentences && distinct > filled / 2 && distinct >= LEAST_IDS) return 'text'
  return differ ? 'id' : 'category'
}

/** What a person may take it for instead. */
export function possibleMeanings(evidence: Evidence, guessed: ColumnMeaning): ColumnMeaning[] {
  const { filled, distinct, numeric, date } = evidence
  const meanings: ColumnMeaning[] = [
    ...(numeric > 0 ? (['number'] as const) : []),
    ...(filled > 0 ? (['category'] as const) : []),
    ...(distinct === 2 ? (['yes-no'] as const) : []),
    ...(date === null ? [] : (['date'] as const)),
    ...(filled > 0 ? (['id'] as const) : []),
    'text',
  ]
  return meanings.includes(guessed) ? meanings : [guessed, ...meanings]
}

function isYesNo(texts: readonly string[]): boolean {
  if (texts.length !== 2) return false
  const found = texts.map((text) => text.toLowerCase())
  return YES_NO.some((pair) => pair.every((word) => found.includes(word)))
}

/** Numbers all but for a few; or numbers and a few words that come again, as "< 5" does. */
function isNumbers({ numeric, wordRows, words, zeroLed, date }: Evidence): boolean {
  if (numeric === 0 || zeroLed) return false
  if (date !== null && wordRows > numeric) return false
  const all = numeric + wordRows
  return (
    numeric >= NUMERIC_SHARE * all || (numeric * 2 >= all && words <= MOST_WORDS && words * 3 <= wordRows)
  )
}

function numbersAre(name: string, evidence: Evidence): ColumnMeaning {
  const { distinctNumbers, numeric, whole, bare, date, low, high } = evidence
  if (date !== null) return 'date'
  if (bare && whole && distinctNumbers === numeric && numeric >= LEAST_IDS) {
    const inARow = high - low + 1 === distinctNumbers
    if ((name.trim() !== '' && isCountName(name)) || (inARow && !isYears(name, low, high))) return 'id'
  }
  if (whole && /(^|[_ ])id$/i.test(name) && distinctNumbers > numeric / 2 && numeric >= LEAST_IDS) return 'id'
  const few = distinctNumbers <= FEW_NUMBERS && distinctNumbers * ROWS_EACH <= numeric
  return few ? 'category' : 'number'
}

/** One row a year is no numbering of rows. */
function isYears(name: string, low: number, high: number): boolean {
  return /year|jahr|année|año|anno/i.test(name) || (low >= 1500 && high <= 2200 && high - low < 300)
}
