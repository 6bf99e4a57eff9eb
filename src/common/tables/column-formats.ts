/**
 * How the cells of a table are written, as plain data: learnt once from the cells that are there, so that values that were made
 * can be written the same way. Types alone.
 */

/** A number in a cell: `€ 1,234.50`, `-3`, `12 %`, `1.5e-7`. */
export interface NumberFormat {
  /** What marks the fraction. */
  readonly mark: '.' | ','
  /** What parts groups of three digits; empty where nothing does. */
  readonly group: string
  /** What stands around every number, with its blanks. */
  readonly before: string
  readonly behind: string
  /** Whether a fraction below one begins with a zero. */
  readonly zero: boolean
  /** Where a minus stands: at the digits, before the unit, or as brackets around all. */
  readonly negative: 'inside' | 'outside' | 'brackets'
  /** Digits behind the mark: at least so many, and at most. In `exponent` style those of the mantissa. */
  readonly least: number
  readonly most: number
  readonly style: 'plain' | 'exponent'
}

/** One part of a date as it is written, from left to right. */
export type DatePart =
  /** What is the same in every cell. */
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'year'; readonly digits: 2 | 4 }
  | { readonly is: 'month-name' | 'weekday'; readonly long: boolean; readonly letters: Letters }
  | { readonly is: DigitsPart; readonly digits: 1 | 2 }
  /** Of a second, so many digits. */
  | { readonly is: 'fraction'; readonly digits: number }
  /** Before or after noon: am, PM. */
  | { readonly is: 'half'; readonly letters: Letters }

/** Digits: 1 where no zero stands before a single one. Hours to 12 where a half of the day is told. */
export type DigitsPart = 'month' | 'day' | 'hour' | 'minute' | 'second'
export type Letters = 'upper' | 'lower' | 'title'

export interface DateFormat {
  readonly parts: readonly DatePart[]
  /** Seconds in one unit of the column's numbers: 86,400 where it holds whole days. */
  readonly unit: number
}

/** What every value of an id column looks like, without any of them. */
export type IdPattern =
  /** Whole numbers in a row: the next ones follow the largest. `digits`: written with so many at least. */
  | {
      readonly is: 'counter'
      readonly before: string
      readonly behind: string
      readonly digits: number
      readonly next: number
    }
  | {
      readonly is: 'pieces'
      readonly pieces: readonly IdPiece[]
      /**
       * One bit for each share of all hash values, as base64: set where a value that is there falls. What falls into an empty
       * one is new for certain; what falls into another may be new as well, so that nobody can be told to be there.
       */
      readonly taken: string
    }

export type IdPiece =
  | { readonly is: 'text'; readonly text: string }
  /** Between `least` and `most` of these letters. */
  | { readonly is: 'letters'; readonly letters: string; readonly least: number; readonly most: number }

/** How a table's file is written. */
export interface TableFormat {
  readonly separator: ',' | ';' | '\t' | '|' | ' '
  readonly newline: '\n' | '\r\n' | '\r'
  /** Of each column, whether its cells stand in quotes even where they need none. */
  readonly quoted: readonly boolean[]
  /** Whether the names of the columns stand in quotes though they need none. */
  readonly quotedHeader: boolean
  /** Whether the file begins with a byte order mark, by which Excel knows UTF-8. */
  readonly byteOrderMark: boolean
}
