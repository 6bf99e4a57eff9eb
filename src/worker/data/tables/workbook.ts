/** Excel workbooks: which sheet is read, and its cells as text, so that the rest is a table like any other. */
import { unzipSync } from 'fflate'
import type { DataChoice, Guess } from '../../../common/items/data-card.ts'
import type { PixelArray } from '../arrays/pixel-array.ts'
import { MAX_TABLE_BYTES, MAX_WORKBOOK_BYTES } from '../limits.ts'
import { noSuchSheet, tooLarge, workbookUnreadable } from '../readers/reasons.ts'
import { numberOf } from './numbers.ts'
import { readPixelRows } from './pixel-rows.ts'
import { tableOf } from './table.ts'
import type { Table } from './table-types.ts'

export type WorkbookContent =
  { readonly holds: 'array'; readonly array: PixelArray } | { readonly holds: 'table'; readonly table: Table }

interface Sheet {
  readonly name: string
  readonly rows: readonly (readonly string[])[]
}

/** @throws GanvasError `file-too-large`, `workbook-unreadable`, `no-such-sheet`, `table-empty` */
export async function readWorkbook(
  name: string,
  file: Uint8Array,
  choice: DataChoice,
): Promise<WorkbookContent> {
  demandSmall(name, file)
  const sheets = await sheetsOf(name, file)
  const sheet = sheetToRead(name, sheets, choice.sheet)
  const array = readPixelRows(name, new TextEncoder().encode(asText(sheet)))
  if (array !== null) return { holds: 'array', array }
  // Numbers in the file have points; those typed as text are judged by what they look like.
  const table = tableOf({ name, cells: sheet.rows, separator: ',', comment: null }, choice)
  return { holds: 'table', table: { ...table, guesses: [...guessOf(sheets, sheet), ...table.guesses] } }
}

/** By what the archive promises; its reader is held to that. */
function demandSmall(name: string, file: Uint8Array): void {
  if (file.length > MAX_TABLE_BYTES) throw tooLarge(name, file.length, MAX_TABLE_BYTES)
  let unpacked = 0
  try {
    unzipSync(file, {
      filter: ({ originalSize }) => {
        unpacked += originalSize
        return false
      },
    })
  } catch (thrown) {
    throw workbookUnreadable(name, thrown)
  }
  if (unpacked > MAX_WORKBOOK_BYTES) throw tooLarge(name, unpacked, MAX_WORKBOOK_BYTES)
}

async function sheetsOf(name: string, file: Uint8Array): Promise<Sheet[]> {
  try {
    // Few people bring a workbook: its reader comes when one does.
    const { default: read } = await import('read-excel-file/universal')
    const sheets = await read(file.slice().buffer, { trim: true })
    return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
  } catch (thrown) {
    throw workbookUnreadable(name, thrown)
  }
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace('T00:00:00.000Z', '')
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}

/** The wanted one, else the first that holds numbers, else the first that holds anything. */
function sheetToRead(name: string, sheets: readonly Sheet[], wanted: string | null): Sheet {
  const chosen =
    wanted === null
      ? (sheets.find(holdsNumbers) ?? sheets.find(holdsAnything) ?? sheets[0])
      : sheets.find((sheet) => sheet.name === wanted)
  if (chosen !== undefined) return chosen
  throw noSuchSheet(
    name,
    sheets.map((sheet) => sheet.name),
  )
}

/** Two rows with two numbers. */
function holdsNumbers({ rows }: Sheet): boolean {
  const numeric = (row: readonly string[]) =>
    row.filter((cell) => numberOf(cell, 'either') !== null).length >= 2
  return rows.filter(numeric).length >= 2
}

function holdsAnything({ rows }: Sheet): boolean {
  return rows.some((row) => row.some((cell) => cell !== ''))
}

function guessOf(sheets: readonly Sheet[], read: Sheet): Guess[] {
  const filled = sheets.filter((sheet) => sheet === read || holdsAnything(sheet))
  if (filled.length < 2) return []
  const sentence = `Of ${filled.length} sheets “${read.name}” is read.`
  const options = filled.map((sheet) => ({
    label: sheet.name,
    change: { sheet: sheet.name },
    inForce: sheet === read,
  }))
  return [{ about: 'sheet', sentence, options }]
}

/** As a file with commas, a row a line. */
function asText({ rows }: Sheet): string {
  return rows
    .map((row) =>
      row.map((cell) => (/[",\s]/.test(cell) ? `"${cell.replaceAll(/["\r\n]/g, ' ')}"` : cell)).join(','),
    )
    .join('\n')
}
