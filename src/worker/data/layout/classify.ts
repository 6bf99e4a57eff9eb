/** Turns folder names into classes. */

/** Of what lies in no folder, where others do. */
const LOOSE = 'other'
/** More are not told apart. */
export const MOST_NAMES = 65_536

export interface Classes {
  /** Sorted as people count: 2 before 10. Empty where there is nothing to tell apart. */
  classes: string[]
  /** Index into `classes` of each item, or null. */
  labels: Uint16Array | null
}

/** @param names the class of each item, null for none */
export function classify(names: readonly (string | null)[]): Classes {
  const distinct = new Set(names.map((name) => name ?? LOOSE))
  if (distinct.size < 2 || distinct.size > MOST_NAMES) return { classes: [], labels: null }
  const { compare } = new Intl.Collator('en', { numeric: true })
  const classes = [...distinct].sort((a, b) => compare(a, b) || (a < b ? -1 : 1))
  const index = new Map(classes.map((name, i) => [name, i]))
  return { classes, labels: Uint16Array.from(names, (name) => index.get(name ?? LOOSE) ?? 0) }
}
