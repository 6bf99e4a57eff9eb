/**
 * Numbers in the names of pictures that say something of them: after a word ("anna_age34.png"), or in a place of their own ("34_1_0.jpg").
 * Numbers that only count the pictures are none.
 */
import type { Attribute } from '../../../common/items/attributes.ts'
import { stem } from '../archives/paths.ts'

/** Names that have it, as a share of all. */
const LEAST = 0.9
/** Fewer pictures do not show whether a number counts or tells. */
const FEWEST = 12
/** Digits of a date or of a camera's counter. */
const MOST_DIGITS = 6
/** A word and its number, with at most a sign between. */
const AFTER_WORD = /(\p{L}{2,})[-_= .]?(\d+(?:\.\d+)?)(?![\p{L}\d])/gu

export function numbersInNames(paths: readonly string[]): Attribute[] {
  if (paths.length < FEWEST) return []
  const names = paths.map((path) => stem(path.split('/').at(-1) ?? ''))
  const called = afterWords(names)
  return called.length > 0 ? called : inPlaces(names)
}

function afterWords(names: readonly string[]): Attribute[] {
  const found = names.map(
    (name) =>
      new Map(
        [...name.matchAll(AFTER_WORD)].map(([, word = '', number = '']) => [word.toLowerCase(), number]),
      ),
  )
  const words = [...new Set(found.flatMap((one) => [...one.keys()]))]
  return words.flatMap(
    (word) =>
      attributeOf(
        word,
        found.map((one) => one.get(word) ?? null),
      ) ?? [],
  )
}

/** "34_1_0_2017": parts of names that are all of as many parts. */
function inPlaces(names: readonly string[]): Attribute[] {
  const parts = names.map((name) => name.split(/[-_ ]+/))
  const most = modeOf(parts.map(({ length }) => length))
  if (most < 2) return []
  return Array.from({ length: most }, (_, place) => {
    const cells = parts.map((own) => (own.length === most ? (own[place] ?? null) : null))
    return attributeOf(`number ${place + 1} in the name`, cells)
  }).flatMap((attribute) => attribute ?? [])
}

/** Null where it is no number in enough of the names, always the same, or another for nearly every picture. */
function attributeOf(name: string, cells: readonly (string | null)[]): Attribute | null {
  const numeric = cells.map((cell) =>
    cell !== null && cell.length <= MOST_DIGITS && /^\d+(\.\d+)?$/.test(cell) ? Number(cell) : NaN,
  )
  const told = numeric.filter((value) => !Number.isNaN(value))
  const distinct = [...new Set(told)].sort((a, b) => a - b)
  if (told.length < LEAST * cells.length || distinct.length < 2 || distinct.length * 2 > told.length)
    return null
  const [low, high] = distinct
  if (distinct.length > 2) return { name, kind: 'number', values: Float32Array.from(numeric) }
  if (low !== 0 || high !== 1) return null
  return { name, kind: 'yes-no', values: Float32Array.from(numeric) }
}

function modeOf(values: readonly number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [0, 0])[0]
}
