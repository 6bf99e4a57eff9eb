/** Classes in file names: "cat.0.png", "dog_12.jpg", where the part before the number comes again and again. */

export interface NamePrefixes {
  /** Of each picture; null where its name has none that repeats. */
  readonly names: readonly (string | null)[]
  /** So few against the pictures that nobody need be asked. */
  readonly clear: boolean
}

/** What cameras and programs write before a number says nothing of the picture. */
const DEVICES =
  /^(img|image|dsc|dscn|dscf|dcim|pxl|photo|pic|picture|screenshot|screen ?shot|frame|wp|mvimg|gopr|pict|p|scan|file|sample|fake|real|untitled|unnamed|download)$/i
const PICTURES_EACH = 2
const CLEARLY_FEW = 4
const NEARLY_ALL = 0.9

/** Null where fewer than two prefixes have two pictures each. */
export function namePrefixes(paths: readonly string[]): NamePrefixes | null {
  const all = paths.map(prefixOf)
  const counts = new Map<string, number>()
  for (const prefix of all) if (prefix !== null) counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
  const repeated = new Set([...counts].flatMap(([prefix, count]) => (count >= PICTURES_EACH ? [prefix] : [])))
  if (repeated.size < 2) return null
  const names = all.map((prefix) => (prefix !== null && repeated.has(prefix) ? prefix : null))
  const named = names.filter((name) => name !== null).length
  if (named < paths.length * NEARLY_ALL) return null
  const devices = [...repeated].some((prefix) => DEVICES.test(prefix))
  const lettered = [...repeated].every((prefix) => /\p{L}/u.test(prefix))
  return { names, clear: !devices && lettered && repeated.size * CLEARLY_FEW <= paths.length }
}

/** The stem without its last number and what parts the two. */
function prefixOf(path: string): string | null {
  const stem = (path.split('/').at(-1) ?? '').replace(/\.\w+$/, '')
  const found = /^(.*?)[\s_.\-#]*\(?\d+\)?$/u.exec(stem)
  const prefix = found?.[1]?.replace(/[\s_.\-#(]+$/u, '') ?? ''
  return prefix === '' ? null : prefix
}
