/** Are fakes rows that were there already? Copies to the last digit, and SDMetrics' looser match. Must not know distances. */
import { alignLabels } from '../../../common/tables/align-labels.ts'
import { rowCount } from '../../../common/tables/rows.ts'
import { Allowance, type Sliced } from '../metrics/slices.ts'
import type { CategoryColumn, NumberColumn, TableColumn } from '../../../common/tables/table-column.ts'

/** Numbers within one per cent of the fake's match (SDMetrics). */
const TOLERANCE = 0.01

/**
 * SDMetrics' NewRowSynthesis: share of fakes that match no real row. Categories must be equal, numbers within `tolerance` of
 * the fake's value (a fake 0 matches 0 alone), and where the fake has none the real must have none. NaN of no fakes.
 */
export function* newRowSynthesis(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
  tolerance = TOLERANCE,
): Sliced<number> {
  return 1 - (yield* matchedShare(real, fake, tolerance))
}

/** Share of `rows` that stand in `real` exactly as they are. Held-out reals do so too where rows repeat: show both. */
export function copiedShare(real: readonly TableColumn[], rows: readonly TableColumn[]): Sliced<number> {
  return matchedShare(real, rows, 0)
}

function* matchedShare(
  real: readonly TableColumn[],
  fake: readonly TableColumn[],
  tolerance: number,
): Sliced<number> {
  const aligned = alignLabels(real, fake)
  const numbers = real.filter((column) => column.kind === 'number')
  const fakeNumbers = aligned.filter((column) => column.kind === 'number')
  const groups = yield* groupsOf(real, numbers[0])
  const fakeKeys = yield* keysOf(aligned)
  const allowance = new Allowance()
  let matched = 0
  for (const [row, key] of fakeKeys.entries()) {
    const group = groups.get(key)
    if (group === undefined) continue
    if (holdsMatch(group, numbers, fakeNumbers, row, tolerance)) matched++
    if (allowance.spend(group.length * numbers.length)) yield
  }
  return matched / rowCount(aligned)
}

/** Real rows with the same categories and the same first number missing or known, ascending by that number. */
function* groupsOf(
  real: readonly TableColumn[],
  first: NumberColumn | undefined,
): Sliced<Map<string, number[]>> {
  const groups = new Map<string, number[]>()
  const keys = yield* keysOf(real)
  keys.forEach((key, row) => {
    const group = groups.get(key)
    if (group) group.push(row)
    else groups.set(key, [row])
  })
  if (first)
    for (const group of groups.values()) group.sort((a, b) => (first.values[a] ?? 0) - (first.values[b] ?? 0))
  return groups
}

/** What must be equal for a match, for each row: all categories, and which numbers are missing. */
function* keysOf(columns: readonly TableColumn[]): Sliced<string[]> {
  const categories = columns.filter((column): column is CategoryColumn => column.kind === 'category')
  const numbers = columns.filter((column) => column.kind === 'number')
  const allowance = new Allowance()
  const keys: string[] = []
  for (let row = 0; row < rowCount(columns); row++) {
    let key = ''
    for (const { codes } of categories) key += `${codes[row] ?? -1},`
    for (const { values } of numbers) key += Number.isNaN(values[row] ?? NaN) ? '?' : '.'
    keys.push(key)
    if (allowance.spend(columns.length * TEXT_COST)) yield
  }
  return keys
}

/** Operations of writing a value into a key. */
const TEXT_COST = 20

function holdsMatch(
  group: readonly number[],
  numbers: readonly NumberColumn[],
  fakeNumbers: readonly NumberColumn[],
  row: number,
  tolerance: number,
): boolean {
  const [first, own] = [numbers[0], fakeNumbers[0]]
  const value = own?.values[row] ?? NaN
  // Without a first number to search by, the whole group is looked through.
  if (first === undefined || Number.isNaN(value)) return group.some((other) => agrees(other))
  const reach = Math.abs(tolerance * value)
  for (let at = lowerBound(group, first.values, value - reach); at < group.length; at++) {
    const other = group[at] ?? 0
    // What one subtraction rounds away another may not: the bound is kept by `agrees`, this only ends the search.
    if ((first.values[other] ?? 0) > value + reach * (1 + 1e-9)) return false
    if (agrees(other)) return true
  }
  return false

  function agrees(other: number): boolean {
    return numbers.every(({ values }, at) => {
      const fakeValue = fakeNumbers[at]?.values[row] ?? NaN
      const real = values[other] ?? NaN
      return Number.isNaN(fakeValue) || Math.abs(real - fakeValue) <= Math.abs(tolerance * fakeValue)
    })
  }
}

/** First place in `group` whose value is not clearly below `least`. */
function lowerBound(group: readonly number[], values: Float64Array, least: number): number {
  const floor = least - Math.abs(least) * 1e-9
  let [low, high] = [0, group.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[group[middle] ?? 0] ?? 0) < floor) low = middle + 1
    else high = middle
  }
  return low
}
