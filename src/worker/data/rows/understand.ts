/**
 * A table as its columns mean: a profile of each for the page, and its values in typed arrays. What the person chose counts; the
 * rest is guessed. Learns nothing of how values are encoded: see encoding/.
 */
import type { TableFormat } from '../../../common/tables/column-formats.ts'
import type { ColumnMeaning } from '../../../common/tables/column-meaning.ts'
import type { ColumnProfile, NumberFacts } from '../../../common/tables/column-profile.ts'
import { READERS_COLUMNS, type ColumnChoice, type TableChoice } from '../../../common/tables/table-choice.ts'
import type { Steps } from '../readers/in-turns.ts'
import type { CellColumn, TableCells } from './cells.ts'
import { readDates } from './dates/read-dates.ts'
import { writeDate } from './dates/write-date.ts'
import { evidenceOf, type Evidence } from './evidence.ts'
import { guessMeaning, possibleMeanings } from './guess-meaning.ts'
import { idPattern } from './ids/id-pattern.ts'
import {
  distinctIn,
  logShift,
  momentsOf,
  sortedNumbers,
  specialValues,
  without,
} from './numbers/number-facts.ts'
import { readNumbers } from './numbers/read-numbers.ts'
import { writeNumber } from './numbers/write-number.ts'
import { barsPicture, cellsPicture, labelsPicture } from './pictures.ts'
import { readCategories } from './read-categories.ts'
import type { ColumnReading } from './reading.ts'
import { noSuchColumn, notDates, notNumbers } from './reasons.ts'
import { categorySentence, dateSentence, numberSentence, otherSentence } from './sentences.ts'

/** Categories with a part of their own; the others share one. */
export const MOST_LABELS = 50

export interface UnderstoodTable {
  /** As the file has it; null where it has none. */
  readonly header: readonly string[] | null
  readonly profiles: readonly ColumnProfile[]
  /** One for each column, in the file's order. */
  readonly readings: readonly ColumnReading[]
  /** Rows. */
  readonly count: number
  readonly format: TableFormat
  readonly choice: TableChoice
}

/**
 * One turn a column.
 * @throws GanvasError `no-such-column`, `column-not-numbers`, `column-not-dates`: a choice that the table does not allow
 */
export function* understandSteps(cells: TableCells, choice = READERS_COLUMNS): Steps<UnderstoodTable> {
  const { columns, header, count, format } = cells
  const asked = [...choice.columns.map(({ at }) => at), choice.target ?? 0]
  const beyond = asked.find((at) => at >= columns.length)
  if (beyond !== undefined) throw noSuchColumn(beyond, columns.length)
  const profiles: ColumnProfile[] = []
  const readings: ColumnReading[] = []
  for (const [at, column] of columns.entries()) {
    const chosen = choice.columns.find((one) => one.at === at) ?? { at }
    const { profile, reading } = understood(cells, column, header?.[at] ?? '', chosen)
    profiles.push(profile)
    readings.push(reading)
    yield (at + 1) / columns.length
  }
  return { header, profiles, readings, count, format, choice }
}

interface Understood {
  readonly profile: ColumnProfile
  readonly reading: ColumnReading
}

function understood(cells: TableCells, column: CellColumn, header: string, chosen: ColumnChoice): Understood {
  const evidence = evidenceOf(column, cells.decimals, chosen.dayFirst)
  const filled = column.texts.filter((_, code) => evidence.blanks[code] !== true)
  const guessed = guessMeaning(header, evidence, filled, cells.count)
  const meaning = chosen.meaning ?? guessed
  const name = header.trim() === '' ? `column ${chosen.at + 1}` : header
  const { missing, ...read } = readAs(meaning, { cells, column, evidence, chosen, name, filled })
  return {
    reading: read.reading,
    profile: {
      at: chosen.at,
      name,
      meaning,
      guessed,
      possible: possibleMeanings(evidence, guessed),
      sentence: read.sentence,
      missing: missing / cells.count,
      distinct: evidence.distinct,
      numbers: read.numbers ?? null,
      picture: read.picture,
    },
  }
}

interface Given {
  readonly cells: TableCells
  readonly column: CellColumn
  readonly evidence: Evidence
  readonly chosen: ColumnChoice
  readonly name: string
  /** Different texts with something in them. */
  readonly filled: readonly string[]
}

interface Read extends Pick<ColumnProfile, 'sentence' | 'picture'> {
  readonly reading: ColumnReading
  readonly numbers?: NumberFacts
  /** Rows. */
  readonly missing: number
}

function readAs(meaning: ColumnMeaning, given: Given): Read {
  const { column, evidence, filled, cells } = given
  switch (meaning) {
    case 'number':
      return asNumbers(given)
    case 'date':
      return asDates(given)
    case 'category':
    case 'yes-no': {
      const reading = readCategories(column, evidence.blanks)
      return {
        reading,
        sentence: categorySentence(reading.labels.length, MOST_LABELS),
        picture: labelsPicture(reading),
        missing: cells.count - evidence.filled,
      }
    }
    case 'id':
    case 'constant':
    case 'text':
      return {
        reading:
          meaning === 'id'
            ? { is: 'id', pattern: idPattern(filled) }
            : { is: 'constant', text: meaning === 'constant' ? (filled[0] ?? column.texts[0] ?? '') : '' },
        sentence: otherSentence(meaning, filled.length === 0),
        picture: cellsPicture(column),
        missing: cells.count - evidence.filled,
      }
  }
}

function asNumbers({ cells, column, evidence, chosen, name }: Given): Read {
  if (evidence.numeric === 0) throw notNumbers(name)
  const { reading, lost } = readNumbers(column, evidence, cells.decimals)
  const { format, words } = reading
  const sorted = sortedNumbers(reading.values)
  const write = (value: number) => writeNumber(value, format)
  const specials = specialValues(sorted, evidence.numeric + evidence.wordRows - lost)
  const ordinary = without(sorted, specials)
  const shift = logShift(ordinary, chosen.log)
  const facts: NumberFacts = {
    ...rangeOf(sorted),
    decimals: format.style === 'plain' ? format.most : null,
    specials: specials.map(({ value }) => write(value)),
    log: shift !== null,
  }
  return {
    reading,
    numbers: facts,
    sentence: numberSentence(facts, words, lost),
    picture: barsPicture(ordinary, shift, write),
    missing: cells.count - evidence.numeric - evidence.wordRows + lost,
  }
}

function asDates({ cells, column, evidence, name }: Given): Read {
  if (evidence.date === null) throw notDates(name)
  const { reading, lost } = readDates(column, evidence.date)
  const sorted = sortedNumbers(reading.values)
  const { parts, unit } = evidence.date
  const place = (is: string) => parts.findIndex((part) => part.is === is)
  return {
    reading,
    numbers: { ...rangeOf(sorted), decimals: 0, specials: [], log: false },
    sentence: dateSentence(unit, evidence.dayOrMonth, place('day') < place('month'), lost),
    picture: barsPicture(sorted, null, (value) => writeDate(value, reading.format)),
    missing: cells.count - sorted.length,
  }
}

function rangeOf(sorted: Float64Array): Pick<NumberFacts, 'low' | 'high' | 'mean' | 'skew'> {
  const { mean, skew } = momentsOf(sorted)
  return { low: sorted[0] ?? 0, high: sorted.at(-1) ?? 0, mean, skew: distinctIn(sorted) < 2 ? 0 : skew }
}
