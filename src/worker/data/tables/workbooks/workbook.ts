/** Workbooks of Excel and of OpenDocument: which sheet is read, and its cells as text, so that the rest is a table like any other. */
import { unzipSync } from 'fflate'
import type { DataChoice, Guess } from '../../../../common/items/data-card.ts'
import { EXCEL, OPEN_DOCUMENT } from '../../archives/container.ts'
import type { PixelArray } from '../../arrays/pixel-array.ts'
import { MAX_TABLE_BYTES, MAX_WORKBOOK_BYTES } from '../../limits.ts'
import { inTurns, type Turn } from '../../readers/in-turns.ts'
import { noSuchSheet, tooLarge, workbookUnreadable } from '../../readers/reasons.ts'
import { numberOf } from '../numbers.ts'
import { readPixelRows } from '../pixel-rows.ts'
import { rowSteps } from '../table.ts'
import type { Table } from '../table-types.ts'
import { withEvenDates } from './even-dates.ts'
import { excelSheets } from './excel.ts'
import { openDocumentSheets } from './open-document.ts'
import type { Sheet } from './sheet.ts'

export type WorkbookContent =
  { readonly holds: 'array'; readonly array: PixelArray } | { readonly holds: 'table'; readonly table: Table }

/** A program's workbooks: what they are called, and what reads them. */
export interface Kind {
  readonly what: string
  /** @param told now and then which share of the XML is read, as far as can be told */
  readonly sheets: (file: Uint8Array, told: (done: number) => void) => Promise<Sheet[]>
}

const KINDS: readonly Kind[] = [
  { what: EXCEL, sheets: excelSheets },
  { what: OPEN_DOCUMENT, sheets: openDocumentSheets },
]

/** Null of what cannot be read. */
export function workbookKind(what: string | undefined): Kind | null {
  return KINDS.find((kind) => kind.what === what) ?? null
}

/** What the sheet that is read holds, before anything is made of its rows. */
export type SheetRead =
  | { readonly holds: 'array'; readonly array: PixelArray }
  | {
      readonly holds: 'cells'
      readonly rows: readonly (readonly string[])[]
      readonly guesses: readonly Guess[]
    }

const toNobody = () => undefined

/** In this very thread. @throws GanvasError as `readSheet` and `contentOf` */
export async function readWorkbook(
  name: string,
  file: Uint8Array,
  kind: Kind,
  choice: DataChoice,
): Promise<WorkbookContent> {
  return contentOf(name, await readSheet(name, file, kind, choice.sheet), choice, () => Promise.resolve())
}

/**
 * The part that takes long and knows no turns. @param wanted a sheet by its name; null: the likeliest
 * @throws GanvasError `file-too-large`, `workbook-unreadable`, `no-such-sheet`
 */
export async function readSheet(
  name: string,
  file: Uint8Array,
  kind: Kind,
  wanted: string | null,
  told: (done: number) => void = toNobody,
): Promise<SheetRead> {
  demandSmall(name, file, kind.what)
  const sheets = await sheetsOf(name, file, kind, told)
  const chosen = sheetToRead(name, sheets, wanted)
  const sheet = { ...chosen, rows: withEvenDates(chosen.rows) }
  const array = readPixelRows(name, new TextEncoder().encode(asText(sheet)))
  if (array !== null) return { holds: 'array', array }
  return { holds: 'cells', rows: sheet.rows, guesses: guessOf(sheets, chosen) }
}

/** @throws GanvasError `table-empty`, or what `turn` rejects with */
export async function contentOf(
  name: string,
  read: SheetRead,
  choice: DataChoice,
  turn: Turn,
): Promise<WorkbookContent> {
  if (read.holds === 'array') return read
  // Numbers in the file have points; those typed as text are judged by what they look like.
  const cells = { name, cells: read.rows, separator: ',', comment: null } as const
  const table = await inTurns(rowSteps(cells, choice), turn)
  return { holds: 'table', table: { ...table, guesses: [...read.guesses, ...table.guesses] } }
}

/** Is an OpenDocument file that does not tell its kind a workbook? */
export async function holdsSheets(file: Uint8Array): Promise<boolean> {
  try {
    demandSmall('', file, OPEN_DOCUMENT)
    return (await openDocumentSheets(file)).length > 0
  } catch {
    return false
  }
}

/** By what the archive promises; its reader is held to that. */
function demandSmall(name: string, file: Uint8Array, what: string): void {
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
    throw workbookUnreadable(name, what, thrown)
  }
  if (unpacked > MAX_WORKBOOK_BYTES) throw tooLarge(name, unpacked, MAX_WORKBOOK_BYTES)
}

async function sheetsOf(
  name: string,
  file: Uint8Array,
  { what, sheets }: Kind,
  told: (done: number) => void,
): Promise<Sheet[]> {
  try {
    return await sheets(file, told)
  } catch (thrown) {
    throw workbookUnreadable(name, what, thrown)
  }
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
