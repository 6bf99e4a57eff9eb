/** What stands around the numbers of a column: "12 cm", "5 %", "€ 3.20". A unit is the same down a column; else it is none. */
import { isMissing, numberOf, type Decimals } from './numbers.ts'

export interface Unit {
  readonly before: string
  readonly behind: string
}

export const NO_UNIT: Unit = { before: '', behind: '' }
/** A sign of money or its three letters, a number, and a word or sign; letters may hold a power or a slash, as in kg/m³. */
const AROUND =
  /^(\p{Sc}|[A-Z]{3}(?=\s))?\s*([+−-]?[\d.,](?:[\d.,eE'’ \u00a0\u2009\u202f+−-]*[\d.,])?)\s*(\p{Sc}|[%‰°\p{L}][\p{L}\p{No}%°²³/·^. -]{0,15})?$/u

/** The unit of half of these cells or more. */
export function unitOf(cells: readonly string[], decimals: Decimals): Unit {
  const counts = new Map<string, { unit: Unit; count: number }>()
  for (const cell of cells) {
    if (isMissing(cell) || numberOf(cell, decimals) !== null) continue
    const parts = apart(cell)
    if (parts === null || numberOf(parts.number, decimals) === null) continue
    const key = `${parts.before} ${parts.behind}`
    const known = counts.get(key)
    if (known === undefined)
      counts.set(key, { unit: { before: parts.before, behind: parts.behind }, count: 1 })
    else known.count++
  }
  let best = { unit: NO_UNIT, count: 0 }
  for (const candidate of counts.values()) if (candidate.count > best.count) best = candidate
  return best.count * 2 >= cells.length ? best.unit : NO_UNIT
}

/** The number of a cell, with its column's unit or without; null where there is none. */
export function measureOf(cell: string, unit: Unit, decimals: Decimals): number | null {
  const plain = numberOf(cell, decimals)
  if (plain !== null || unit === NO_UNIT) return plain
  const parts = apart(cell)
  if (parts?.before !== unit.before || parts.behind !== unit.behind) return null
  return numberOf(parts.number, decimals)
}

function apart(cell: string): (Unit & { number: string }) | null {
  const match = AROUND.exec(cell)
  if (match === null) return null
  const [, before = '', number = '', behind = ''] = match
  return before === '' && behind === '' ? null : { before, number, behind: behind.trim() }
}

/** A number with something around it. */
export function hasUnit(cell: string): boolean {
  return numberOf(withoutUnit(cell), 'either') !== null && numberOf(cell, 'either') === null
}

/** What is left of a cell without any unit. */
export function withoutUnit(cell: string): string {
  return apart(cell)?.number ?? cell
}
