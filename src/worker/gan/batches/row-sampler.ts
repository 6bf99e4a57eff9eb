/**
 * Which rows of a table are drawn, and which category each was drawn by (Xu et al. 2019, CTGAN, section 4.3: training by sampling).
 * Plain arrays from seeded streams: the same numbers everywhere. Must not know how a row is encoded, nor any tensor.
 */
import { fork, integers, randomWords, uniforms, type Stream } from '../../../common/numbers/random.ts'

/** A discrete column, as a condition may choose from it. */
export interface CategoryColumn {
  readonly categories: number
  /** The category of each row, from 0. */
  readonly of: Uint16Array
}

export interface DrawnRows {
  /** [count] */
  readonly rows: Uint32Array
  /** [count] the choice that each was drawn by: its category, counted on through all columns; −1 where there are no columns. */
  readonly choices: Int32Array
}

export interface RowSampler {
  /** Categories of all columns together. */
  readonly choices: number
  /**
   * For training: a column by equal chance, one of its categories by p ∝ ln(rows of it + 1), so that rare ones are seen, and any of the
   * rows that have it by equal chance.
   */
  rows(stream: Stream, count: number): DrawnRows
  /** For generating: a column by equal chance, and a category of it as often as the table has it. [count], as `DrawnRows.choices`. */
  choicesByFrequency(stream: Stream, count: number): Int32Array
}

/** Sub-streams of a draw. */
const PART = { column: 0, category: 1, row: 2 } as const

/** One column's tables. */
interface Shelf {
  /** Number of its first choice. */
  readonly first: number
  /** Rows in the order of their categories. */
  readonly ordered: Uint32Array
  /** Where in `ordered` each category begins, and the end. */
  readonly starts: Uint32Array
  /** Running sums of the categories' weights, from the first on. */
  readonly logarithmic: Float64Array
  readonly frequent: Float64Array
}

/** @throws Error where a table has no rows, or a column not one category for each of them */
export function rowSampler(columns: readonly CategoryColumn[], rowCount: number): RowSampler {
  if (rowCount < 1) throw new Error('A table without rows has none to draw.')
  let choices = 0
  const shelves = columns.map((column) => {
    const shelf = shelfOf(column, rowCount, choices)
    choices += column.categories
    return shelf
  })
  const chosen = (stream: Stream, count: number, weights: 'logarithmic' | 'frequent') => {
    const which = integers(fork(stream, PART.column), count, shelves.length)
    const how = uniforms(fork(stream, PART.category), count)
    return Array.from(which, (column, i) => {
      const shelf = shelves[column]
      if (shelf === undefined) throw new Error(`There is no column ${column}.`)
      return { shelf, category: placeIn(shelf[weights], how[i] ?? 0) }
    })
  }
  return {
    choices,
    rows: (stream, count) => {
      const words = randomWords(fork(stream, PART.row), count)
      if (shelves.length === 0)
        return { rows: words.map((word) => below(word, rowCount)), choices: new Int32Array(count).fill(-1) }
      const drawn = chosen(stream, count, 'logarithmic')
      const rows = Uint32Array.from(drawn, ({ shelf: { ordered, starts }, category }, i) => {
        const [start = 0, end = 0] = starts.subarray(category, category + 2)
        return ordered[start + below(words[i] ?? 0, end - start)] ?? 0
      })
      return { rows, choices: choicesOf(drawn) }
    },
    choicesByFrequency: (stream, count) =>
      shelves.length === 0 ? new Int32Array(count).fill(-1) : choicesOf(chosen(stream, count, 'frequent')),
  }
}

/** [count, width]: a one at each choice; nothing where none was made. */
export function choiceRows(choices: Int32Array, width: number): Float32Array {
  const rows = new Float32Array(choices.length * width)
  choices.forEach((choice, i) => {
    if (choice >= 0) rows[i * width + choice] = 1
  })
  return rows
}

function choicesOf(drawn: readonly { readonly shelf: Shelf; readonly category: number }[]): Int32Array {
  return Int32Array.from(drawn, ({ shelf, category }) => shelf.first + category)
}

function shelfOf({ categories, of }: CategoryColumn, rowCount: number, first: number): Shelf {
  if (of.length !== rowCount) throw new Error(`A column has ${of.length} categories for ${rowCount} rows.`)
  const counts = new Uint32Array(categories)
  of.forEach((category) => {
    if (category >= categories) throw new Error(`There is no category ${category} of ${categories}.`)
    counts[category] = (counts[category] ?? 0) + 1
  })
  const starts = new Uint32Array(categories + 1)
  counts.forEach((count, category) => (starts[category + 1] = (starts[category] ?? 0) + count))
  const next = starts.slice()
  const ordered = new Uint32Array(rowCount)
  of.forEach((category, row) => {
    const at = next[category] ?? 0
    ordered[at] = row
    next[category] = at + 1
  })
  const sums = (weight: (count: number) => number) => {
    let sum = 0
    return Float64Array.from(counts, (count) => (sum += weight(count)))
  }
  return {
    first,
    ordered,
    starts,
    logarithmic: sums((count) => Math.log(count + 1)),
    frequent: sums((count) => count),
  }
}

/** The first place whose running sum lies above `share` of the whole: never one of no weight. @param share in (0, 1) */
function placeIn(sums: Float64Array, share: number): number {
  const wanted = share * (sums.at(-1) ?? 0)
  let [low, high] = [0, sums.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > wanted) high = middle
    else low = middle + 1
  }
  return low
}

/** ⌊word · bound / 2³²⌋ */
function below(word: number, bound: number): number {
  return Math.floor((word / 2 ** 32) * bound)
}
