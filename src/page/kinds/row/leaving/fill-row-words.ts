/** What of a row is known, and a row as a line of a file. Pure. */

/** Cells in which something was typed. */
export function knownCells(typed: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(typed)
      .map(([name, text]) => [name, text.trim()] as const)
      .filter(([, text]) => text !== ''),
  )
}

/** Quoted where it must be (RFC 4180, with the table's own separator). */
export function lineOf(cells: readonly string[], separator: string): string {
  return cells
    .map((cell) =>
      cell.includes(separator) || /["\r\n]/u.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(separator)
}
