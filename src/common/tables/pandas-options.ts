/** How pandas' `read_csv` has to be asked for a table as its file writes it: only what differs from its own habits. Pure. */
import type { TableEncoding } from './table-encoding.ts'

/** Arguments in Python's own words, each `name=value`. */
export function pandasOptions({ format, header, columns }: TableEncoding): string[] {
  const numbers = columns.flatMap((column) => (column.is === 'number' ? [column.format] : []))
  const fractions = numbers.filter(({ most }) => most > 0)
  const comma = fractions.length > 0 && fractions.every(({ mark }) => mark === ',')
  const groups = [...new Set(numbers.map(({ group }) => group).filter((group) => group !== ''))]
  const [group = ''] = groups
  // With points for thousands pandas takes 31.12.2024 for a number.
  const grouped = groups.length === 1 && group === (comma ? '.' : ',') && !(comma && hasDates(columns))
  return [
    ...(format.separator === ',' ? [] : [`sep=${JSON.stringify(format.separator)}`]),
    ...(header === null ? ['header=None'] : []),
    ...(comma ? ['decimal=","'] : []),
    ...(grouped ? [`thousands=${JSON.stringify(group)}`] : []),
  ]
}

function hasDates(columns: TableEncoding['columns']): boolean {
  return columns.some(({ is }) => is === 'date')
}
