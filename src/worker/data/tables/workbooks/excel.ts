/** The sheets of an Excel workbook. */
import { unzipSync } from 'fflate'
import type { Sheet } from './sheet.ts'

/** What a cell with a number takes of a sheet's XML, about: `<c r="AB1234"><v>12.345</v></c>`. */
const CELL_BYTES = 32
/** Numbers between two words about how far it is. */
const STRETCH = 2 ** 14

/** @throws Error where it cannot be read */
export async function excelSheets(file: Uint8Array, told: (done: number) => void): Promise<Sheet[]> {
  const expected = sheetBytes(file) / CELL_BYTES
  let numbers = 0
  // The one place where its reader lets us look in on the way.
  const parseNumber = (text: string): number => {
    if (++numbers % STRETCH === 0) told(Math.min(1, numbers / expected))
    const number = Number(text)
    if (Number.isNaN(number)) throw new Error('no number')
    return number
  }
  // Few people bring a workbook: its reader comes when one does.
  const { default: read } = await import('read-excel-file/universal')
  const sheets = await read(file.slice().buffer, { trim: true, parseNumber })
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
}

/** The length of all sheets, as the archive promises it. */
function sheetBytes(file: Uint8Array): number {
  let bytes = 0
  unzipSync(file, {
    filter: ({ name, originalSize }) => {
      if (name.startsWith('xl/worksheets/')) bytes += originalSize
      return false
    },
  })
  return bytes
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace('T00:00:00.000Z', '')
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
