/** Numbers as people write them in cells. Knows no tables. */

/** A finite number, or null. Number() alone would read "" as 0 and "0x1f" as 31. @param comma the decimal mark is a comma */
export function numberOf(cell: string, comma: boolean): number | null {
  const text = comma ? cell.replace(',', '.') : cell
  if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return null
  const value = Number(text)
  return Number.isFinite(Math.fround(value)) ? value : null
}

/** Neither empty, nor a number, nor what programs write where a number is missing. */
export function isWord(cell: string, comma: boolean): boolean {
  return cell !== '' && numberOf(cell, comma) === null && !/^[+-]?(nan|inf(inity)?)$/i.test(cell)
}
