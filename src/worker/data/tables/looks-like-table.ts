/** Does a text look like a table of numbers? Generous: what is wrong with a table is for its reader to say. */

const SAMPLE = 20

/** @param cut the text goes on: its last line may be half a line */
export function looksLikeTable(text: string, cut: boolean): boolean {
  if (/^\s*[{[<]/.test(text)) return false
  const lines = text.split(/\r\n|\r|\n/)
  if (cut) lines.pop()
  const filled = lines.filter((line) => line.trim() !== '').slice(0, SAMPLE)
  // The first line may be a header.
  const rows = filled.length > 1 ? filled.slice(1) : filled
  return rows.length > 0 && rows.filter(isNumeric).length * 2 >= rows.length
}

/** A row with separators has a number in some cell; one of words between blanks has numbers only. */
function isNumeric(line: string): boolean {
  const cells = line.split(/[,;\t|]/)
  if (cells.length > 1) return cells.some(isNumber)
  return line.trim().split(/\s+/).every(isNumber)
}

function isNumber(cell: string): boolean {
  const text = cell.trim().replace(/^"(.*)"$/, '$1')
  return /^[+-]?(nan|inf(inity)?|(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?)$/i.test(text)
}
