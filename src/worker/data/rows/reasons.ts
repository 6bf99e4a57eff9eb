/** Why a table, or a column of it, cannot be read as it is wanted: what happened, and what to do. Text only; decides nothing. */
import { GanvasError } from '../../../common/failure.ts'

export const noRows = (name: string) =>
  new GanvasError('table-empty', `${name} holds no rows.`, 'Give it a line for each row.')

export const noSuchColumn = (at: number, columns: number) =>
  new GanvasError(
    'no-such-column',
    `There is no column ${at + 1}; the table has ${columns}.`,
    'Choose one of the columns that are shown.',
  )

export const notNumbers = (column: string) =>
  new GanvasError(
    'column-not-numbers',
    `Nothing in the column “${column}” is a number.`,
    'Take it for a category, or leave it as it was read.',
  )

export const notDates = (column: string) =>
  new GanvasError(
    'column-not-dates',
    `The column “${column}” is not written in one form of date.`,
    'Take it for a category, or write all its dates the same way.',
  )

export const otherTable = () =>
  new GanvasError(
    'encoding-other-table',
    'The encoding was fitted on a table with other columns.',
    'Open the table that it was fitted on, or fit it anew.',
  )

export const noTrainingRows = () =>
  new GanvasError('no-training-rows', 'There are no rows to learn from.', 'Open a table with more rows.')
