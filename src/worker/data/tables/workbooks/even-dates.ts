/**
 * A workbook keeps moments, and a midnight is written as a day alone: in a column of moments it gets its time back, so that all
 * cells of the column have one form.
 */

const DAY = /^\d{4}-\d\d-\d\d$/
const MOMENT = /^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(?:[.,]\d+)?Z?)$/

export function withEvenDates(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const midnights = new Map<number, string>()
  for (const row of rows) {
    for (const [at, cell] of row.entries()) {
      const time = midnights.has(at) ? undefined : MOMENT.exec(cell)?.[1]
      if (time !== undefined) midnights.set(at, time.replace(/\d/g, '0'))
    }
  }
  if (midnights.size === 0) return rows
  return rows.map((row) =>
    row.map((cell, at) => (DAY.test(cell) ? `${cell}${midnights.get(at) ?? ''}` : cell)),
  )
}
