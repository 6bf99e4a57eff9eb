/** The recordings as they lie in test/fixtures/first-edition/, and how one is kept. Knows no file system. */
import type { Drift, Strictness } from './compare.ts'
import type { Recorded, Setting } from './record.ts'

/** What decides whether numbers must be the same to the bit. */
export interface Machine {
  readonly cpu: string
  /** The back end's own name for what it runs on. */
  readonly adapter: string
  /** Engine of the language, to its major version. */
  readonly runtime: string
}

export interface Recordings {
  readonly machine: Machine
  readonly records: Readonly<Record<string, Recorded>>
}

/** By name of setting. */
export type Drifts = Readonly<Record<string, Drift>>

export const NOTE =
  'The recordings of the first edition are never renewed, except by a decision on record: see test/fixtures/first-edition/README.md'

export const sameKind = (one: Machine, other: Machine): boolean =>
  one.cpu === other.cpu && one.adapter === other.adapter && one.runtime === other.runtime

/** In words, for the name of a test. */
export function strictnessInWords(recorded: Machine, here: Machine): string {
  return sameKind(recorded, here)
    ? 'to the bit'
    : `within rounding, as ${here.cpu}, ${here.adapter}, ${here.runtime} did not record it`
}

export function strictnessFor(
  { machine }: Recordings,
  here: Machine,
  drifts: Drifts,
  { name }: Setting,
): Strictness {
  if (sameKind(machine, here)) return 'exact'
  const drift = drifts[name]
  if (drift === undefined) throw new Error(`No drift of "${name}" is stored. ${NOTE}`)
  return drift
}

export function recordOf({ records }: Recordings, { name }: Setting): Recorded {
  const record = records[name]
  if (record === undefined) throw new Error(`No record of "${name}" is stored. ${NOTE}`)
  return record
}

/** One record a line. */
export function written({ machine, records }: Recordings): string {
  return `{"machine":${JSON.stringify(machine)},\n"records":${lines(records)}}\n`
}

export function lines(entries: Readonly<Record<string, unknown>>): string {
  const each = Object.entries(entries).map(
    ([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`,
  )
  return `{\n${each.join(',\n')}\n}`
}
