/** The sheets of an Excel workbook. */
import type { Sheet } from './sheet.ts'

/** @throws Error where it cannot be read */
export async function excelSheets(file: Uint8Array): Promise<Sheet[]> {
  // Few people bring a workbook: its reader comes when one does.
  const { default: read } = await import('read-excel-file/universal')
  const sheets = await read(file.slice().buffer, { trim: true })
  return sheets.map(({ sheet, data }) => ({ name: sheet, rows: data.map((row) => row.map(cellText)) }))
}

function cellText(cell: unknown): string {
  if (cell === null || cell === undefined) return ''
  if (cell instanceof Date) return cell.toISOString().replace('T00:00:00.000Z', '')
  return typeof cell === 'string' || typeof cell === 'number' || typeof cell === 'boolean' ? String(cell) : ''
}
